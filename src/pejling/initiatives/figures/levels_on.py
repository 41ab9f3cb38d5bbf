"""How all initiatives stood on some days: what was last said of each, while it was fresh. For pictures over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from pejling.core.dates import months_before, start_of, today
from pejling.core.version_cache import kept_by_version
from pejling.direction.models import Document, Element
from pejling.initiatives.figures.silence import Rhythms, Silence
from pejling.initiatives.figures.then import Said, Step, last_said, last_step, said_of, steps_of
from pejling.initiatives.models import REPORTED, USUAL_INTERVAL, Initiative, Level, PhaseStep, StatusReport

if TYPE_CHECKING:
    from django.db.models import QuerySet


class WorkState(StrEnum):
    """How an initiative stands on a day. What was said longer ago than its unit's interval does not hold any more."""

    ON_TRACK = Level.ON_TRACK
    PRESSED = Level.PRESSED
    OFF_TRACK = Level.OFF_TRACK
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Known:
    """What does not change from day to day."""

    unit: int
    document: int
    starts_on: date | None
    created_on: date
    ended_on: date | None
    phase: str


MOST = 16
"""So many rows of days are kept as it stands; whoever asks for other days waits for them."""


def states_on(days: Sequence[date]) -> Mapping[int, tuple[WorkState | None, ...]]:
    """The state of every initiative at the end of each day, by id; None on a day on which no status was expected of it.

    What was said by mistake and taken back was never said. The days must come in order. What is answered is kept until
    something is said or done again, and days that are over until something about them is corrected: it is the same for
    everybody, nobody may change it, and who counts them counts only what the viewer may see.
    """
    if any(day > today() for day in days):
        return _states(days)
    kept = _kept_now(_version_now())
    found = kept.get(tuple(days))
    if found is None:
        found = _states(days)
        if len(kept) < MOST:
            kept[tuple(days)] = found
    return found


def _states(days: Sequence[date]) -> dict[int, tuple[WorkState | None, ...]]:
    over = [day for day in days if day < today()]
    kept = _kept(_version(over[-1])) if over else {}
    if missing := [day for day in over if day not in kept]:
        kept.update(_read(missing))
    ahead = days[len(over) :]
    read = [_as_it_stands(ahead[0])] if ahead == [today()] else _read(ahead).values()
    by_day = [*(kept[day] for day in over), *read]
    pks = set[int]().union(*by_day)
    return {pk: tuple(states.get(pk) for states in by_day) for pk in pks}


@kept_by_version(most=2)
def _kept_now(version: tuple[object, ...]) -> dict[tuple[date, ...], dict[int, tuple[WorkState | None, ...]]]:
    """Whole rows of days, as they stand while nothing at all has been said or done since."""
    return {}


def _version_now() -> tuple[object, ...]:
    """Changes with every report and every step, unlike `_version`: it only costs less to ask."""
    ended = Element.objects.filter(initiative__isnull=False, ended_on__isnull=False)
    chosen = Rhythms.read()
    return (
        today(),
        _newest(StatusReport.objects.all()),
        _newest(PhaseStep.objects.all()),
        _newest(Initiative.history.all(), "history_id"),
        _newest(Document.history.all(), "history_id"),
        StatusReport.objects.filter(withdrawn_at__isnull=False).count(),
        *ended.aggregate(Count("pk"), Sum("pk"), Sum("version")).values(),
        tuple(sorted(chosen.chosen.items())),
        tuple(sorted(chosen.parents.items())) if chosen.chosen else (),
    )


def _newest(rows: "QuerySet[Any, Any]", key: str = "pk") -> int | None:
    return rows.order_by(f"-{key}").values_list(key, flat=True).first()


@kept_by_version(most=4)
def _kept(version: tuple[object, ...]) -> dict[date, dict[int, WorkState]]:
    """The days that are over, as they stand in this version of what they are read from."""
    return {}


def _version(last: date) -> tuple[object, ...]:
    """Changes when anything changes that days up to the last one are read from; what is said later changes nothing."""
    end = start_of(last + timedelta(days=1))
    reports = StatusReport.objects.active().filter(at__lt=end)
    steps = PhaseStep.objects.active().filter(on__lte=last)
    ended = Element.objects.filter(initiative__isnull=False, ended_on__lte=last)
    chosen = Rhythms.read()
    return (
        *reports.aggregate(Count("pk"), Sum("pk"), Max("at")).values(),
        *steps.aggregate(Count("pk"), Sum("pk"), Max("at")).values(),
        *ended.aggregate(Count("pk"), Sum("pk"), Sum("version")).values(),
        Initiative.history.aggregate(last=Max("history_id"))["last"],
        Document.history.aggregate(last=Max("history_id"))["last"],
        tuple(sorted(chosen.chosen.items())),
        tuple(sorted(chosen.parents.items())) if chosen.chosen else (),
    )


def _read(days: Sequence[date]) -> dict[date, dict[int, WorkState]]:
    """The same from the rows, without what nothing was expected of; in a number of queries that only grows with the days."""
    if not days:
        return {}
    rhythms, found = Rhythms.read(), {day: dict[int, WorkState]() for day in days}
    in_force = {
        day: set(Document.objects.in_force(day).order_by().values_list("pk", flat=True)) for day in days
    }
    # What was said longer ago than the longest interval holds on none of the days: it is as if nothing had been said.
    longest = max([*rhythms.chosen.values(), int(USUAL_INTERVAL)])
    since = start_of(months_before(days[0], longest) - timedelta(days=1))
    steps, said = steps_of(), said_of(Q(at__gte=since))
    for pk, known in _initiatives():
        interval = rhythms.of(known.unit)
        for day in days:
            if known.document in in_force[day]:
                state = _state(known, steps.get(pk, []), said.get(pk, []), Silence(day, interval, day))
                if state:
                    found[day][pk] = state
    return found


def _as_it_stands(on: date) -> dict[int, WorkState]:
    """The same of today, for which the rows say by themselves how they stand: no report and no step before it is read."""
    not_ended = Q(element__ended_on__isnull=True) | Q(element__ended_on__gt=on)
    rows = Initiative.objects.filter(
        not_ended, phase__in=REPORTED, element__document__in=Document.objects.in_force(on)
    )
    rhythms = Rhythms.read()
    fresh_from = {each: _fresh_from(each, on) for each in {*rhythms.chosen.values(), int(USUAL_INTERVAL)}}
    found = {}
    for pk, unit, level, at in rows.order_by().values_list(
        "pk", "unit", "latest_report__level", "latest_report__at"
    ):
        is_known = level and level != Level.NOT_ASSESSED and at >= fresh_from[rhythms.of(unit)]
        found[pk] = WorkState(level) if is_known else WorkState.UNKNOWN
    return found


def _fresh_from(interval: int, on: date) -> datetime:
    """The first moment at which a status may have been given and still hold on a day."""
    day = months_before(on, interval) - timedelta(days=4)
    while Silence(day, interval, on).is_stale:
        day += timedelta(days=1)
    return start_of(day)


def _initiatives() -> Iterable[tuple[int, _Known]]:
    rows = Initiative.objects.order_by().values_list(
        "pk", "unit", "element__document", "starts_on", "created_at", "element__ended_on", "phase"
    )
    for pk, unit, document, starts_on, created_at, ended_on, phase in rows:
        yield pk, _Known(unit, document, starts_on, timezone.localdate(created_at), ended_on, phase)


def _state(known: _Known, steps: list[Step], said: list[Said], asked: Silence) -> WorkState | None:
    day = asked.on
    if (known.ended_on and known.ended_on <= day) or _phase(known, steps, day) not in REPORTED:
        return None
    last = last_said(said, day)
    if last is None or last.level == Level.NOT_ASSESSED:
        return WorkState.UNKNOWN
    silence = Silence(timezone.localdate(last.at), asked.interval, day)
    return WorkState.UNKNOWN if silence.is_stale else WorkState(last.level)


def _phase(known: _Known, steps: list[Step], day: date) -> str:
    """The phase at the end of a day; before its first step what it stepped from, once it was there."""
    if last := last_step(steps, day):
        return last.after
    was_there = known.created_on <= day
    return (steps[0].before if steps else known.phase) if was_there else ""
