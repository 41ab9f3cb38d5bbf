"""What asks for attention: what has gone off track, what speaks against being on track, and plans that lie still."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone

from pejling.direction.marks import Mark
from pejling.direction.models import Document
from pejling.initiatives.figures.levels_on import WorkState
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
class OffTrackLine:
    """An initiative that is off track, as much as its place and the numbers need: since when, and the way there.

    `levels` are the latest ones, the newest last. `waits_for` is the nearest leader above, who has not answered yet.
    """

    pk: int
    since: date
    days: int
    levels: tuple[str, ...]
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
class OffTrack(OffTrackLine):
    """The same as it is shown: with whose words it was said, and what a leader has answered."""

    initiative: Initiative
    report: StatusReport
    answer: Answer | None


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


def off_track_lines(
    course: Course, viewer: "Viewer", on: date, *, only_since: bool = False
) -> list[OffTrackLine]:
    """What is off track today: mine to answer first, then what nobody has answered by how long it waits, then the newest.

    With `only_since` only what was not off track at the end of the quarter before. Rows are not made of what is counted
    alone: a director's are hundreds.
    """
    pks = [pk for pk, state in course.now.items() if state is WorkState.OFF_TRACK]
    if only_since:
        pks = [pk for pk in pks if course.then.get(pk) is not WorkState.OFF_TRACK]
    if not pks:
        return []
    homes = dict(
        Initiative.objects.visible_to(viewer).filter(pk__in=pks).order_by().values_list("pk", "unit")
    )
    said: dict[int, list[_Said]] = defaultdict(list)
    reports = StatusReport.objects.active().filter(initiative__in=homes).order_by("at", "pk")
    for initiative, pk, at, level, by in reports.values_list("initiative", "pk", "at", "level", "by"):
        said[initiative].append(_Said(pk, at, level, by))
    latest = [rows[-1].pk for rows in said.values()]
    seen = set(ReportReply.objects.filter(report__in=latest).order_by().values_list("report", flat=True))
    leaders = Leaders.read()
    found = []
    for pk, rows in said.items():
        since = timezone.localdate(_first_so(rows).at)
        above = leaders.nearest(homes[pk], besides=rows[-1].by)
        waits = None if rows[-1].pk in seen or above is None else Leader(above, leaders.names[above])
        found.append(
            OffTrackLine(
                pk=pk,
                since=since,
                days=(on - since).days,
                levels=tuple(each.level for each in rows[-4:]),
                waits_for=waits,
                is_mine=waits is not None and waits.pk == viewer.pk,
                has_gone_so_since=course.then.get(pk) is not WorkState.OFF_TRACK,
            )
        )
    return sorted(found, key=_in_turn)


class _Said(NamedTuple):
    pk: int
    at: datetime
    level: str
    by: int | None


def _first_so(said: list[_Said]) -> _Said:
    """The first of those that have said the same since."""
    first = said[-1]
    for each in reversed(said):
        if each.level != Level.OFF_TRACK:
            break
        first = each
    return first


def _in_turn(each: OffTrackLine) -> tuple[int, int, int]:
    turn = 0 if each.is_mine else 1 if each.waits_for else 2
    return turn, -each.days if turn < 2 else each.days, each.pk


def off_track(lines: Sequence[OffTrackLine]) -> list[OffTrack]:
    """The lines of a page, with what they show."""
    replies = ReportReply.objects.select_related("by").order_by("at", "pk")
    rows = Initiative.objects.for_list().in_bulk([each.pk for each in lines])
    prefetch_related_objects(list(rows.values()), Prefetch("latest_report__replies", replies))
    return [_shown(each, rows[each.pk]) for each in lines]


def _shown(line: OffTrackLine, row: Initiative) -> OffTrack:
    report = row.latest_report
    assert report is not None
    said = [reply for reply in report.replies.all() if reply.text]
    answer = Answer(str(said[-1].by), said[-1].text) if said else None
    own = {each.name: getattr(line, each.name) for each in fields(line)}
    return OffTrack(**own, initiative=row, report=report, answer=answer)


def doubtful(course: Course, on: date) -> tuple[list[tuple[StatusSummary, list[str]]], int]:
    """What is freshly reported on track and has something against it, the latest said first; and how many there are."""
    pks = [pk for pk, state in course.now.items() if state is WorkState.ON_TRACK]
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
