"""A document's life: hearing, adoption, another period, retirement, and what of it is withdrawn."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.permissions import require
from pejling.direction.actions import adoption as actions
from pejling.direction.actions.period import change_period
from pejling.direction.actions.retirement import retire, withdraw_retirement
from pejling.direction.figures.life import period_changes
from pejling.direction.figures.succession import leftovers
from pejling.direction.forms.life import AdoptionForm, HearingForm, PeriodForm, ReasonForm, RetirementForm
from pejling.direction.models import Document
from pejling.direction.views.fetching import seen_document
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent


def address(document: Document) -> str:
    """Where the document is read."""
    return reverse("document", args=[document.pk])


def life_screen(document: Document, title: str, button: str, **more: Any) -> Screen:
    """A screen with a form about a document; it is opened from where the document is read."""
    crumbs = [(_("Retning"), reverse("documents")), (document.title, address(document))]
    return Screen(title, button, crumbs, **{"back": address(document), "kicker": document.title, **more})


@login_required
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft out in hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    form = HearingForm(sent(request))
    lead = _(
        "Kladden kan læses af dem, den er delt med. Redaktørerne kan skrive videre, når høringen er lukket."
    )
    more = {"template": "direction/hearing.html", "more": {"document": document}}
    return form_page(
        request,
        form,
        life_screen(document, _("Send i høring"), _("Send i høring"), lead=lead, **more),
        lambda: actions.open_hearing(document, by=signed_in(request), **form.values),
        message=_("Dokumentet er i høring."),
    )


@login_required
@require_POST
def hearing_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document back from hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    return perform(
        request,
        lambda: actions.close_hearing(document, by=signed_in(request)),
        message=_("Høringen er lukket. Dokumentet er en kladde igen."),
        then=address(document),
    )


@login_required
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an adoption down."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    form = AdoptionForm(sent(request), document=document, viewer=request.user)
    lead = _(
        "Når vedtagelsen er skrevet ind, ligger ordlyden fast. Den ændres derefter kun ved rettelse, tillæg eller "
        "afløsning."
    )
    form.is_valid()  # what is doubtful about the day is known when the form has been looked through
    more = {"document": document, "hindrances": actions.hindrances(document)}
    return form_page(
        request,
        form,
        life_screen(
            document,
            _("Skriv vedtagelsen ind"),
            _("Gem vedtagelsen alligevel") if form.doubts else _("Gem vedtagelsen"),
            lead=lead,
            template="direction/adoption.html",
            more=more,
        ),
        lambda: actions.adopt(document, by=signed_in(request), **form.values),
        message=_("Vedtagelsen er skrevet ind."),
    )


@login_required
def adoption_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an adoption that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.withdraw_adoption", document)
    form = ReasonForm(sent(request))
    lead = _(
        "Det er til fejl: en forkert dato eller et forkert dokument. Dokumentet bliver en kladde "
        "igen, og det, som det afløste, gælder igen. At vedtagelsen har været skrevet ind, kan "
        "stadig ses."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Træk vedtagelsen tilbage"), _("Træk tilbage"), lead=lead),
        lambda: actions.withdraw_adoption(document, why=form.values["why"], by=signed_in(request)),
        message=_("Vedtagelsen er trukket tilbage. Dokumentet er en kladde igen."),
    )


@login_required
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of force without a successor."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    form = RetirementForm(sent(request), viewer=request.user)
    lead = _(
        "Dokumentet holder op med at gælde uden at blive afløst. Hvert mål skal først have en "
        "skæbne, så ingen mister det, de bidrager til, uden at vide det."
    )
    more = {"document": document, "leftovers": leftovers(document, request.user)}
    title, template = _("Udfas dokumentet"), "direction/retirement.html"
    return form_page(
        request,
        form,
        life_screen(document, title, title, lead=lead, template=template, more=more),
        lambda: retire(document, by=signed_in(request), **form.values),
        message=_("Dokumentet er udfaset."),
    )


@login_required
def retirement_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a retirement that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    form = ReasonForm(sent(request))
    lead = _(
        "Det er til fejl: en forkert dag eller et forkert dokument. Dokumentet gælder igen, og "
        "bidragene til dets mål tæller som før. De skæbner, målene fik, bliver til planer, som kan "
        "ændres eller tages tilbage. At dokumentet har været udfaset, kan stadig ses."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Træk udfasningen tilbage"), _("Træk tilbage"), lead=lead),
        lambda: withdraw_retirement(document, why=form.values["why"], by=signed_in(request)),
        message=_("Udfasningen er trukket tilbage. Dokumentet gælder igen."),
    )


@login_required
def document_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an adopted document be meant for a longer or shorter time."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    form = PeriodForm(sent(request), viewer=request.user, instance=document)
    lead = _(
        "Forlæng perioden, når dokumentet stadig er det, I arbejder efter, eller gør den kortere. "
        "Ordlyden er den samme. Den gamle periode, den nye og begrundelsen kan læses af alle, der "
        "kan se dokumentet."
    )
    more = {"template": "direction/document_period.html", "more": {"changes": period_changes(document)}}
    return form_page(
        request,
        form,
        life_screen(document, _("Ændr perioden"), _("Gem perioden"), lead=lead, **more),
        lambda: change_period(document, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Perioden er ændret."),
    )
