"""Overblik: how it goes with a subject, put together for one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pejling.chain.figures.breaks import Fault, broken_threads
from pejling.core.dates import today
from pejling.direction.models import Document, Element
from pejling.initiatives.figures.levels_on import WorkState
from pejling.insight.figures import attention
from pejling.insight.figures.ahead import Week, weeks_ahead
from pejling.insight.figures.attention import Doubtful, OffTrack, OffTrackLine, StillPlan
from pejling.insight.figures.course import Course, course_of
from pejling.insight.figures.subjects import Subject

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Overview:
    """What the page shows. Nothing in it is an average, and nothing is ranked by result."""

    subject: Subject
    course: Course
    off_track: tuple[OffTrack, ...]
    off_track_lines: Sequence[OffTrackLine]
    doubtful: Sequence[Doubtful]
    doubtful_count: int
    still: Sequence[StillPlan]
    still_count: int
    plan_count: int
    unsupported: Sequence[Element]
    unsupported_count: int
    weeks: Sequence[Week]
    on: date

    @property
    def mine(self) -> int:
        """How many wait for the viewer's own answer."""
        return sum(each.is_mine for each in self.off_track_lines)

    @property
    def unanswered(self) -> int:
        """How many wait for somebody else's."""
        return sum(each.waits_for is not None and not each.is_mine for each in self.off_track_lines)

    @property
    def new_off_track(self) -> int:
        """How many were not off track at the end of the quarter before."""
        return sum(each.has_gone_so_since for each in self.off_track_lines)

    @property
    def hidden(self) -> int:
        """How many have gone silent that were last seen off track."""
        now, then = self.course.now, self.course.then
        return sum(
            now.get(pk) is WorkState.UNKNOWN for pk, state in then.items() if state is WorkState.OFF_TRACK
        )


def overview_of(subject: Subject, viewer: "Viewer", on: date | None = None) -> Overview:
    """The overview of a subject on a day."""
    on = on or today()
    course = course_of(subject, on)
    against, doubtful_count = attention.doubtful(course, on)
    lines = attention.off_track_lines(course, viewer, on)
    # Where no list shows the others, all of them stand here.
    shown = lines if subject.narrowing is None else lines[: attention.SHOWN]
    still, plan_count = attention.still_plans(subject, viewer, on)
    unsupported = _unsupported(subject, viewer)
    return Overview(
        subject=subject,
        course=course,
        off_track=tuple(attention.off_track(shown)),
        off_track_lines=lines,
        doubtful=attention.with_leads(against[: attention.SHOWN]),
        doubtful_count=doubtful_count,
        still=still[: attention.SHOWN],
        still_count=len(still),
        plan_count=plan_count,
        unsupported=list(unsupported[: attention.SHOWN]),
        unsupported_count=unsupported.count(),
        weeks=weeks_ahead(subject, course, viewer, on),
        on=on,
    )


def _unsupported(subject: Subject, viewer: "Viewer") -> "QuerySet[Element]":
    """The aims in the subject's documents that nothing contributes to."""
    inside = list(Document.objects.filter(subject.documents).order_by().values_list("pk", flat=True))
    if not inside:
        return Element.objects.none()
    found = broken_threads(viewer).faults[Fault.UNSUPPORTED]
    rows = Element.objects.filter(pk__in=found, document__in=inside).for_list()
    return rows.order_by(
        "document__kind__position", "document__sort_key", "section__position", "position", "pk"
    )
