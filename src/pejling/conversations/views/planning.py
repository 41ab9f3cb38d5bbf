"""The picture of all conversations of a year, and the forms by which they are planned."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.agreements.models import Proposal
from pejling.conversations.actions import planning as actions
from pejling.conversations.figures.people import proposed_for
from pejling.conversations.figures.season import (
    Stage,
    branches_of,
    conversing_units,
    month_of,
    months,
    year_of,
)
from pejling.conversations.forms import MonthForm, PlanForm
from pejling.conversations.models import Conversation
from pejling.conversations.views.fetching import (
    conversation_page,
    known_conversation,
    require_inside,
    seen_conversation,
    way_to,
)
from pejling.conversations.words import STAGES
from pejling.core.dates import today
from pejling.core.formats import month_name
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def conversations(request: "Request") -> HttpResponse:
    """The conversations of a year: one's own, and how far those of the units below have come."""
    require_inside(request)
    year = asked_year(request)
    authority = authority_of(request.user)
    mine = set(Conversation.objects.visible_to(request.user).filter(year=year).values_list("unit", flat=True))
    units = conversing_units()
    if not authority.is_secretariat:
        units &= authority.led_units | authority.own_units | mine
    rows = year_of(units | mine, year, request.user)
    readable = set(
        Conversation.objects.visible_to(request.user).filter(year=year).values_list("pk", flat=True)
    )
    own = [row for row in rows if row.conversation and row.conversation.pk in readable]
    own_units = {row.unit.pk for row in own}
    others = [row for row in rows if row.unit.pk not in own_units]
    counts = {stage: sum(row.stage is stage for row in rows) for stage in Stage}
    context = {
        "rows": rows,
        "own": own,
        "branches": branches_of(others),
        "held": counts[Stage.HELD] + counts[Stage.CONFIRMED],
        "year": year,
        "years": [year - 1, year, year + 1],
        "stages": STAGES,
        "counts": counts,
        "month_name": month_name,
        "readable": readable,
        "may_plan": {row.unit.pk for row in rows if may(request.user, "conversations.plan", row.unit)},
        "may_keep": may(request.user, "conversations.keep"),
        "may_read_across": bool(authority.led_units) or authority.is_secretariat,
    }
    return page(request, "conversations/conversations.html", context)


def asked_year(request: "Request") -> int:
    year = read_key(request.GET.get("aar"))
    return year if year and 2000 <= year <= 2100 else today().year


def _asked_unit(request: "Request") -> Unit:
    require_inside(request)
    return get_object_or_404(
        Unit.objects.current(), pk=read_key(request.GET.get("enhed") or request.POST.get("enhed")) or 0
    )


@login_required
def conversation_new(request: "Request") -> HttpResponse:
    """Begin a unit's conversation; the system proposes who takes part."""
    unit = _asked_unit(request)
    require(request.user, "conversations.plan", unit)
    initial = {"people": proposed_for(unit.pk)}
    form = PlanForm(sent(request), instance=Conversation(unit=unit), viewer=request.user, initial=initial)
    year = asked_year(request)
    return form_page(
        request,
        form,
        Screen(
            _("Strategisk samtale %(year)s") % {"year": year},
            _("Begynd samtalen"),
            [(_("Samtaler"), reverse("conversations"))],
            reverse("conversations"),
            _("Dag og sted kan komme senere. I kan begynde at forberede jer med det samme."),
            unit.name,
        ),
        lambda: actions.plan(unit, year=year, by=signed_in(request), **form.values),
        message=_("Samtalen er begyndt. Nu kan I forberede jer."),
        then=lambda made: conversation_page(made) if _reads(request, made) else reverse("conversations"),
    )


def _reads(request: "Request", row: Conversation) -> bool:
    """Whether the viewer has a part in it: who plans it need not."""
    return Conversation.objects.visible_to(request.user).filter(pk=row.pk).exists()


@login_required
def conversation_edit(request: "Request", pk: int) -> HttpResponse:
    """Change when, where and with whom."""
    row = known_conversation(request, pk)
    require(request.user, "conversations.plan", row.unit)
    form = PlanForm(sent(request), instance=row, viewer=request.user)
    is_read = _reads(request, row)
    return form_page(
        request,
        form,
        Screen(
            _("Tid, sted og deltagere"),
            _("Gem"),
            way_to(row)[: 2 if is_read else 1],
            conversation_page(row) if is_read else reverse("conversations"),
        ),
        lambda: actions.replan(row, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Samtalen er ændret."),
    )


@login_required
def plan_month(request: "Request") -> HttpResponse:
    """Choose the month of a unit's conversation."""
    unit = _asked_unit(request)
    require(request.user, "conversations.plan", unit)
    form = MonthForm(sent(request), initial={"month": months().get(unit.pk, "")})
    lead = _("I dag hører samtalen til i %(month)s. Enheder under følger med, hvis de ikke selv har valgt.")
    return form_page(
        request,
        form,
        Screen(
            _("Planens måned"),
            _("Gem"),
            [(_("Samtaler"), reverse("conversations"))],
            reverse("conversations"),
            lead % {"month": month_name(month_of(unit.pk))},
            unit.name,
        ),
        lambda: actions.choose_month(unit, form.cleaned_data["month"], by=signed_in(request)),
        message=_("Måneden er valgt."),
    )


@login_required
@require_POST
def agenda_placing(request: "Request", pk: int, proposal: int) -> HttpResponse:
    """Put a proposal on the conversation's agenda, or take it off again."""
    row = seen_conversation(request, pk)
    asked = get_object_or_404(Proposal.objects.visible_to(request.user), pk=proposal)
    is_there = not row.agenda.filter(proposal=asked).exists()
    return perform(
        request,
        lambda: actions.put_on_agenda(row, asked, by=signed_in(request)),
        message=_("Forslaget står på samtalens dagsorden.")
        if is_there
        else _("Forslaget er taget af dagsordenen."),
        then=reverse("proposal", args=[proposal]),
        undo=request.path,
    )
