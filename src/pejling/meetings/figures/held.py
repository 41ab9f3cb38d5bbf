"""The meeting as it is run: where it is, how time goes, how they voted, and what is missing before it closes."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from pejling.files.owners import Openness
from pejling.meetings.figures.agenda import Agenda, AgendaLine, FollowUpLine, agreed_in, suggested_outcome
from pejling.meetings.models import (
    Attendance,
    Ballot,
    Disqualification,
    Dissent,
    Item,
    Meeting,
    Note,
    Outcome,
    Presence,
    Referral,
    VoteSide,
)
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Votes:
    """How many voted so, and who: people by name and parties with their number."""

    side: VoteSide
    count: int
    who: list[str]


@dataclass(frozen=True)
class Held:
    """All that happened to one item."""

    votes: list[Votes]
    disqualified: list[Disqualification]
    dissents: list[Dissent]
    referrals: list[Referral]
    agreed: list[FollowUpLine]
    answers: dict[int, str] = field(default_factory=dict)
    suggestion: Outcome | None = None
    notes: tuple[Note, ...] = ()

    @property
    def has_votes(self) -> bool:
        """Whether anybody voted."""
        return any(each.count for each in self.votes)

    @property
    def is_stayed(self) -> bool:
        """Whether what was decided waits for an answer from the forum above."""
        return any(is_stayed(each) for each in self.referrals)


def is_stayed(referral: Referral) -> bool:
    """Whether the decision waits: it was sent upward with that effect, and the forum above has not decided on it."""
    answer = referral.answered_by
    return referral.is_stayed and (answer is None or answer.decision_id is None)


def held_of(items: list[Item], viewer: "Viewer") -> dict[int, Held]:
    """Of the items that the viewer may read, in the same number of queries however many they are."""
    keys = [item.pk for item in items]
    ballots = _by_item(Ballot.objects.filter(item__in=keys).select_related("person"))
    disqualified = _by_item(Disqualification.objects.filter(item__in=keys).select_related("person"))
    dissents = _by_item(Dissent.objects.filter(item__in=keys).select_related("person"))
    sent = Referral.objects.filter(item__in=keys).select_related(
        "person", "to_forum", "answered_by__decision"
    )
    referrals = _by_item(sent)
    agreed = agreed_in(keys, viewer)
    answers = _answers(keys, viewer)
    found = {}
    for item in items:
        cast = ballots.get(item.pk, [])
        counts = Counter({side.value: sum(b.count for b in cast if b.side == side) for side in VoteSide})
        found[item.pk] = Held(
            votes=[Votes(side, counts[side.value], _who(cast, side)) for side in VoteSide],
            disqualified=disqualified.get(item.pk, []),
            dissents=dissents.get(item.pk, []),
            referrals=referrals.get(item.pk, []),
            agreed=agreed.get(item.pk, []),
            answers=answers,
            suggestion=suggested_outcome(item, counts),
        )
    return found


def _answers(items: list[int], viewer: "Viewer") -> dict[int, str]:
    """What the forum above decided on what was sent to it, by the referrals' ids, as far as the viewer may know that: of a
    closed item those who may read it, and citizens when that meeting is closed and open to them."""
    above = Item.objects.filter(answers_referral__item__in=items, decision__isnull=False)
    if authority_of(viewer).is_internal:
        above = above.filter(~Q(openness=Openness.CLOSED) | Item.closed_to(viewer))
    else:
        above = above.visible_to(viewer).filter(meeting__closed_at__isnull=False)
    found = above.order_by().values_list("answers_referral", "decision__outcome")
    return {referral: str(Outcome(outcome).label) for referral, outcome in found}


def _who(ballots: list[Ballot], side: VoteSide) -> list[str]:
    return [
        each.person.name if each.person else f"{each.party} ({each.count})"
        for each in ballots
        if each.side == side
    ]


def _by_item(rows: "object") -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = {}  # type: ignore[type-arg]
    for row in rows:  # type: ignore[attr-defined]
        found.setdefault(row.item_id, []).append(row)
    return found


@dataclass(frozen=True)
class Clock:
    """How long the item has taken, how long is planned, and how far the whole meeting is behind its plan."""

    used: int
    planned: int
    behind: int
    ends_at: datetime

    @property
    def left(self) -> int:
        """Minutes left of what was planned; negative when it is overrun."""
        return self.planned - self.used

    @property
    def part(self) -> int:
        """How much of the time is used, in percent and at most all of it."""
        return min(100, round(100 * self.used / self.planned)) if self.planned else 100


def clock_of(agenda: Agenda, *, now: datetime | None = None) -> Clock | None:
    """Where time stands while the meeting is under way."""
    meeting, line = agenda.meeting, agenda.here
    if line is None or meeting.begun_at is None or meeting.here_since is None:
        return None
    now = now or timezone.now()
    planned = line.item.minutes if line.item else 0
    used = max(0, int((now - meeting.here_since).total_seconds() // 60))
    late_start = meeting.begun_at - meeting.at
    behind = int((meeting.here_since - line.starts_at + late_start).total_seconds() // 60) + max(
        0, used - planned
    )
    started = meeting.here_since - line.starts_at
    ends_at = agenda.ends_at + started
    return Clock(used, planned, behind, max(ends_at, now))


def present(meeting: Meeting) -> list[Attendance]:
    """Who is called, in the order of their call: members first."""
    return list(meeting.attendances.select_related("person").order_by("is_guest", "pk"))


def voters(meeting: Meeting, item: Item) -> list[Attendance]:
    """The members who may vote on an item: called, not away, and not disqualified for it."""
    away = (Presence.REGRETS, Presence.ABSENT)
    out = set(item.disqualifications.values_list("person", flat=True))
    return [
        each
        for each in present(meeting)
        if not each.is_guest and each.presence not in away and each.person_id not in out
    ]


def undecided_readable(agenda: Agenda) -> list[AgendaLine]:
    """What is missing before the meeting can close, of what the viewer may read."""
    return [line for line in agenda.undecided if line.item]
