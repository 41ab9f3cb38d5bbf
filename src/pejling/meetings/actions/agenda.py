"""The agenda and the backlog: items are written, ordered, put on and taken off, closed and carried on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.agreements.actions import commitments, proposals
from pejling.agreements.models import Commitment, Proposal
from pejling.core.history import save, save_edit, update_all
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.files.owners import Openness
from pejling.meetings.actions.course import locked_meeting, note, open_item, put, require_state, unset_assent
from pejling.meetings.models import Item, Meeting, Outcome, State
from pejling.meetings.models.items import GAP
from pejling.meetings.models.presiding import practice_of
from pejling.organisation.actions.openness import lock_receiver, refuse_left, require_forum
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.direction.models import Element
    from pejling.people.models import Person

BEFORE_MEETING = (State.DRAFT, State.CALLED)
GOES_ON = (Outcome.POSTPONED, Outcome.RETURNED, Outcome.PASSED_ON, Outcome.DISCUSSED, Outcome.RECOMMENDED)
"""What can be taken up again at another meeting."""


class Facts(TypedDict, total=False):
    """What an item says."""

    title: str
    kind: str
    text: str
    recommendation: str
    minutes: int
    owner: "Person | None"
    element: "Element | None"
    openness: str
    openness_because: str


@transaction.atomic
def add_item(meeting: Meeting, *, by: "Person", **facts: Unpack[Facts]) -> Item:
    """Put a new item on the agenda, before what such meetings end with."""
    lock_receiver(facts.get("owner"))
    row = locked_meeting(meeting, by)
    require_state(row, *BEFORE_MEETING, State.UNDER_WAY)
    item = Item(meeting=row, forum=row.forum, **facts)
    _check(item, None, by)
    item.position = _place_before_end(row, by)
    save(item, by=by)
    unset_assent(row)
    note("item_added", row, by=by)
    return item


@transaction.atomic
def suggest(
    forum: Forum, *, by: "Person", proposal: "Proposal | None" = None, **facts: Unpack[Facts]
) -> Item:
    """Put something into the forum's backlog."""
    require_forum(forum)
    lock_receiver(facts.get("owner"))
    require(by, "meetings.suggest", forum)
    item = Item(forum=forum, proposal=proposal, **facts)
    _check(item, None, by)
    save(item, by=by)
    log("meetings.suggested", forum, by=by)
    return item


@transaction.atomic
def put_proposal_on(proposal: "Proposal", *, by: "Person") -> Item:
    """Let a proposal that lies with a forum be an item of its: on the next draft, or in the backlog where there is none."""
    forum = proposal.to_forum
    if forum is None or not proposal.is_waiting:
        raise ValidationError(_("Forslaget venter ikke på svar fra et forum."))
    lock(forum)
    if proposal.items.filter(dropped_at=None, decision=None).exists():
        raise ValidationError(_("Forslaget står allerede på en dagsorden eller på forummets liste."))
    element = proposal.element if proposal.element and proposal.element.document.is_seen_by(by) else None
    is_for_few = proposal.visibility not in ("internal", "public")
    item = suggest(
        forum, by=by, proposal=proposal, title=proposal.title, text=proposal.text, element=element,
        openness=Openness.CLOSED if is_for_few else Openness.INTERNAL,
        openness_because=_("Forslaget er kun for få") if is_for_few else _("Forslag fra organisationen"),
    )  # fmt: skip
    coming = (
        Meeting.objects.filter(forum=forum, at__gte=timezone.now())
        .standing(State.DRAFT)
        .order_by("at")
        .first()
    )
    return put_on(item, coming, by=by) if coming is not None else item


@transaction.atomic
def edit_item(item: Item, *, opened: int, by: "Person", **facts: Unpack[Facts]) -> Item:
    """Change what an item says while it has no outcome. Raises `Stale` when somebody was faster."""
    lock_receiver(facts.get("owner"))
    row = open_item(item, by) if item.meeting else _waiting(item, by)
    before = row.openness, row.openness_because
    owner, element = row.owner_id, row.element_id
    for name, value in facts.items():
        setattr(row, name, value)
    _check(row, owner, by, before, element)
    save_edit(row, opened=opened, by=by)
    if row.meeting:
        unset_assent(row.meeting)
        note("item_edited", row.meeting, by=by)
        if before[0] != row.openness:
            note("openness_set", row.meeting, by=by)
            if row.is_closed:
                _narrow(row, row.meeting, by)
    return row


def _narrow(row: Item, meeting: Meeting, by: "Person") -> None:
    """What sprang from an item that is closed now is for the forum and those called, too."""
    called = meeting.attendances.filter(is_guest=True).select_related("person")
    readers = list({each.pk: each for each in [by, *(guest.person for guest in called)]}.values())
    for made in Commitment.objects.filter(from_item__item=row).order_by("pk"):
        commitments.narrow(made, readers=readers, by=by)
    for wished in Proposal.objects.filter(from_item__item=row).order_by("pk"):
        proposals.narrow(wished, readers=readers, by=by)


def _waiting(item: Item, by: "Person") -> Item:
    lock(item.forum)
    row = lock(item)
    if row.meeting_id is not None:
        raise ValidationError(_("Punktet er sat på en dagsorden imens. Gå tilbage, og hent siden igen."))
    require(by, "meetings.plan", row.forum)
    return row


@transaction.atomic
def move_item(item: Item, before: Item | None, *, by: "Person") -> Item:
    """Let an item stand before another, or last. Only its own row changes, until the gap there is used up."""
    row = open_item(item, by)
    assert row.meeting is not None
    siblings = list(row.meeting.items.in_order().exclude(pk=row.pk))
    if before is not None and before.pk not in {each.pk for each in siblings}:
        raise ValidationError(_("Punkterne er ændret imens. Hent siden igen."))
    index = next((n for n, each in enumerate(siblings) if before and each.pk == before.pk), len(siblings))
    if any(each.is_decided for each in siblings[index:]):
        raise ValidationError(_("Et punkt kan ikke flyttes op foran et, der er afgjort."))
    put(row, by, position=_place_in(siblings, index, by))
    unset_assent(row.meeting)
    note("item_moved", row.meeting, by=by)
    return row


def _place_before_end(meeting: Meeting, by: "Person") -> int:
    siblings = list(meeting.items.in_order())
    index = len(siblings)
    while index and siblings[index - 1].is_standing and not siblings[index - 1].is_decided:
        index -= 1
    opening = next((n for n, each in enumerate(siblings) if not each.is_standing), None)
    if opening is None:  # nothing but standing items yet: after those that the meeting opens with
        index = min(len(practice_of(meeting.forum.kind).opening), len(siblings))
    return _place_in(siblings, index, by)


def _place_in(siblings: Sequence[Item], index: int, by: "Person") -> int:
    position = _between(siblings, index)
    if position is None:
        for number, row in enumerate(siblings, start=1):
            row.position = number * GAP
        update_all(Item, siblings, ["position"], by=by)
        position = _between(siblings, index)
    assert position is not None
    return position


def _between(siblings: Sequence[Item], index: int) -> int | None:
    if not siblings:
        return GAP
    if index >= len(siblings):
        return siblings[-1].position + GAP
    first = siblings[index - 1].position if index else siblings[0].position - 2 * GAP
    last = siblings[index].position
    return (first + last) // 2 if last - first > 1 else None


@transaction.atomic
def put_on(item: Item, meeting: Meeting, *, by: "Person") -> Item:
    """Put an item of the backlog on an agenda."""
    target = locked_meeting(meeting, by)
    require_state(target, *BEFORE_MEETING, State.UNDER_WAY)
    row = lock(item)
    if row.meeting_id is not None or row.dropped_at is not None:
        raise ValidationError(_("Punktet venter ikke længere på forummets liste."))
    if row.forum_id != target.forum_id:
        raise ValidationError(_("Punktet hører til et andet forum."))
    put(row, by, meeting=target, position=_place_before_end(target, by))
    unset_assent(target)
    note("item_added", target, by=by)
    return row


@transaction.atomic
def take_off(item: Item, *, by: "Person") -> Item:
    """Take an item off the agenda, back to the backlog; a standing one is just taken off. From a meeting that was called
    off it is taken by those who plan the forum's meetings, or it would be held nowhere."""
    if item.meeting is not None and lock(item.meeting).state == State.CANCELLED:
        row = _of_cancelled(item, by)
    else:
        row = open_item(item, by)
    meeting = row.meeting
    assert meeting is not None
    require_state(meeting, *BEFORE_MEETING, State.CANCELLED)
    put(row, by, meeting=None, dropped_at=timezone.now() if row.is_standing else None)
    unset_assent(meeting)
    note("item_taken_off", meeting, by=by)
    return row


def _of_cancelled(item: Item, by: "Person") -> Item:
    meeting = item.meeting
    row = lock(item)
    if meeting is None or row.meeting_id != meeting.pk:
        raise ValidationError(_("Punktet er flyttet imens. Gå tilbage, og hent siden igen."))
    require(by, "meetings.plan", row.forum)
    return row


@transaction.atomic
def drop(item: Item, *, by: "Person") -> Item:
    """Take an item out of the backlog."""
    row = _waiting(item, by)
    put(row, by, dropped_at=timezone.now())
    log("meetings.item_dropped", row.forum, by=by)
    return row


@transaction.atomic
def restore_item(item: Item, *, by: "Person") -> Item:
    """Put back into the backlog what was taken out of it."""
    row = _waiting(item, by)
    put(row, by, dropped_at=None)
    log("meetings.item_restored", row.forum, by=by)
    return row


@transaction.atomic
def carry_on(item: Item, meeting: Meeting | None, *, by: "Person") -> Item:
    """Take an item up again at another meeting, or in the backlog. What was decided stays in the minutes as it stands."""
    if meeting is not None and meeting.pk == item.meeting_id:
        raise ValidationError(_("Vælg et andet møde."))
    lock(*(each for each in (item.meeting, meeting) if each is not None))
    row = lock(item)
    if row.meeting is None:
        raise ValidationError(_("Punktet står ikke på en dagsorden."))
    require(by, "meetings.plan", row.forum)
    if row.decision is None or row.decision.outcome not in GOES_ON:
        raise ValidationError(
            _("Kun et punkt, der er udsat, sendt tilbage, oversendt, drøftet eller anbefalet, føres videre.")
        )
    if row.carried_to.filter(dropped_at=None, forum=row.forum).exists():
        raise ValidationError(_("Punktet er allerede ført videre."))
    next_one = following(row, row.forum)
    if meeting is not None:
        if meeting.forum_id != row.forum_id:
            raise ValidationError(_("Mødet er et andet forums."))
        require(by, "meetings.edit", meeting)
        require_state(meeting, *BEFORE_MEETING)
        next_one.meeting, next_one.position = meeting, _place_before_end(meeting, by)
        unset_assent(meeting)
    save(next_one, by=by)
    note("carried_on", row.meeting, by=by)
    return next_one


def following(item: Item, forum: Forum) -> Item:
    """The same matter, as open as it was, for another meeting; not saved."""
    return Item(
        forum=forum, title=item.title, kind=item.kind, text=item.text, recommendation=item.recommendation,
        minutes=item.minutes, owner=item.owner, element=item.element, openness=item.openness,
        openness_because=item.openness_because, openness_by=item.openness_by, carried_from=item,
    )  # fmt: skip


def _check(
    item: Item,
    owner: int | None,
    by: "Person",
    before: tuple[str, str] = (Openness.OPEN, ""),
    element: int | None = None,
) -> None:
    """Who decided how open it is, and why, is kept; what it is about anew must be known to the one who writes."""
    refuse_left(item.owner, field="owner", before=owner)
    if item.element is not None and item.element_id != element and item.element_for(by) is None:
        raise ValidationError({"element": _("Valget findes ikke længere. Vælg igen.")})
    if item.openness == Openness.OPEN:
        item.openness_because, item.openness_by = "", None
    elif not item.openness_because:
        raise ValidationError({"openness_because": _("Skriv, hvorfor punktet ikke er åbent.")})
    elif (item.openness, item.openness_because) != before or item.openness_by_id is None:
        item.openness_by = by
    item.full_clean(exclude=["decision", "carried_from", "openness_by", "proposal"])
