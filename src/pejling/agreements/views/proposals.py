"""The list of proposals, the page of one, and the forms by which it is put forward and answered."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.agreements.actions import proposals as actions
from pejling.agreements.forms.proposals import AnswerForm, ProposalFilter, ProposalForm
from pejling.agreements.models import Answer, Proposal, ProposalAnswer, ProposalKind
from pejling.agreements.views.fetching import (
    element_asked_for,
    proposal_page,
    seen_proposal,
    task_asked_for,
    way_to_proposal,
)
from pejling.core.permissions import may, require
from pejling.organisation.authority import authority_of
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, list_page, sorter
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def proposals(request: "Request") -> HttpResponse:
    """What has been put forward, and what was answered."""
    require_inside(request)
    screen = ListScreen(
        _("Ønsker, løsninger og ideer"),
        _("forslag"),
        _("forslag"),
        file="forslag",
        lead=_("Det, enheder ønsker, tilbyder og foreslår på tværs, og hvad der er svaret."),
        template="agreements/proposals.html",
        cells="agreements/parts/cells.html",
        more={"may_begin": may(request.user, "agreements.begin")},
    )
    orders = {
        "svar": "answer_by",
        "forslag": "sort_key",
        "fra": "unit__sort_key",
        "stillet": "put_on",
    }
    columns: list[Column[Proposal]] = [
        Column(
            _("Forslag"), lambda row: row.title, sort="forslag", width=50, link=proposal_page,
            under=lambda row: str(row.get_kind_display()), is_own_words=True,
        ),
        Column(_("Fra"), lambda row: row.unit.name, sort="fra", width=30, is_own_words=True),
        Column(_("Ligger hos"), lambda row: row.receiver, width=30, is_own_words=True),
        Column(_("Stillet"), lambda row: row.put_on, sort="stillet", kind="nowrap"),
        Column(
            _("Svar"), _answer_in_brief, sort="svar", cell="answer", plain=lambda brief: str(brief[0]),
        ),
        Column(_("Svaret"), lambda row: row.answer.words if row.answer else "", width=60, only="file"),
    ]  # fmt: skip
    rows = Proposal.objects.visible_to(request.user).active().for_list()
    return list_page(
        request,
        rows,
        screen,
        columns,
        form=ProposalFilter(request.GET, viewer=request.user),
        order=sorter(orders, "answer_by", "pk"),
    )


def _answer_in_brief(row: Proposal) -> tuple[str, str]:
    """What was answered, else by when an answer is waited for; and its tone."""
    if row.answer is not None:
        is_declined = row.answer.answer == Answer.DECLINED
        return str(row.answer.get_answer_display()), "declined" if is_declined else "answered"
    return str(row.answer_by), "late" if row.is_overdue else "waiting"


@login_required
@require_safe
def proposal(request: "Request", pk: int) -> HttpResponse:
    """One proposal with its answers in order. Who put it forward has read the answer by looking."""
    row = seen_proposal(request, pk)
    given = list(
        row.answers.active().select_related(
            "by", "on_behalf_of", "from_unit", "from_forum", "sent_to_unit", "sent_to_forum"
        )
    )
    latest = given[-1] if given else None
    seen = row.element is None or row.element.document.is_seen_by(request.user)
    context = {
        "proposal": row,
        "element": row.element if seen else None,
        "answers": given,
        "latest": latest,
        "unread": latest
        if latest and latest.read_at is None and row.responsible_id in authority_of(request.user).people
        else None,
        "may_edit": may(request.user, "agreements.edit_proposal", row),
        "may_answer": may(request.user, "agreements.answer", row),
        "may_withdraw": latest is not None and may(request.user, "agreements.withdraw_answer", latest),
        "parts": blocks_at("proposal", row, request.user),
        "head_parts": blocks_at("proposal.head", row, request.user),
        "activities": Activity.objects.about(row)[:20],
    }
    return page(request, "agreements/proposal.html", context)


@login_required
def proposal_new(request: "Request") -> HttpResponse:
    """Put something forward."""
    require_inside(request)
    require(request.user, "agreements.begin")
    element = element_asked_for(request)
    units = authority_of(request.user).own_units
    initial: dict[str, Any] = {
        "element": element.pk if element else None,
        "task": task_asked_for(request),
        "unit": min(units) if len(units) == 1 else None,
    }
    kind = request.GET.get("type", "")
    initial |= {"kind": kind if kind in ProposalKind.values else ""}
    form = ProposalForm(sent(request), instance=Proposal(), viewer=request.user, initial=initial)
    return form_page(
        request,
        form,
        Screen(
            _("Nyt forslag"),
            _("Send forslaget"),
            [(_("Forslag"), reverse("proposals"))],
            reverse("proposals"),
            _("Et ønske til andre, en løsning, I tilbyder, eller en idé til politikerne. Modtageren svarer."),
        ),
        lambda: actions.propose(**form.values, by=signed_in(request)),
        message=lambda made: _("Forslaget er sendt til %(receiver)s.") % {"receiver": made.receiver},
        then=proposal_page,
    )


@login_required
def proposal_edit(request: "Request", pk: int) -> HttpResponse:
    """Change it before it is answered."""
    row = seen_proposal(request, pk)
    require(request.user, "agreements.edit_proposal", row)
    form = ProposalForm(sent(request), instance=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(_("Ret forslaget"), _("Gem"), way_to_proposal(row), proposal_page(row)),
        lambda: actions.edit_proposal(row, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Forslaget er rettet."),
    )


@login_required
@require_POST
def proposal_withdrawal(request: "Request", pk: int) -> HttpResponse:
    """Take it back."""
    row = seen_proposal(request, pk)
    return perform(
        request,
        lambda: actions.withdraw(row, by=signed_in(request)),
        message=_("Forslaget er trukket tilbage."),
        then=proposal_page(row),
        undo=reverse("proposal_restoration", args=[pk]),
    )


@login_required
@require_POST
def proposal_restoration(request: "Request", pk: int) -> HttpResponse:
    """Put it forward again."""
    row = seen_proposal(request, pk)
    return perform(
        request,
        lambda: actions.restore(row, by=signed_in(request)),
        message=_("Forslaget er stillet igen."),
        then=proposal_page(row),
    )


@login_required
def proposal_answer(request: "Request", pk: int) -> HttpResponse:
    """Answer it in words, or send it on."""
    row = seen_proposal(request, pk)
    if row.is_waiting:
        require(request.user, "agreements.answer", row)
    form = AnswerForm(sent(request), viewer=request.user)
    return form_page(
        request,
        form,
        Screen(
            _("Svar på forslaget"),
            _("Send svaret"),
            way_to_proposal(row),
            proposal_page(row),
            row.title,
            row.unit.name,
            "agreements/proposal_answer.html",
            {"proposal": row},
        ),
        lambda: actions.answer(row, **form.values, by=signed_in(request)),
        message=_("Svaret er sendt."),
        undo=lambda given: reverse("answer_withdrawal", args=[given.pk]),
    )


def _seen_answer(request: "Request", pk: int) -> ProposalAnswer:
    require_inside(request)
    seen = ProposalAnswer.objects.filter(Proposal.seen_by(request.user, "proposal__"))
    return get_object_or_404(seen.select_related("proposal"), pk=pk)


@login_required
@require_POST
def answer_withdrawal(request: "Request", pk: int) -> HttpResponse:
    """Take the latest answer back."""
    given = _seen_answer(request, pk)
    require(request.user, "agreements.withdraw_answer", given)
    return perform(
        request,
        lambda: actions.withdraw_answer(given, by=signed_in(request)),
        message=_("Svaret er taget tilbage."),
        then=proposal_page(given.proposal),
    )


@login_required
@require_POST
def answer_reading(request: "Request", pk: int) -> HttpResponse:
    """Say that the answer has been read."""
    given = _seen_answer(request, pk)
    return perform(
        request,
        lambda: actions.read_answer(given, by=signed_in(request)),
        message=_("Svaret er læst."),
        then=proposal_page(given.proposal),
    )
