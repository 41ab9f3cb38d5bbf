"""From values to places on a line, and which values are worth a mark: 1, 2 or 5 times a power of ten apart."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = int | Decimal
STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Scale:
    """Values from `low` to `high`, laid out from `start` to `end`."""

    low: Value
    high: Value
    start: float
    end: float

    def place(self, value: Value) -> float:
        """Where a value stands; in the middle when there is but one value to show."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = float(Decimal(value - self.low) / Decimal(self.high - self.low))
        return round(self.start + share * (self.end - self.start), 2)


def ticks(low: Value, high: Value, *, most: int = 5) -> tuple[Value, ...]:
    """Round values that reach from at most `low` to at least `high`, no more than `most` steps apart from end to end."""
    span = Decimal(high) - Decimal(low)
    if span <= 0:
        return (low,)
    magnitude = Decimal(10) ** math.floor(math.log10(span / most))
    step = next(magnitude * each for each in STEPS if span <= magnitude * each * most)
    first, last = math.floor(Decimal(low) / step), math.ceil(Decimal(high) / step)
    return tuple(_plain(step * number) for number in range(first, last + 1))


def reach(values: Sequence[Value], *, from_zero: bool) -> tuple[Value, Value]:
    """The lowest and the highest of what is to be shown, nought among them where lengths are compared."""
    shown = [*values, 0] if from_zero or not values else values
    return min(shown), max(shown)


def _plain(value: Decimal) -> Value:
    return int(value) if value == value.to_integral_value() else value.normalize()
