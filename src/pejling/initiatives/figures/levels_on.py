"""How all initiatives stood on some days: what was last said of each, while it was fresh. For pictures over time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.utils import timezone

from pejling.core.dates import start_of
from pejling.direction.models import Document
from pejling.initiatives.figures.silence import Rhythms, Silence
from pejling.initiatives.models import REPORTED, Initiative, Level, PhaseStep, StatusReport


class State(StrEnum):
    """How an initiative stands on a day. What was said longer ago than its unit's interval does not hold any more."""

    ON_TRACK = Level.ON_TRACK
    PRESSED = Level.PRESSED
    OFF_TRACK = Level.OFF_TRACK
    UNKNOWN = "unknown"


Steps = list[tuple[date, str, str]]
"""The day of each step, the phase before it and the phase after it, in order."""
Said = list[tuple[datetime, str]]
"""When something was said, and which level, in order."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What does not change from day to day."""

    unit: int
    document: int
    starts_on: date | None
    created_on: date
    ended_on: date | None
    phase: str


def states_on(days: Sequence[date]) -> dict[int, tuple[State | None, ...]]:
    """The state of every initiative at the end of each day, by id; None on a day on which no status was expected of it.

    What was said by mistake and taken back was never said. In a number of queries that only grows with the days.
    """
    rhythms, ends = Rhythms.read(), [start_of(day + timedelta(days=1)) for day in days]
    in_force = [set(Document.objects.in_force(day).order_by().values_list("pk", flat=True)) for day in days]
    steps, said = _steps(), _said()
    found = {}
    for pk, known in _initiatives():
        interval = rhythms.of(known.unit)
        states = tuple(
            _state(known, steps.get(pk, []), said.get(pk, []), Silence(day, interval, day), end)
            if known.document in binding
            else None
            for day, end, binding in zip(days, ends, in_force, strict=True)
        )
        if any(states):
            found[pk] = states
    return found


def _initiatives() -> Iterable[tuple[int, _Known]]:
    rows = Initiative.objects.order_by().values_list(
        "pk", "unit", "element__document", "starts_on", "created_at", "element__ended_on", "phase"
    )
    for pk, unit, document, starts_on, created_at, ended_on, phase in rows:
        yield pk, _Known(unit, document, starts_on, timezone.localdate(created_at), ended_on, phase)


def _steps() -> dict[int, Steps]:
    rows = PhaseStep.objects.active().order_by("initiative", "on", "at", "pk")
    return _gathered(rows.values_list("initiative", "on", "before", "after"))


def _said() -> dict[int, Said]:
    rows = StatusReport.objects.active().order_by("initiative", "at", "pk")
    return _gathered(rows.values_list("initiative", "at", "level"))


def _gathered(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for pk, group in groupby(rows, key=itemgetter(0)):
        found[pk] = [row[1:] for row in group]
    return found


def _state(known: _Known, steps: Steps, said: Said, asked: Silence, end: datetime) -> State | None:
    day = asked.on
    if (known.ended_on and known.ended_on <= day) or _phase(known, steps, day) not in REPORTED:
        return None
    last = next((each for each in reversed(said) if each[0] < end), None)
    if last is None or last[1] == Level.NOT_ASSESSED:
        return State.UNKNOWN
    silence = Silence(timezone.localdate(last[0]), asked.interval, day)
    return State.UNKNOWN if silence.is_stale else State(last[1])


def _phase(known: _Known, steps: Steps, day: date) -> str:
    """The phase at the end of a day; before its first step what it stepped from, once it was there."""
    before, after = "", ""
    for on, came_from, went_to in steps:
        if on > day:
            before = before or came_from
            break
        after = went_to
    if after:
        return after
    was_there = known.created_on <= day
    return (before if steps else known.phase) if was_there else ""
