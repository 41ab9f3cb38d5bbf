"""The page of an item, and the forms by which the agenda and the backlog are written and ordered."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.agreements.models import Proposal
from pejling.core.keys import read_key
from pejling.core.permissions import may, require
from pejling.files.figures import files_of
from pejling.meetings.actions import agenda as actions
from pejling.meetings.figures.agenda import follow_up, read_agenda, read_item, unanswered
from pejling.meetings.figures.held import held_of, is_stayed
from pejling.meetings.forms.items import CarryForm, ItemForm, PutOnForm
from pejling.meetings.models import Item, OwnNote
from pejling.meetings.views.fetching import (
    inside_meeting,
    item_on_agenda,
    item_page,
    meeting_page,
    require_inside,
    seen_forum,
    seen_item,
    way_to,
    way_to_forum,
    way_to_item,
)
from pejling.meetings.words import outcome_sign
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.organisation.models import Forum
    from pejling.web.requests import Request


@login_required
@require_safe
def item(request: "Request", pk: int) -> HttpResponse:
    """An item as a member reads it: what to take a stand on, what it rests on, what was decided last, one's own notes."""
    row = seen_item(request, pk)
    viewer, person, meeting = request.user, signed_in(request), row.meeting
    keeps_notes = meeting is not None and may(viewer, "meetings.own_note", meeting)
    is_out = row.disqualifications.filter(person=person).exists()
    takes_part = meeting is not None and not is_out and may(viewer, "meetings.note", meeting)
    agenda = read_agenda(meeting, viewer) if meeting else None
    own = OwnNote.objects.filter(item=row, by=person).first() if keeps_notes else None
    context = {
        "item": row,
        "meeting": meeting,
        "told": read_item(row, viewer, with_notes=takes_part),
        "held": held_of([row], viewer)[row.pk],
        "is_stayed": is_stayed,
        "agenda": agenda,
        "around": agenda.around(row) if agenda else (None, None),
        "outcome": outcome_sign(row.decision.outcome) if row.decision else None,
        "own_note": own.text if own else "",
        "keeps_notes": keeps_notes,
        "attached": files_of(row, viewer),
        "may_edit": may(viewer, "meetings.edit_item", row),
        "may_run": meeting is not None and may(viewer, "meetings.edit", meeting),
        "may_refer": may(viewer, "meetings.refer", row),
        "may_plan": may(viewer, "meetings.plan", row.forum),
        "follow_up": follow_up(meeting, viewer) if meeting and row.fills_itself else [],
        "unanswered": unanswered(meeting, viewer) if meeting and row.fills_itself else [],
        "can_go_on": row.decision is not None and row.decision.outcome in actions.GOES_ON,
    }
    return page(request, "meetings/item.html", context)


@login_required
def item_new(request: "Request", pk: int) -> HttpResponse:
    """Put a new item on the agenda."""
    meeting = inside_meeting(request, pk)
    require(request.user, "meetings.edit", meeting)
    form = ItemForm(sent(request), instance=Item(meeting=meeting, forum=meeting.forum), viewer=request.user)
    return form_page(
        request,
        form,
        Screen(_("Nyt punkt"), _("Sæt på dagsordenen"), way_to(meeting), meeting_page(meeting)),
        lambda: actions.add_item(meeting, by=signed_in(request), **form.values),
        message=_("Punktet står på dagsordenen."),
    )


@login_required
def item_suggestion(request: "Request", pk: int) -> HttpResponse:
    """Put something into a forum's backlog."""
    forum = seen_forum(request, pk)
    require(request.user, "meetings.suggest", forum)
    form = ItemForm(sent(request), instance=Item(forum=forum), viewer=request.user)
    return form_page(
        request,
        form,
        Screen(
            _("Foreslå et punkt"),
            _("Læg på listen"),
            way_to_forum(forum),
            reverse("forum_meetings", args=[pk]),
            _("Punktet venter på forummets liste, til det sættes på en dagsorden."),
        ),
        lambda: actions.suggest(forum, by=signed_in(request), **form.values),
        message=_("Punktet er lagt på forummets liste."),
    )


@login_required
def item_edit(request: "Request", pk: int) -> HttpResponse:
    """Change what an item says and how open it is."""
    row = seen_item(request, pk)
    require(request.user, "meetings.edit_item", row)
    form = ItemForm(sent(request), instance=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(_("Ret punktet"), _("Gem"), way_to_item(row), item_page(row)),
        lambda: actions.edit_item(row, opened=form.opened, by=signed_in(request), **form.values),
        message=_("Punktet er rettet."),
    )


@login_required
@require_POST
def item_place(request: "Request", pk: int) -> HttpResponse:
    """Move an item before another (`foer`), one step up or down (`retning`), or last."""
    row, meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.edit", meeting)
    return perform(
        request,
        lambda: actions.move_item(row, _before(request, row), by=signed_in(request)),
        message=_("Punktet er flyttet."),
        then=meeting_page(meeting),
    )


def _before(request: "Request", row: Item) -> Item | None:
    """What the item is to stand before."""
    assert row.meeting is not None
    siblings = list(row.meeting.items.in_order())
    place = [each.pk for each in siblings].index(row.pk)
    others = [each for each in siblings if each.pk != row.pk]
    way = request.POST.get("retning", "")
    if way == "op":
        return others[max(place - 1, 0)] if others else None
    if way == "ned":
        return others[place + 1] if place + 1 < len(others) else None
    key = read_key(request.POST.get("foer"))
    return get_object_or_404(row.meeting.items, pk=key) if key else None


@login_required
def item_putting_on(request: "Request", pk: int) -> HttpResponse:
    """Put an item of the backlog on an agenda."""
    row = seen_item(request, pk)
    require(request.user, "meetings.plan", row.forum)
    form = PutOnForm(sent(request), item=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(
            _("Sæt på dagsorden"),
            _("Sæt på"),
            way_to_item(row),
            reverse("forum_meetings", args=[row.forum_id]),
            kicker=row.title,
        ),
        lambda: actions.put_on(row, form.cleaned_data["meeting"], by=signed_in(request)),
        message=_("Punktet står på dagsordenen."),
        then=lambda made: meeting_page(made.meeting) if made.meeting else "",
    )


@login_required
@require_POST
def item_taking_off(request: "Request", pk: int) -> HttpResponse:
    """Take an item off the agenda, back to the backlog."""
    row, meeting = item_on_agenda(request, pk)
    return perform(
        request,
        lambda: actions.take_off(row, by=signed_in(request)),
        message=_("Punktet er taget af dagsordenen og ligger på forummets liste."),
        then=meeting_page(meeting),
    )


@login_required
@require_POST
def item_dropping(request: "Request", pk: int) -> HttpResponse:
    """Take an item out of the backlog."""
    row = seen_item(request, pk)
    return perform(
        request,
        lambda: actions.drop(row, by=signed_in(request)),
        message=_("Punktet er taget ud af listen."),
        then=reverse("forum_meetings", args=[row.forum_id]),
        undo=reverse("item_restoring", args=[pk]),
    )


@login_required
@require_POST
def item_restoring(request: "Request", pk: int) -> HttpResponse:
    """Put it back."""
    row = seen_item(request, pk)
    return perform(
        request,
        lambda: actions.restore_item(row, by=signed_in(request)),
        message=_("Punktet ligger på listen igen."),
        then=reverse("forum_meetings", args=[row.forum_id]),
    )


@login_required
def item_carrying(request: "Request", pk: int) -> HttpResponse:
    """Take an item up again at another meeting."""
    row, _meeting = item_on_agenda(request, pk)
    require(request.user, "meetings.plan", row.forum)
    form = CarryForm(sent(request), item=row, viewer=request.user)
    return form_page(
        request,
        form,
        Screen(
            _("Før punktet videre"),
            _("Før videre"),
            way_to_item(row),
            item_page(row),
            _("Referatet bliver stående. Punktet begynder forfra på det nye møde."),
            row.title,
        ),
        lambda: actions.carry_on(row, form.cleaned_data["meeting"], by=signed_in(request)),
        message=_("Punktet er ført videre."),
        then=item_page,
    )


@login_required
@require_POST
def proposal_on_agenda(request: "Request", pk: int) -> HttpResponse:
    """Let a proposal that lies with a forum be an item of its."""
    require_inside(request)
    proposal = get_object_or_404(
        Proposal.objects.visible_to(request.user).filter(to_forum__isnull=False), pk=pk
    )
    forum = _forum_of(proposal)
    require(request.user, "meetings.plan", forum)
    return perform(
        request,
        lambda: actions.put_proposal_on(proposal, by=signed_in(request)),
        message=lambda made: (
            _("Forslaget står på dagsordenen.")
            if made.meeting_id
            else _("Forslaget ligger på forummets liste.")
        ),
        then=reverse("forum_meetings", args=[forum.pk]),
    )


def _forum_of(proposal: Proposal) -> "Forum":
    assert proposal.to_forum is not None
    return proposal.to_forum
