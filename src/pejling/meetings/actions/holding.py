"""The meeting is held: opened, gone through, closed when every item has an outcome, and its minutes approved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.history import create_all, save
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.meetings.actions.agenda import following
from pejling.meetings.actions.course import (
    locked_item,
    locked_meeting,
    note,
    open_item,
    put,
    require_state,
    unset_assent,
)
from pejling.meetings.models import (
    Attendance,
    Ballot,
    Decision,
    Item,
    Meeting,
    Outcome,
    Presence,
    State,
    VoteSide,
)
from pejling.meetings.rules import matter_now
from pejling.organisation.actions.openness import require_forum
from pejling.organisation.models import Forum, ForumNature

if TYPE_CHECKING:
    from pejling.people.models import Person

GOES_TO_ANOTHER = (Outcome.PASSED_ON, Outcome.RECOMMENDED)
"""Outcomes that leave the matter to another forum."""
HELD = (State.UNDER_WAY, State.CLOSED)


@transaction.atomic
def begin(meeting: Meeting, *, by: "Person") -> Meeting:
    """Open the meeting at its first item."""
    row = locked_meeting(meeting, by)
    require_state(row, State.CALLED)
    first = row.items.in_order().first()
    put(row, by, begun_at=timezone.now(), here=first, here_since=timezone.now())
    note("begun", row, by=by)
    return row


@transaction.atomic
def go_to(item: Item, *, by: "Person") -> Item:
    """The meeting is at this item now."""
    row = locked_item(item, by)
    assert row.meeting is not None
    require_state(row.meeting, State.UNDER_WAY)
    if row.meeting.here_id != row.pk:
        row.meeting.here, row.meeting.here_since = row, timezone.now()
        row.meeting.save(update_fields=["here", "here_since"])
    return row


@transaction.atomic
def note_presence(meeting: Meeting, presence: Mapping[int, str], *, by: "Person") -> Meeting:
    """Who came, who sent regrets and who stayed away, by the ids of their calls."""
    row = locked_meeting(meeting, by)
    require_state(row, State.CALLED, State.UNDER_WAY, State.CLOSED)
    for each in row.attendances.filter(pk__in=presence):
        if each.presence != presence[each.pk]:
            put(each, by, presence=Presence(presence[each.pk]))
            unset_assent(row)
    note("presence_noted", row, by=by)
    return row


@transaction.atomic
def vote(item: Item, votes: "Mapping[Person, str]", *, by: "Person") -> list[Ballot]:
    """How each voted, by name; whoever is left out did not vote."""
    row = _voted_on(item, by)
    disqualified = set(row.disqualifications.values_list("person", flat=True))
    for person in votes:
        if person.pk in disqualified:
            raise ValidationError(_("%(person)s er inhabil og stemmer ikke.") % {"person": person})
    known = {each.person_id: each for each in row.ballots.filter(person__isnull=False)}
    for pk in known.keys() - {person.pk for person in votes}:
        _forget(known[pk], by)
    for person, side in votes.items():
        standing = known.get(person.pk)
        if standing is None:
            save(Ballot(item=row, person=person, side=VoteSide(side)), by=by)
        elif standing.side != side:
            put(standing, by, side=VoteSide(side))
    assert row.meeting is not None
    note("voted", row.meeting, by=by)
    return list(row.ballots.all())


@transaction.atomic
def vote_by_party(item: Item, party: str, votes: Mapping[str, int], *, by: "Person") -> list[Ballot]:
    """How many of a party or a group voted for, against and abstained; none at all takes the party away."""
    row = _voted_on(item, by)
    for standing in row.ballots.filter(party=party):
        _forget(standing, by)
    rows = [
        Ballot(item=row, party=party, side=VoteSide(side), count=count)
        for side, count in votes.items()
        if count
    ]
    for each in rows:
        each.full_clean()
    create_all(Ballot, rows, by=by)
    assert row.meeting is not None
    note("voted", row.meeting, by=by)
    return rows


def _voted_on(item: Item, by: "Person") -> Item:
    row = open_item(item, by)
    assert row.meeting is not None
    require_state(row.meeting, State.UNDER_WAY)
    return row


def _forget(row: Ballot, by: "Person") -> None:
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()


@transaction.atomic
def decide(
    item: Item, outcome: str, *, by: "Person", words: str = "", to_forum: "Forum | None" = None
) -> Decision:
    """Write down what came of an item. From now on it is locked. What goes to another forum waits in that one's backlog."""
    if to_forum is not None:
        require_forum(to_forum)
    row = open_item(item, by)
    meeting = row.meeting
    assert meeting is not None
    require_state(meeting, State.UNDER_WAY)
    if outcome == Outcome.PASSED_ON and to_forum is None:
        raise ValidationError({"to_forum": _("Skriv, hvem punktet oversendes til.")})
    if to_forum is not None and (outcome not in GOES_TO_ANOTHER or to_forum.pk == row.forum_id):
        raise ValidationError(
            {"to_forum": _("Punktet kan kun sendes til et andet forum, når det oversendes eller anbefales.")}
        )
    if outcome == Outcome.AMENDED and not words:
        raise ValidationError({"words": _("Skriv, hvad der er ændret.")})
    decision = Decision(item=row, outcome=Outcome(outcome), words=words, to_forum=to_forum, by=by)
    decision.full_clean(exclude=["reopened_by"])
    decision.save()
    put(row, by, decision=decision)
    if (
        to_forum is not None
        and not row.carried_to.filter(forum=to_forum, dropped_at=None, decision=None).exists()
    ):
        save(following(row, to_forum), by=by)  # decided anew, it may stand on that forum's agenda already
    note("decided", meeting, by=by)
    return decision


@transaction.atomic
def reopen_item(item: Item, *, because: str, by: "Person") -> Item:
    """Open a decided item again, with a reason that is kept beside what stood. A closed meeting is open again with it."""
    row = locked_item(item, by)
    meeting = row.meeting
    assert meeting is not None
    require_state(meeting, *HELD)
    decision = row.decision
    if decision is None:
        raise ValidationError(_("Punktet er ikke afgjort."))
    if not because.strip():
        raise ValidationError({"because": _("Skriv, hvorfor punktet åbnes igen.")})
    taken_up = row.carried_to.exclude(meeting=None).filter(decision__isnull=False).first()
    if taken_up is not None:
        raise ValidationError(_("Punktet er afgjort på et senere møde. Det kan ikke åbnes igen her."))
    decision.reopened_at, decision.reopened_by, decision.reopened_because = timezone.now(), by, because
    decision.full_clean(exclude=["by", "reopened_by"])
    decision.save()
    put(row, by, decision=None)
    for waiting in row.carried_to.filter(meeting=None, dropped_at=None):
        put(waiting, by, dropped_at=timezone.now())
    note("item_reopened", meeting, by=by)
    if meeting.state == State.CLOSED:
        _open_again(meeting, by)
    return row


def _open_again(meeting: Meeting, by: "Person") -> None:
    meeting.assents.filter(matter=matter_now(meeting)).delete()
    put(meeting, by, closed_at=None)
    note("reopened", meeting, by=by)


@transaction.atomic
def close(meeting: Meeting, *, by: "Person") -> Meeting:
    """Close the meeting. Every item has an outcome."""
    row = locked_meeting(meeting, by)
    require_state(row, State.UNDER_WAY)
    missing = row.items.undecided().count()
    if missing:
        raise ValidationError(
            _("Mødet kan ikke lukkes: %(count)s punkter mangler udfald.") % {"count": missing}
        )
    put(row, by, closed_at=timezone.now(), here=None, here_since=None)
    note("closed", row, by=by)
    return row


@transaction.atomic
def reopen(meeting: Meeting, *, by: "Person") -> Meeting:
    """Take back that the meeting is closed."""
    row = locked_meeting(meeting, by)
    require_state(row, State.CLOSED)
    _open_again(row, by)
    return row


@transaction.atomic
def approve(meeting: Meeting, *, by: "Person") -> Meeting:
    """Approve the minutes. Where chair and vice-chair do so together, each agrees for themselves (`planning.assent`)."""
    row = locked_meeting(meeting, by)
    require_state(row, State.CLOSED)
    if matter_now(row) is not None:
        raise ValidationError(_("Formand og næstformand godkender referatet sammen."))
    put(row, by, approved_at=timezone.now())
    note("approved", row, by=by)
    return row


def level_above(forum: Forum) -> Forum | None:
    """Where a matter goes that the forum is at odds about: the council, or the MED committee of a unit above."""
    current = Forum.objects.current().select_related("kind")
    if forum.kind.nature == ForumNature.COMMITTEE:
        return current.filter(kind__nature=ForumNature.COUNCIL).order_by("pk").first()
    if forum.kind.nature != ForumNature.MED:
        return None
    others = {
        each.unit_id: each for each in current.filter(kind__nature=ForumNature.MED).exclude(pk=forum.pk)
    }
    unit = forum.unit.parent if forum.unit else None
    while unit is not None:
        if unit.pk in others:
            return others[unit.pk]
        unit = unit.parent
    return others.get(None)


def called_people(meeting: Meeting) -> list["Person"]:
    """Those called to the meeting besides the forum's members."""
    rows = Attendance.objects.filter(meeting=meeting, is_guest=True).select_related("person")
    return [each.person for each in rows]


def lock_for(item: Item, by: "Person", right: str) -> Item:
    """The item behind the meeting's lock and its own, for a right that is asked of the item."""
    meeting = item.meeting
    if meeting is None:
        raise ValidationError(_("Punktet står ikke på en dagsorden."))
    lock(meeting)
    row = lock(item)
    row.meeting = meeting
    require(by, right, row)
    return row
