"""Bearings: the list, writing one, whom it reaches, and the units' answers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.direction.actions import bearings as actions
from pejling.direction.actions.ties import tie
from pejling.direction.figures.bearings import (
    Reach,
    answers_to,
    bearings_concerning,
    current_bearings,
    own_units,
    reach,
    reaches,
)
from pejling.direction.forms.bearings import BearingForm, ContributingForm
from pejling.direction.forms.life import ReasonForm
from pejling.direction.models import Document
from pejling.direction.models.bearings import units_to_address
from pejling.direction.views.life import life_screen
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Unit
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.caching import open_to_all
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import LINES_PER_PAGE, page_of
from pejling.web.pages import page, way_back


def seen_bearing(request: HttpRequest, pk: int) -> Document:
    """The bearing, if this viewer may see it."""
    bearings = Document.objects.visible_to(request.user).for_list().filter(kind__code="bearing")
    return get_object_or_404(bearings, pk=pk)


@open_to_all
def bearings(request: HttpRequest) -> HttpResponse:
    """The bearings that concern me, and all others."""
    units = list(own_units(authority_of(request.user)))
    visible = Document.objects.visible_to(request.user).values("pk")
    mine = list(bearings_concerning(units).filter(pk__in=visible)[:LINES_PER_PAGE])
    others = current_bearings().filter(pk__in=visible).exclude(pk__in=[document.pk for document in mine])
    shown = page_of(request, others)
    answers = answers_to(mine, units) if units else {}
    set_here = [document for document in (*mine, *shown) if may(request.user, "direction.edit", document)]
    context = {"mine": mine, "others": shown, "units": units, "answers": answers, "reach": reaches(set_here)}
    return page(request, "direction/bearings.html", context)


@login_required
def bearing_new(request: HttpRequest) -> HttpResponse:
    """Write a bearing in a minute; what another page knows of it stands in the fields already."""
    require(request.user, "direction.bear")
    asked = [key for key in map(read_key, request.GET.getlist("enhed")) if key]
    initial = {
        "title": request.GET.get("hvad", "")[:250],
        "why": request.GET.get("hvorfor", "")[:2_000],
        "units": list(units_to_address(request.user).filter(pk__in=asked)) if asked else [],
    }
    form = BearingForm(sent(request), viewer=request.user, initial=initial)
    return form_page(
        request,
        form,
        _screen(_("Sæt en pejling"), _("Sæt pejlingen")),
        lambda: _set(form, request),
        message=_("Pejlingen er sat. Her ser du de enheder, den når."),
        then=lambda made: reverse("bearing", args=[made.pk]),
    )


def _screen(title: str, button: str) -> Screen:
    lead = _(
        "Den ses straks hos de enheder, den gælder. De kan knytte deres arbejde til den eller svare, at den ikke er "
        "relevant."
    )
    crumbs = [(_("Retning"), reverse("documents")), (_("Pejlinger"), reverse("bearings"))]
    template = "direction/bearing_form.html"
    return Screen(title, button, crumbs, reverse("bearings"), lead=lead, template=template)


def _set(form: BearingForm, request: HttpRequest) -> Document:
    addressed = {name: list(form.values[name]) for name in ("units", "kinds")}
    return actions.set_bearing(form.text, unit=form.values["unit"], **addressed, by=signed_in(request))


@open_to_all
def bearing(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom a bearing reaches, and what they have answered; the answers are the organisation's own."""
    document = seen_bearing(request, pk)
    context: dict[str, Any] = {
        "document": document,
        "head_parts": blocks_at("document.head", document, request.user),
        "parts": {},
        "own": None,
    }
    if may(request.user, "organisation.view"):
        context |= _parts(reach(document), authority_of(request.user), request.GET.get("vis", ""))
    return page(request, "direction/bearing.html", context)


def _parts(whole: Reach, authority: Authority, asked: str) -> dict[str, Any]:
    """The answers that one can look at: the reader's own, and all of them by who has said something."""
    parts = {
        "alle": whole,
        "mine": whole.at(authority.led_units),
        "svar": whole.which(silent=False),
        "intet-svar": whole.which(silent=True),
    }
    acting = {
        answer.unit.pk
        for answer in whole.answers
        if answer.unit.pk in authority.acts_for and answer.unit.parent_id not in authority.acts_for
    }
    own = whole.at(authority.led_units & authority.own_units | acting)
    return {"parts": parts, "shown": asked if asked in parts else "alle", "own": own}


@login_required
def bearing_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a bearing on any day."""
    document = seen_bearing(request, pk)
    require(request.user, "direction.edit", document)
    form = BearingForm(sent(request), viewer=request.user, document=document)
    return form_page(
        request,
        form,
        _screen(_("Ændr pejlingen"), _("Gem ændringen")),
        lambda: _change(document, form, request),
        message=_("Pejlingen er ændret."),
        then=reverse("bearing", args=[document.pk]),
    )


def _change(document: Document, form: BearingForm, request: HttpRequest) -> None:
    addressed = {name: list(form.values[name]) for name in ("units", "kinds")}
    opened = form.cleaned_data["version"] or 0
    actions.change_bearing(document, form.text, **addressed, opened=opened, by=signed_in(request))


@login_required
def bearing_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a bearing."""
    document = seen_bearing(request, pk)
    require(request.user, "direction.edit", document)
    form = ReasonForm(sent(request))
    lead = _(
        "Den forsvinder fra enhedernes lister. Det, der er knyttet til den, mister sin tråd opad, og ejerne får det "
        "at vide."
    )
    return form_page(
        request,
        form,
        life_screen(document, _("Træk pejlingen tilbage"), _("Træk tilbage"), lead=lead),
        lambda: actions.withdraw_bearing(document, why=form.values["why"], by=signed_in(request)),
        message=_("Pejlingen er trukket tilbage."),
        then=reverse("bearings"),
    )


@login_required
def bearing_contribution(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Answer for a unit with the point of its own plans that contributes to a bearing, and how."""
    document = seen_bearing(request, pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    require(request.user, "direction.answer_bearing", unit)
    priority = document.elements.active().in_order().first()
    if priority is None or document.is_out_of_force:
        raise Http404
    form, by = (
        ContributingForm(sent(request), unit=unit, aim=priority, viewer=request.user),
        signed_in(request),
    )
    return form_page(
        request,
        form,
        life_screen(
            document,
            _("%(unit)s bidrager") % {"unit": unit},
            _("Knyt punktet til pejlingen"),
            lead=_("Hvilket punkt i jeres egne planer bidrager til »%(title)s«?") % {"title": document.title},
            template="direction/bearing_contribution.html",
            more={"document": document, "unit": unit},
        ),
        lambda: tie(form.values["lower"], priority, how=form.values["how"], by=by),
        message=_("Svaret er noteret: I arbejder med pejlingen."),
        then=way_back(request, reverse("bearing", args=[document.pk])),
        undo=lambda made: reverse("tie_ending", args=[made.pk]),
    )


@login_required
def bearing_answer(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Answer for a unit that a bearing is not relevant there."""
    document = seen_bearing(request, pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    require(request.user, "direction.answer_bearing", unit)
    form, by = ReasonForm(sent(request)), signed_in(request)
    title = _("Ikke relevant hos %(unit)s") % {"unit": unit}
    lead = _(
        "»%(title)s«. Skriv, hvorfor den ikke er relevant hos jer. Den, der har sat den, kan læse svaret."
    )
    lead = lead % {"title": document.title}
    return form_page(
        request,
        form,
        life_screen(document, title, _("Gem svaret"), lead=lead),
        lambda: actions.answer_irrelevant(document, unit, why=form.values["why"], by=by),
        message=_("Svaret er noteret."),
        then=way_back(request, reverse("bearings")),
        undo=reverse("bearing_answer_withdrawal", args=[document.pk, unit.pk]),
    )


@login_required
@require_POST
def bearing_answer_withdrawal(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Take the answer back."""
    document = seen_bearing(request, pk)
    unit = get_object_or_404(Unit, pk=unit_pk)
    require(request.user, "direction.answer_bearing", unit)
    return perform(
        request,
        lambda: actions.withdraw_irrelevance(document, unit, by=signed_in(request)),
        message=_("Svaret er taget tilbage. Pejlingen gælder igen hos jer."),
        then=way_back(request, reverse("bearings")),
    )
