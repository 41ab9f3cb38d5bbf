"""The ledger of agreements, the page of one, and the forms by which it is written, changed, carried on and ended."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.agreements.actions import commitments as actions
from pejling.agreements.figures.ledger import State, Sums, in_turn, state_of, sums_of
from pejling.agreements.forms.commitments import (
    CommitmentForm,
    DoneForm,
    DroppedForm,
    LedgerForm,
    PlannedForm,
)
from pejling.agreements.models import Closing, Commitment
from pejling.agreements.views.fetching import (
    commitment_page,
    element_asked_for,
    seen_commitment,
    task_asked_for,
    way_to_commitment,
)
from pejling.agreements.words import STATE_WORDS, sign_of
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.direction.marks import Sign
from pejling.direction.models import Document
from pejling.initiatives.models import Initiative
from pejling.organisation.authority import authority_of
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, Sum, list_page, sorter
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def commitments(request: "Request") -> HttpResponse:
    """What was agreed, wherever it was said: open, late and done."""
    require_inside(request)
    rows = Commitment.objects.visible_to(request.user)
    form = LedgerForm(request.GET, viewer=request.user)
    sums = sums_of(form.narrow(rows, besides="staar"))
    screen = ListScreen(
        _("Aftaler"),
        _("aftale"),
        _("aftaler"),
        file="aftaler",
        lead=_lead(sums.median_days),
        template="agreements/commitments.html",
        cells="agreements/parts/cells.html",
        more={
            "signs": {state.value: sign_of(state) for state in State},
            "may_begin": may(request.user, "agreements.begin"),
        },
    )
    orders = {
        "staar": in_turn(),
        "frist": "due_on",
        "aftale": "sort_key",
        "enhed": "unit__sort_key",
        "hvem": "responsible__sort_key",
        "aftalt": "agreed_on",
    }
    return list_page(
        request,
        rows.for_list(),
        screen,
        _columns(request),
        form=form,
        order=sorter(orders, "due_on", "pk"),
        sums=lambda _rows: _ways_in(sums, form),
    )


def _lead(median_days: float | None) -> str:
    what = _("Det, der er aftalt, til det er gjort.")
    if median_days is None:
        return what
    return f"{what} {_('Det tager typisk %(days)s dage.') % {'days': round(median_days)}}"


def _ways_in(sums: Sums, form: LedgerForm) -> list[Sum]:
    """How many stand in each state, and how many are in no plan: each a way to just these."""
    chosen = form.chosen
    states = [
        Sum("staar", state.value, sign_of(state), sums.counts[state], state.value == chosen.get("staar"))
        for state in State
        if sums.counts[state]
    ]
    if sums.soon:
        soon = Sign(_("Inden for 30 dage"), "warn", "clock")
        states.append(Sum("staar", "snart", soon, sums.soon, chosen.get("staar") == "snart"))
    if sums.outside_plans:
        nowhere = Sign(_("Aftalt, men i ingen plan"), "neutral", "ring")
        states.append(Sum("uden_plan", "on", nowhere, sums.outside_plans, bool(chosen.get("uden_plan"))))
    return states


def _columns(request: "Request") -> list[Column[Commitment]]:
    visible = set(Document.objects.visible_to(request.user).values_list("pk", flat=True))

    def about(row: Commitment) -> str:
        return row.element.title if row.element and row.element.document_id in visible else ""

    return [
        Column(
            _("Aftale"), lambda row: row.title, sort="aftale", width=50, link=commitment_page,
            under=lambda row: " · ".join(filter(None, [row.said_at or (row.forum.name if row.forum else ""), about(row)])),
            is_own_words=True,
        ),
        Column(_("Hvem"), lambda row: row.responsible.name if row.responsible else "", sort="hvem", width=25),
        Column(_("Enhed"), lambda row: row.unit.name, sort="enhed", width=30, is_own_words=True),
        Column(_("Senest"), lambda row: row.due_on, sort="frist", kind="nowrap"),
        Column(
            _("Står"), lambda row: state_of(row).value, sort="staar", cell="state",
            plain=lambda state: str(STATE_WORDS[State(state)]),
        ),
        Column(_("Handler om"), about, width=50, only="file"),
        Column(_("Aftalt den"), lambda row: row.agreed_on, sort="aftalt", only="file"),
        Column(_("Gjort den"), lambda row: row.closing.on if row.closing else None, only="file"),
        Column(_("Hvad kom der ud af det"), lambda row: row.closing.words if row.closing else "", width=50, only="file"),
    ]  # fmt: skip


@login_required
@require_safe
def commitment(request: "Request", pk: int) -> HttpResponse:
    """One agreement: what, who and when, how it ended, and what has happened with it."""
    row = seen_commitment(request, pk)
    work = Initiative.objects.visible_to(request.user)
    carried = row.initiative_id or (row.milestone.initiative_id if row.milestone else None)
    context = {
        "commitment": row,
        "sign": sign_of(state_of(row)),
        "element": row.element_for(request.user),
        "carried_by": work.select_related("element").filter(pk=carried).first() if carried else None,
        "is_carried": carried is not None,
        "may_edit": may(request.user, "agreements.edit", row),
        "may_reopen": row.closing is not None and may(request.user, "agreements.reopen", row.closing),
        "activities": Activity.objects.about(row)[:20],
    }
    return page(request, "agreements/commitment.html", context)


@login_required
def commitment_new(request: "Request") -> HttpResponse:
    """Write down what was agreed."""
    require_inside(request)
    require(request.user, "agreements.begin")
    element = element_asked_for(request)
    unit = read_key(request.GET.get("enhed")) or next(
        iter(sorted(authority_of(request.user).own_units)), None
    )
    initial: dict[str, Any] = {
        "element": element.pk if element else None,
        "task": task_asked_for(request),
        "unit": unit,
        "responsible": request.user.pk,
    }
    form = CommitmentForm(sent(request), instance=Commitment(), viewer=request.user, initial=initial)
    back = reverse("element", args=[element.pk]) if element else reverse("commitments")
    return form_page(
        request,
        form,
        Screen(_("Ny aftale"), _("Gem aftalen"), [(_("Aftaler"), reverse("commitments"))], back),
        lambda: actions.agree(**form.values, by=signed_in(request)),
        message=_("Aftalen er gemt. Den kommer igen på Min side, til den er gjort."),
        then=commitment_page,
    )


@login_required
def commitment_edit(request: "Request", pk: int) -> HttpResponse:
    """Change what was agreed."""
    row = seen_commitment(request, pk)
    require(request.user, "agreements.edit", row)
    form = CommitmentForm(sent(request), instance=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(_("Ret aftalen"), _("Gem"), way_to_commitment(row), commitment_page(row)),
        lambda: actions.edit(row, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Aftalen er rettet."),
    )


@login_required
def commitment_done(request: "Request", pk: int) -> HttpResponse:
    """Say that it is done."""
    row = seen_commitment(request, pk)
    if row.is_open:
        require(request.user, "agreements.edit", row)
    form = DoneForm(sent(request))
    return form_page(
        request,
        form,
        Screen(
            _("Meld aftalen gjort"), _("Meld gjort"), way_to_commitment(row), commitment_page(row), row.title
        ),
        lambda: actions.finish(row, **form.values, by=signed_in(request)),
        message=_("Aftalen er meldt gjort."),
        undo=lambda closing: reverse("closing_withdrawal", args=[closing.pk]),
    )


@login_required
def commitment_dropped(request: "Request", pk: int) -> HttpResponse:
    """Give it up, with a reason."""
    row = seen_commitment(request, pk)
    require(request.user, "agreements.edit", row)
    form = DroppedForm(sent(request))
    return form_page(
        request,
        form,
        Screen(_("Opgiv aftalen"), _("Opgiv"), way_to_commitment(row), commitment_page(row), row.title),
        lambda: actions.drop(row, **form.values, by=signed_in(request)),
        message=_("Aftalen er opgivet."),
        undo=lambda closing: reverse("closing_withdrawal", args=[closing.pk]),
    )


@login_required
@require_POST
def closing_withdrawal(request: "Request", pk: int) -> HttpResponse:
    """Take back that it ended."""
    require_inside(request)
    seen = Closing.objects.select_related("commitment").filter(
        Commitment.seen_by(request.user, "commitment__")
    )
    closing = get_object_or_404(seen, pk=pk)
    require(request.user, "agreements.reopen", closing)
    return perform(
        request,
        lambda: actions.reopen(closing, by=signed_in(request)),
        message=_("Aftalen er åben igen."),
        then=commitment_page(closing.commitment),
    )


@login_required
def commitment_planned(request: "Request", pk: int) -> HttpResponse:
    """Carry it into a plan."""
    row = seen_commitment(request, pk)
    require(request.user, "agreements.edit", row)
    form = PlannedForm(sent(request), commitment=row, viewer=request.user)

    def act() -> Any:
        by, initiative = signed_in(request), form.cleaned_data["initiative"]
        if initiative is not None:
            return actions.put_in_plan(row, initiative, by=by)
        return actions.make_initiative(row, form.cleaned_data["section"], by=by)

    return form_page(
        request,
        form,
        Screen(
            _("Før aftalen ind i planen"),
            _("Før ind"),
            way_to_commitment(row),
            commitment_page(row),
            row.title,
        ),
        act,
        message=_("Aftalen står nu i planen."),
    )
