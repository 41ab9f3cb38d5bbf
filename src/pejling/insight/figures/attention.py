"""What asks for attention: what has gone off track, what speaks against being on track, and plans that lie still."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.utils import timezone

from pejling.direction.marks import Mark
from pejling.direction.models import Document
from pejling.initiatives.figures.levels_on import State
from pejling.initiatives.figures.liveness import STILL, changed_at, untouched, with_signs
from pejling.initiatives.figures.ownership import Leaders
from pejling.initiatives.figures.plans import plans
from pejling.initiatives.figures.silence import StatusSummary, summaries_of
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.figures.watermelon import watermelons
from pejling.initiatives.models import Initiative, Level, ReportReply, StatusReport
from pejling.insight.figures.course import Course
from pejling.insight.figures.subjects import Leader, Subject, leaders_of_units

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

SHOWN = 5


@dataclass(frozen=True)
class Answer:
    """What a leader has said to a status."""

    who: str
    text: str


@dataclass(frozen=True)
class OffTrack:
    """An initiative that is off track: since when, the way there, whose words, and whether anybody has answered.

    `levels` are the latest ones, the newest last. `waits_for` is the nearest leader above, who has not answered yet.
    """

    initiative: Initiative
    report: StatusReport
    since: date
    days: int
    levels: tuple[str, ...]
    answer: Answer | None
    waits_for: Leader | None
    is_mine: bool
    has_gone_so_since: bool

    @property
    def marks(self) -> list[Mark]:
        """The latest levels as signs."""
        return [mark_of(level) for level in self.levels]

    @property
    def words(self) -> str:
        """The same in words."""
        return ", ".join(str(mark.word) for mark in self.marks)


@dataclass(frozen=True)
class Doubtful:
    """An initiative that is reported on track though something speaks against it."""

    initiative: Initiative
    said_on: date
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class StillPlan:
    """A plan that nobody has touched for a year, and who leads its unit."""

    document: Document
    since: date
    leader: Leader | None


def off_track(course: Course, viewer: "Viewer", on: date, *, only_since: bool = False) -> list[OffTrack]:
    """What is off track today: mine to answer first, then what nobody has answered by how long it waits, then the newest.

    With `only_since` only what was not off track at the end of the quarter before.
    """
    pks = [pk for pk, state in course.now.items() if state is State.OFF_TRACK]
    if only_since:
        pks = [pk for pk in pks if course.then.get(pk) is not State.OFF_TRACK]
    reports = StatusReport.objects.active().order_by("at", "pk")
    replies = ReportReply.objects.select_related("by").order_by("at", "pk")
    rows = (
        Initiative.objects.visible_to(viewer)
        .filter(pk__in=pks)
        .for_list()
        .prefetch_related(Prefetch("reports", reports.prefetch_related(Prefetch("replies", replies))))
    )
    leaders = Leaders.read() if pks else None
    found = [_off_track(row, leaders, course, viewer, on) for row in rows if leaders]
    return sorted(found, key=_in_turn)


def _in_turn(each: OffTrack) -> tuple[int, int, int]:
    turn = 0 if each.is_mine else 1 if each.waits_for else 2
    return turn, -each.days if turn < 2 else each.days, each.initiative.pk


def _off_track(row: Initiative, leaders: Leaders, course: Course, viewer: "Viewer", on: date) -> OffTrack:
    reports = list(row.reports.all())
    latest, since = reports[-1], reports[-1]
    for report in reversed(reports):
        if report.level != Level.OFF_TRACK:
            break
        since = report
    said = [reply for reply in latest.replies.all() if reply.text]
    seen = list(latest.replies.all())
    above = leaders.nearest(row.unit_id, besides=latest.by_id)
    waits = None if seen or above is None else Leader(above, leaders.names[above])
    since_on = timezone.localdate(since.at)
    return OffTrack(
        initiative=row,
        report=latest,
        since=since_on,
        days=(on - since_on).days,
        levels=tuple(report.level for report in reports[-4:]),
        answer=Answer(str(said[-1].by), said[-1].text) if said else None,
        waits_for=waits,
        is_mine=waits is not None and waits.pk == viewer.pk,
        has_gone_so_since=course.then.get(row.pk) is not State.OFF_TRACK,
    )


def doubtful(course: Course, on: date) -> tuple[list[tuple[StatusSummary, list[str]]], int]:
    """What is freshly reported on track and has something against it, the latest said first; and how many there are."""
    pks = [pk for pk, state in course.now.items() if state is State.ON_TRACK]
    known = summaries_of(Initiative.objects.filter(pk__in=pks), on)
    against = watermelons(known, on)
    found = [(each, against[each.pk]) for each in known if each.pk in against]
    found.sort(key=lambda pair: (-len(pair[1]), -(pair[0].at.timestamp() if pair[0].at else 0), pair[0].pk))
    return found, len(found)


def with_leads(found: Collection[tuple[StatusSummary, list[str]]]) -> list[Doubtful]:
    """Those of a page, with who leads them."""
    rows = Initiative.objects.for_list().in_bulk([each.pk for each, _doubts in found])
    return [
        Doubtful(rows[each.pk], timezone.localdate(each.at), tuple(doubts))
        for each, doubts in found
        if each.at and each.pk in rows
    ]


def still_plans(subject: Subject, viewer: "Viewer", on: date) -> tuple[list[StillPlan], int]:
    """The plans in the subject that nobody has touched for a year, the longest first; and how many plans there are."""
    in_force = plans(viewer).in_force(on).filter(subject.plans)
    leaders: Mapping[int, Leader] = leaders_of_units()
    still = [
        StillPlan(each, timezone.localdate(changed_at(each)), leaders.get(each.unit_id))
        for each in with_signs(untouched(in_force, on - STILL).for_list())
    ]
    return sorted(still, key=lambda each: (each.since, each.document.pk)), in_force.count()
