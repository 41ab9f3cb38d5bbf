"""Overblik in short, for the front page of those who lead units with units below them, and of the secretariat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pejling.core.dates import today
from pejling.insight.figures import attention
from pejling.insight.figures.ahead import DateAhead, weeks_ahead
from pejling.insight.figures.attention import OffTrack, StillPlan
from pejling.insight.figures.course import Course, course_of
from pejling.insight.figures.subjects import Subject, subject_of_unit
from pejling.organisation.authority import above, authority_of, unit_parents
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

GONE = 3
STILL = 3
DATES = 4
"""So many of each are named; a number opens all of them."""


@dataclass(frozen=True)
class Glance:
    """What has happened in what one leads: what has gone off track since the last quarter, and what lies still."""

    subject: Subject
    course: Course
    gone: Sequence[OffTrack]
    gone_count: int
    still: Sequence[StillPlan]
    still_count: int
    dates: Sequence[DateAhead]
    on: date


def glance_of(viewer: "Viewer", on: date | None = None) -> Glance | None:
    """The glance of the unit that the viewer steers; None for all who lead no unit with others below it."""
    unit = unit_steered(viewer)
    if unit is None:
        return None
    on = on or today()
    subject = subject_of_unit(unit, viewer)
    course = course_of(subject, on)
    gone = attention.off_track(course, viewer, on, only_since=True)
    still, _plan_count = attention.still_plans(subject, viewer, on)
    weeks = weeks_ahead(subject, course, viewer, on)
    named = [each for week in weeks for each in week.dates if each.asks_first]
    return Glance(subject, course, gone[:GONE], len(gone), still[:STILL], len(still), named[:DATES], on)


def unit_steered(viewer: "Viewer") -> Unit | None:
    """The highest unit that one leads and that has units below it; for the secretariat the whole municipality."""
    authority = authority_of(viewer)
    if not (authority.is_secretariat or authority.led_units):
        return None
    current = Unit.objects.current()
    if authority.is_secretariat:
        return current.filter(parent=None).order_by("pk").first()
    parents = unit_parents()
    with_others = frozenset(parent for parent in parents.values() if parent is not None)
    own = sorted(authority.led_units & with_others, key=lambda pk: (len(above(frozenset({pk}), parents)), pk))
    return current.filter(pk=own[0]).first() if own else None
