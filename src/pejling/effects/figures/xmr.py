"""XmR charts: what a series of readings is likely to vary between, and which readings are a signal.

The source is Wheeler, and the NHS's Making Data Count. Reckoned in fractions, so that a point on the mean is on the mean.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise

LIMIT_FACTOR = Fraction("2.66")
"""How many average moving ranges the limits lie from the mean."""
MOVING_RANGE_FACTOR = Fraction("3.268")
"""The upper limit of a moving range, in average moving ranges."""
BASELINE = 12
"""So many points set the limits of a phase. Fewer set them on trial."""
SHIFT, TREND = 7, 7
NEAR = Fraction(2, 3)
"""How far out towards a limit a point is near it."""
OUTSIDE, SHIFTED, TRENDING, TWO_OF_THREE = "outside", "shift", "trend", "two_of_three"
LABEL_ORDER = (OUTSIDE, TRENDING, TWO_OF_THREE, SHIFTED)
"""A chart draws one label a point: the first of these that it has."""


@dataclass(frozen=True)
class Reading:
    """A value, where in the series it stands, and the phase that it belongs to."""

    seq: int | str
    value: Decimal
    phase: int | str = 1


@dataclass(frozen=True)
class ControlLimits:
    """What a phase varies about and between. With one point alone nothing varies, and there are no limits."""

    mean: Fraction
    average_moving_range: Fraction | None
    is_trial: bool

    @property
    def lower(self) -> Fraction | None:
        return None if self._reach is None else self.mean - self._reach

    @property
    def upper(self) -> Fraction | None:
        return None if self._reach is None else self.mean + self._reach

    @property
    def moving_range(self) -> Fraction | None:
        """The upper limit of a moving range."""
        average = self.average_moving_range
        return None if average is None else MOVING_RANGE_FACTOR * average

    @property
    def _reach(self) -> Fraction | None:
        average = self.average_moving_range
        return None if average is None else LIMIT_FACTOR * average

    def side(self, value: Fraction) -> int:
        """1 above the mean, -1 below it, 0 on it."""
        return (value > self.mean) - (value < self.mean)

    def is_outside(self, value: Fraction) -> bool:
        return self._reach is not None and abs(value - self.mean) > self._reach

    def is_near(self, value: Fraction) -> bool:
        """Well on its way to a limit, but within it."""
        if self._reach is None:
            return False
        return NEAR * self._reach < abs(value - self.mean) <= self._reach


@dataclass(frozen=True)
class Point:
    """A reading with every rule that it fires."""

    reading: Reading
    flags: tuple[str, ...]

    @property
    def label(self) -> str:
        """The one that a chart draws; empty where nothing fires."""
        return next((flag for flag in LABEL_ORDER if flag in self.flags), "")


@dataclass(frozen=True)
class Phase:
    """The readings between two changes of the process, with the limits that they are held against."""

    name: int | str
    limits: ControlLimits
    points: tuple[Point, ...]


def chart(readings: Sequence[Reading], *, baseline: int | None = BASELINE) -> list[Phase]:
    """The phases of a series that stands in order. The first `baseline` points of each set its limits; None: all of them."""
    return [_phase(name, list(rows), baseline) for name, rows in groupby(readings, key=lambda row: row.phase)]


def _phase(name: int | str, readings: list[Reading], baseline: int | None) -> Phase:
    values = [Fraction(reading.value) for reading in readings]
    limits = limits_of(values[:baseline])
    flagged = flags_of(values, limits)
    points = (Point(reading, flags) for reading, flags in zip(readings, flagged, strict=True))
    return Phase(name, limits, tuple(points))


def limits_of(values: Sequence[Fraction]) -> ControlLimits:
    """The limits that these values set. Moving ranges are taken as they are: none is screened away."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = sum(ranges, Fraction()) / len(ranges) if ranges else None
    return ControlLimits(sum(values, Fraction()) / len(values), average, is_trial=len(values) < BASELINE)


def flags_of(values: Sequence[Fraction], limits: ControlLimits) -> list[tuple[str, ...]]:
    """For each value, every rule that it fires."""
    fired = {
        OUTSIDE: {at for at, value in enumerate(values) if limits.is_outside(value)},
        SHIFTED: _shifts([limits.side(value) for value in values]),
        TRENDING: _trends(values),
        TWO_OF_THREE: _two_of_three(values, limits),
    }
    return [tuple(rule for rule, places in fired.items() if at in places) for at in range(len(values))]


def _shifts(sides: Sequence[int]) -> set[int]:
    """Seven in a row on one side. A point on the mean breaks the row."""
    runs = _runs(len(sides), lambda at: sides[at] == sides[at - 1])
    return {at for run in runs if len(run) >= SHIFT and sides[run.start] for at in run}


def _trends(values: Sequence[Fraction]) -> set[int]:
    """Seven in a row strictly one way. A repeat breaks the row; a turning point ends one row and begins the next."""
    ways = [(later > earlier) - (later < earlier) for earlier, later in pairwise(values)]
    runs = _runs(len(ways), lambda at: ways[at] == ways[at - 1])
    long = (run for run in runs if len(run) >= TREND - 1 and ways[run.start])
    return {at for run in long for at in range(run.start, run.stop + 1)}


def _two_of_three(values: Sequence[Fraction], limits: ControlLimits) -> set[int]:
    """Of three in a row on one side of the mean at least two near the limit: those two are marked."""
    found: set[int] = set()
    for start in range(len(values) - 2):
        three = range(start, start + 3)
        near = [at for at in three if limits.is_near(values[at])]
        sides = {limits.side(values[at]) for at in three}
        if len(near) >= 2 and len(sides) == 1:
            found.update(near)
    return found


def _runs(length: int, goes_on: Callable[[int], bool]) -> Iterator[range]:
    """The places from 0 to `length`, parted wherever a place does not go on from the one before it."""
    starts = [at for at in range(length) if at == 0 or not goes_on(at)]
    for start, stop in pairwise([*starts, length]):
        yield range(start, stop)
