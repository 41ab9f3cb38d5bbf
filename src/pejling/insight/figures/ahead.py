"""What the next six weeks bring in a subject: milestones, ends of initiatives and of documents, week by week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.direction.models import Document
from pejling.initiatives.figures.levels_on import State
from pejling.initiatives.models import Initiative, Milestone
from pejling.insight.figures.course import Course
from pejling.insight.figures.subjects import Subject

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

WEEKS = 6
NAMED = 2
"""So many dates of a week are named; the rest stand behind a number."""


@dataclass(frozen=True)
class DateAhead:
    """A day, what happens, in what, who leads it and how that stands; no state for a document."""

    on: date
    what: str
    title: str
    url: str
    lead: str
    state: State | None

    @property
    def asks_first(self) -> bool:
        """Whether it is named before others: what is off track or pressed, and documents that expire."""
        return self.state in (None, State.OFF_TRACK, State.PRESSED)


@dataclass(frozen=True)
class Week:
    """A week by its Monday, with its days in order."""

    monday: date
    dates: tuple[DateAhead, ...]

    @property
    def number(self) -> int:
        """By ISO 8601."""
        return self.monday.isocalendar().week

    @property
    def named(self) -> list[DateAhead]:
        """Those that are named."""
        return [each for each in self.dates if each.asks_first][:NAMED]

    @property
    def others(self) -> int:
        """How many are not named."""
        return len(self.dates) - len(self.named)


def weeks_ahead(subject: Subject, course: Course, viewer: "Viewer", on: date) -> list[Week]:
    """The week that the day lies in, from that day on, and those after it."""
    monday = on - timedelta(days=on.weekday())
    last = monday + timedelta(weeks=WEEKS, days=-1)
    by_week: dict[date, list[DateAhead]] = defaultdict(list)
    for each in dates_ahead(subject, course, viewer, on, last):
        by_week[each.on - timedelta(days=each.on.weekday())].append(each)
    mondays = (monday + timedelta(weeks=number) for number in range(WEEKS))
    return [Week(day, tuple(sorted(by_week[day], key=lambda each: (each.on, each.title)))) for day in mondays]


def dates_ahead(
    subject: Subject, course: Course, viewer: "Viewer", first: date, last: date
) -> list[DateAhead]:
    """All that is due from the first day to the last, in no order."""
    return [*_of_work(course, first, last), *_of_documents(subject, viewer, first, last)]


def _of_work(course: Course, first: date, last: date) -> list[DateAhead]:
    ends = Initiative.objects.filter(pk__in=course.now, ends_on__range=(first, last)).order_by()
    milestones = (
        Milestone.objects.active()
        .filter(initiative__in=course.now, due_on__range=(first, last), reached_on=None)
        .order_by()
    )
    found = [
        (pk, on, _("Skal være slut"), title, lead)
        for pk, on, title, lead in ends.values_list("pk", "ends_on", "element__title", "lead__name")
    ]
    found += milestones.values_list(
        "initiative", "due_on", "title", "initiative__element__title", "initiative__lead__name"
    )
    return [
        DateAhead(on, what, title, reverse("initiative", args=[pk]), lead or "", course.now[pk])
        for pk, on, what, title, lead in found
        if on
    ]


def _of_documents(subject: Subject, viewer: "Viewer", first: date, last: date) -> list[DateAhead]:
    ending = (
        Document.objects.visible_to(viewer)
        .in_force(first)
        .filter(subject.documents, ends_on__range=(first, last))
    )
    rows = ending.values_list("pk", "ends_on", "title", "responsible__name")
    return [
        DateAhead(on, _("Perioden slutter"), title, reverse("document", args=[pk]), name or "", None)
        for pk, on, title, name in rows
        if on
    ]
