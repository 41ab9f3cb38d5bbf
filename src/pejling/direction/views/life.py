"""A document's life: hearing, adoption, another period, retirement, and what of it is withdrawn."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.history import Stale
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
from pejling.web.asking import form_page, sent
from pejling.web.pages import see_other, stale
from pejling.web.performing import perform
from pejling.web.toasts import tell


def address(document: Document) -> str:
    """Where the document is read."""
    return reverse("document", args=[document.pk])


@login_required
def hearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a draft out in hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    form = HearingForm(sent(request))
    if form.accepts(lambda: actions.open_hearing(document, by=signed_in(request), **form.cleaned_data)):
        tell(request, _("Dokumentet er i høring."))
        return see_other(address(document))
    return form_page(request, "direction/hearing.html", form, document=document)


@login_required
@require_POST
def hearing_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document back from hearing."""
    document = seen_document(request, pk)
    require(request.user, "direction.edit", document)
    return perform(
        request,
        lambda: actions.close_hearing(document, by=signed_in(request)),
        told=_("Høringen er lukket. Dokumentet er en kladde igen."),
        then=address(document),
    )


@login_required
def adoption(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an adoption down."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    data = sent(request)
    form = AdoptionForm(data, document=document, viewer=request.user)
    if form.accepts(lambda: actions.adopt(document, by=signed_in(request), **form.decision)):
        tell(request, _("Vedtagelsen er skrevet ind."))
        return see_other(address(document))
    return form_page(
        request, "direction/adoption.html", form, document=document, hindrances=actions.hindrances(document)
    )


@login_required
def adoption_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo an adoption that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.withdraw_adoption", document)
    form = ReasonForm(sent(request))
    if form.accepts(
        lambda: actions.withdraw_adoption(document, why=form.cleaned_data["why"], by=signed_in(request))
    ):
        tell(request, _("Vedtagelsen er trukket tilbage. Dokumentet er en kladde igen."))
        return see_other(address(document))
    return form_page(request, "direction/adoption_withdrawal.html", form, document=document)


@login_required
def retirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document out of force without a successor."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    form = RetirementForm(sent(request))
    if form.accepts(lambda: retire(document, by=signed_in(request), **form.cleaned_data)):
        tell(request, _("Dokumentet er udfaset."))
        return see_other(address(document))
    return form_page(
        request,
        "direction/retirement.html",
        form,
        document=document,
        leftovers=leftovers(document, request.user),
    )


@login_required
def retirement_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a retirement that was written by mistake."""
    document = seen_document(request, pk)
    require(request.user, "direction.retire", document)
    form = ReasonForm(sent(request))
    if form.accepts(
        lambda: withdraw_retirement(document, why=form.cleaned_data["why"], by=signed_in(request))
    ):
        tell(request, _("Udfasningen er trukket tilbage. Dokumentet gælder igen."))
        return see_other(address(document))
    return form_page(request, "direction/retirement_withdrawal.html", form, document=document)


@login_required
def document_period(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an adopted document be meant for a longer or shorter time."""
    document = seen_document(request, pk)
    require(request.user, "direction.adopt", document)
    form = PeriodForm(sent(request), viewer=request.user, instance=seen_document(request, pk))
    context = {"document": document, "changes": period_changes(document)}
    try:
        if form.accepts(lambda: _change_period(document, form, request)):
            tell(request, _("Perioden er ændret."))
            return see_other(address(document))
    except Stale as overtaken:
        context["form"] = form
        return stale(request, "direction/document_period.html", context, form=form, current=overtaken.current)
    return form_page(request, "direction/document_period.html", form, **context)


def _change_period(document: Document, form: PeriodForm, request: HttpRequest) -> None:
    change_period(document, opened=form.opened, by=signed_in(request), **form.change)
