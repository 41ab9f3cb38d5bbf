"""What goes into the minutes besides outcomes: notes, dissent, who was disqualified, what was sent on and agreed."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.agreements.actions import commitments, proposals
from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.history import save, save_edit
from pejling.core.locking import lock
from pejling.meetings.actions.agenda import following
from pejling.meetings.actions.course import locked_item, note, open_item, require_state, unset_assent
from pejling.meetings.actions.holding import HELD, called_people, level_above, lock_for
from pejling.meetings.actions.planning import is_for_few
from pejling.meetings.models import (
    Attendance,
    Disqualification,
    Dissent,
    Item,
    ItemCommitment,
    ItemProposal,
    Note,
    OwnNote,
    Referral,
    ReferralKind,
)
from pejling.organisation.actions.openness import require_here
from pejling.organisation.models import ForumNature, Seat, Unit
from pejling.organisation.visibility import Visibility

if TYPE_CHECKING:
    from pejling.agreements.models import Commitment, Proposal
    from pejling.direction.models import Element
    from pejling.people.models import Person


@transaction.atomic
def jot(item: Item, *, text: str, by: "Person") -> Note:
    """Note something for the minutes. It is one row for each person and item, so two never write in the same."""
    row = locked_item(item, by, "meetings.note")
    if row.disqualifications.filter(person=by).exists():
        raise ValidationError(_("Du er inhabil i punktet og skriver ikke i referatet af det."))
    kept, _made = Note.objects.get_or_create(item=row, by=by)
    kept.text, kept.at = text, timezone.now()
    kept.version += 1
    kept.full_clean()
    kept.save()
    return kept


@transaction.atomic
def jot_for_oneself(item: Item, *, text: str, by: "Person") -> OwnNote:
    """Note something that nobody else reads; it goes with the seat."""
    row = locked_item(item, by, "meetings.own_note")
    kept, _made = OwnNote.objects.get_or_create(item=row, by=by)
    kept.text = text
    kept.version += 1
    kept.full_clean()
    kept.save()
    return kept


@transaction.atomic
def forget_own_notes() -> int:
    """Delete the private notes of those who no longer have the seat, nor were called; answers how many."""
    seats = Seat.objects.current().filter(person=OuterRef("by"), forum=OuterRef("item__forum"))
    called = Attendance.objects.filter(
        person=OuterRef("by"), meeting=OuterRef("item__meeting"), is_guest=True
    )
    gone, _rows = OwnNote.objects.exclude(Exists(seats) | Exists(called)).delete()
    return gone


@transaction.atomic
def write_record(item: Item, *, record: str, for_public: str, opened: int, by: "Person") -> Item:
    """Write what the minutes say of an item, and what citizens may know of a closed one; also after it is decided."""
    row = locked_item(item, by)
    assert row.meeting is not None
    require_state(row.meeting, *HELD)
    row.record, row.for_public = record, for_public if row.is_closed else ""
    row.full_clean(exclude=["decision", "carried_from", "openness_by", "proposal"])
    save_edit(row, opened=opened, by=by)
    unset_assent(row.meeting)
    return row


@transaction.atomic
def disqualify(
    item: Item, person: "Person", *, because: str, decided_by: str, by: "Person", left_at: time | None = None
) -> Disqualification:
    """Write down that somebody was found disqualified, by whose decision, and left. They do not vote on it."""
    require_here(person)
    row = open_item(item, by)
    assert row.meeting is not None
    if not _is_called(row, person):
        raise ValidationError({"person": _("%(person)s er ikke indkaldt til mødet.") % {"person": person}})
    found = Disqualification(item=row, person=person, because=because, decided_by=decided_by, left_at=left_at)
    found.full_clean()
    save(found, by=by)
    for ballot in row.ballots.filter(person=person):
        ballot._history_user = by  # type: ignore[attr-defined]
        ballot.delete()
    note("disqualified", row.meeting, by=by)
    return found


def _is_called(item: Item, person: "Person") -> bool:
    assert item.meeting is not None
    return item.meeting.attendances.filter(person=person).exists()


@transaction.atomic
def qualify(found: Disqualification, *, by: "Person") -> None:
    """Take out what was written by mistake."""
    row = open_item(found.item, by)
    assert row.meeting is not None
    lock(found)
    found._history_user = by  # type: ignore[attr-defined]
    found.delete()
    note("disqualification_removed", row.meeting, by=by)


@transaction.atomic
def dissent(item: Item, person: "Person", *, words: str, by: "Person") -> Dissent:
    """Write down what a member wants in the minutes, word for word."""
    row = open_item(item, by)
    assert row.meeting is not None
    require_state(row.meeting, *HELD)
    if not _is_called(row, person):
        raise ValidationError({"person": _("%(person)s er ikke indkaldt til mødet.") % {"person": person}})
    said = Dissent(item=row, person=person, words=words)
    said.full_clean()
    save(said, by=by)
    note("dissented", row.meeting, by=by)
    return said


@transaction.atomic
def remove_dissent(said: Dissent, *, by: "Person") -> None:
    """Take out what was written by mistake; the history keeps it."""
    row = open_item(said.item, by)
    assert row.meeting is not None
    lock(said)
    said._history_user = by  # type: ignore[attr-defined]
    said.delete()
    note("dissent_removed", row.meeting, by=by)


@transaction.atomic
def refer(
    item: Item, person: "Person", *, words: str, by: "Person", is_sent: bool = True, is_stayed: bool = True
) -> Referral:
    """A member takes a decision to the council, or disagreement in a MED committee is recorded and may be sent upward.

    What is sent stands in the backlog of the forum above, and the decision may wait until it is answered there.
    """
    above = level_above(item.forum)
    if above is not None:
        lock(above)
    row = lock_for(item, by, "meetings.refer")
    meeting = row.meeting
    assert meeting is not None
    if not meeting.is_edited_by(by) and person.pk != by.pk:
        raise ValidationError({"person": _("Du kan kun føre en sag videre for dig selv.")})
    if not row.forum.seats.current().filter(person=person).exists():
        raise ValidationError({"person": _("%(person)s sidder ikke i forummet.") % {"person": person}})
    is_med = row.forum.kind.nature == ForumNature.MED
    if not is_med and (row.decision is None or above is None):
        raise ValidationError(_("Kun et udvalgs beslutning kan indbringes for kommunalbestyrelsen."))
    if is_sent and above is None:
        raise ValidationError(_("Der er intet niveau over forummet at sende uenigheden til."))
    waiting = row.referrals.filter(person=person, answered_by__decision=None, answered_by__dropped_at=None)
    if is_sent and waiting.exclude(answered_by=None).exists():
        raise ValidationError(_("%(person)s har allerede ført sagen videre.") % {"person": person})
    made = Referral(
        item=row, person=person, words=words, kind=ReferralKind.DISAGREEMENT if is_med else ReferralKind.MEMBER,
        to_forum=above if is_sent else None, is_stayed=is_sent and is_stayed,
    )  # fmt: skip
    made.full_clean(exclude=["answered_by"])
    unset_assent(meeting)
    if is_sent and above is not None:
        made.answered_by = save(following(row, above), by=by)
        note("referred", meeting, by=by, forum=above.name)
    else:
        note("disagreement_recorded", meeting, by=by)
    return save(made, by=by)


@transaction.atomic
def agree(
    item: Item,
    *,
    title: str,
    unit: Unit,
    due_on: date,
    by: "Person",
    responsible: "Person | None" = None,
    element: "Element | None" = None,
    about_none_because: str = "",
) -> "Commitment":
    """Write down what somebody takes on from an item. What springs from a closed one is for the forum and those called."""
    commitments.lock_ahead(unit, responsible, element)
    row = locked_item(item, by)
    meeting = row.meeting
    assert meeting is not None
    require_state(meeting, *HELD)
    for_few = is_for_few(meeting, row)
    made = commitments.take_on(
        unit=unit,
        responsible=responsible,
        title=title,
        due_on=due_on,
        agreed_on=min(meeting.on, today()),
        said_at=_said_at(row),
        forum=meeting.forum,
        element=element,
        about_none_because="" if element else about_none_because or _("aftalt på mødet"),
        visibility=Visibility.SHARED if for_few else Visibility.INTERNAL,
        readers=list({each.pk: each for each in [by, *called_people(meeting)]}.values()) if for_few else (),
        by=by,
    )
    ItemCommitment.objects.create(item=row, commitment=made)
    unset_assent(meeting)
    note("agreed", meeting, by=by)
    return made


def _said_at(item: Item) -> str:
    assert item.meeting is not None
    return _("%(forum)s, %(day)s") % {"forum": item.meeting.forum, "day": day(item.meeting.at)}


@transaction.atomic
def put_forward(item: Item, *, by: "Person", **facts: Any) -> "Proposal":
    """Send a wish, a solution or an idea from an item; from a closed one before few, without the unit at large."""
    if item.meeting is not None:
        proposals.lock_ahead(item.meeting.unit, **facts)
    row = locked_item(item, by)
    meeting = row.meeting
    assert meeting is not None
    require_state(meeting, *HELD)
    for_few = is_for_few(meeting, row)
    if for_few:
        facts["visibility"] = Visibility.SHARED
    made = proposals.propose(
        unit=meeting.unit,
        said_at=_said_at(row),
        readers=[by, *called_people(meeting)] if for_few else (),
        by=by,
        **facts,
    )
    ItemProposal.objects.create(item=row, proposal=made)
    unset_assent(meeting)
    note("put_forward", meeting, by=by)
    return made
