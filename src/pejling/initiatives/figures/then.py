"""What was done with initiatives and said of them, so that one can ask how they stood when a day ended.

What was said by mistake and taken back was never said, and a step that was taken back never taken.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q

from pejling.core.dates import start_of
from pejling.initiatives.models import PhaseStep, StatusReport


class Step(NamedTuple):
    """A step from one phase to another."""

    on: date
    before: str
    after: str


class Said(NamedTuple):
    """A status that was given."""

    at: datetime
    level: str


def steps_of(*asked: Q) -> dict[int, list[Step]]:
    """The steps of each initiative, in order."""
    rows = PhaseStep.objects.active().filter(*asked).order_by("initiative", "on", "at", "pk")
    return gathered(rows.values_list("initiative", "on", "before", "after"), Step)


def said_of(*asked: Q) -> dict[int, list[Said]]:
    """What was said of each, in order."""
    rows = StatusReport.objects.active().filter(*asked).order_by("initiative", "at", "pk")
    return gathered(rows.values_list("initiative", "at", "level"), Said)


def last_step(steps: list[Step], day: date) -> Step | None:
    """The step that decides the phase when a day ended."""
    return next((each for each in reversed(steps) if each.on <= day), None)


def last_said(said: list[Said], day: date) -> Said | None:
    """What was last said by the end of a day."""
    end = start_of(day + timedelta(days=1))
    return next((each for each in reversed(said) if each.at < end), None)


def gathered(rows: Iterable[tuple[Any, ...]], kind: Any) -> dict[int, list[Any]]:
    """The rows of each initiative, whose key each of them begins with."""
    found: dict[int, list[Any]] = defaultdict(list)
    for pk, group in groupby(rows, key=itemgetter(0)):
        found[pk] = [kind(*row[1:]) for row in group]
    return found
