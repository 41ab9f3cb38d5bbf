"""What has changed over time: lines with a band around them, and a line as small as a word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.bars import across
from pejling.web.charts.drawing import (
    SMALL,
    TONES,
    Chart,
    ChartTable,
    at,
    line,
    shape,
    width_of,
    word,
)
from pejling.web.charts.scales import Scale, Value, reach

HEIGHT, TOP, BOTTOM = 240, 16, 26
DASHES = ("", "7 4", "2 3", "10 3 2 3")


@dataclass(frozen=True)
class Series:
    """A line through a value for each place along the axis; None where there is none, and the line is broken."""

    label: str
    values: tuple[Value | None, ...]
    tone: str = "info"


@dataclass(frozen=True)
class Band:
    """From a lower to an upper value at each place: what is usual, or how far a forecast may be off."""

    label: str
    low: tuple[Value | None, ...]
    high: tuple[Value | None, ...]


@dataclass(frozen=True)
class LineChart(Chart):
    """Lines over time, each named where it ends. An axis that does not begin at nought says so."""

    places: tuple[str, ...]
    series: tuple[Series, ...]
    band: Band | None = None
    threshold: tuple[str, Value] | None = None
    unit: str = ""
    from_zero: bool = True

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        scale, marks = across(*reach(self._values(), from_zero=self.from_zero), HEIGHT - BOTTOM, TOP, most=4)
        left = max(width_of(number(each), SMALL) for each in marks) + 8
        right = width - (
            max(width_of(name, SMALL) for name, _value in self._ends()) + 12 if width >= 480 else 8
        )
        half = max((width_of(each, SMALL) for each in self.places), default=0) / 2
        along = Scale(0, max(len(self.places) - 1, 1), left + half, right - half)
        parts = [line(left, scale.place(each), right, scale.place(each), strong=each == 0) for each in marks]
        parts += [
            word(number(each), left - 6, scale.place(each) + 4, anchor="end", size=SMALL, soft=True)
            for each in marks
        ]
        parts += _places(self.places, along, left)
        if self.band:
            parts += _band(self.band, along, scale)
        if self.threshold:
            parts.append(
                line(
                    left,
                    scale.place(self.threshold[1]),
                    right,
                    scale.place(self.threshold[1]),
                    strong=True,
                    dashed=True,
                )
            )
        for place, each in enumerate(self.series):
            parts += _series(each, along, scale, DASHES[place % len(DASHES)])
        height = float(HEIGHT)
        if width >= 480:
            parts += _apart([(name, scale.place(value)) for name, value in self._ends()], right + 6)
        else:
            height, more = self._keys(height)
            parts += more
        if marks[0] > 0:
            height += 18
            parts.append(word(_("Aksen begynder ikke ved nul."), 0, height - 5, size=SMALL, soft=True))
        return height, parts

    def _values(self) -> list[Value]:
        values = [value for each in self.series for value in each.values]
        values += [*self.band.low, *self.band.high] if self.band else []
        values += [self.threshold[1]] if self.threshold else []
        return [value for value in values if value is not None]

    def _ends(self) -> list[tuple[str, Value]]:
        """What each line is called, with its last value, and where it ends."""
        last = [(each.label, [value for value in each.values if value is not None]) for each in self.series]
        ends = [(f"{label} {number(values[-1])}", values[-1]) for label, values in last if values]
        return [
            *ends,
            *(
                [(f"{self.threshold[0]} {number(self.threshold[1])}", self.threshold[1])]
                if self.threshold
                else []
            ),
        ]

    def _keys(self, height: float) -> tuple[float, list[Markup]]:
        """What the lines of a narrow drawing are called, under it, each as it is drawn."""
        looks = [(each.tone, DASHES[place % len(DASHES)]) for place, each in enumerate(self.series)]
        parts: list[Markup] = []
        for (name, _value), (tone, dashes) in zip(self._ends(), [*looks, ("neutral", "4 3")], strict=False):
            height += 18
            parts += [stroke(f"M0 {at(height - 9)}h24", tone, dashes), word(name, 32, height - 5, size=SMALL)]
        return height, parts

    def table(self) -> ChartTable:
        columns = [(each.label, each.values) for each in self.series]
        if self.band:
            columns += [(_("%(name)s, fra") % {"name": self.band.label}, self.band.low)]
            columns += [(_("%(name)s, til") % {"name": self.band.label}, self.band.high)]
        rows = (
            (place, *("–" if values[at_] is None else number(values[at_]) for _label, values in columns))  # type: ignore[arg-type]
            for at_, place in enumerate(self.places)
        )
        return ChartTable(("", *(label for label, _values in columns)), tuple(rows))


@dataclass(frozen=True)
class SparkLine(Chart):
    """A line as high as the words beside it, with its last point marked."""

    values: tuple[Value | None, ...] = ()
    tone: str = "info"

    is_small: ClassVar[bool] = True

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        low, high = reach([value for value in self.values if value is not None], from_zero=False)
        series = Series(self.title, self.values, self.tone)
        along = Scale(0, max(len(self.values) - 1, 1), 3, width - 6)
        return 24, _series(series, along, Scale(low, high, 20, 4), "", dots=False)

    def table(self) -> ChartTable:
        return ChartTable(("",), tuple((number(value),) for value in self.values if value is not None))


def _series(series: Series, along: Scale, scale: Scale, dashes: str, *, dots: bool = True) -> list[Markup]:
    points = [
        None if value is None else (along.place(place), scale.place(value))
        for place, value in enumerate(series.values)
    ]
    drawn = [
        stroke("M" + "L".join(f"{at(x)} {at(y)}" for x, y in stretch), series.tone, dashes)
        for stretch in _stretches(points)
    ]
    standing = [point for point in points if point]
    marked = standing if dots and len(standing) <= 40 else standing[-1:]
    return drawn + [shape("circle", x, y, series.tone, scale=0.55) for x, y in marked]


def stroke(path: str, tone: str, dashes: str) -> Markup:
    """A line of the chart's own."""
    return Markup('<path class="line tone-{}" fill="none" stroke="{}" stroke-width="2"{} d="{}"/>').format(
        tone, TONES[tone], Markup(' stroke-dasharray="{}"').format(dashes) if dashes else "", path
    )


def _stretches(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The points, parted where one is missing."""
    found: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            found.append([])
        else:
            found[-1].append(point)
    return [each for each in found if each]


def _band(band: Band, along: Scale, scale: Scale) -> list[Markup]:
    there = [
        (along.place(place), scale.place(low), scale.place(high))
        for place, (low, high) in enumerate(zip(band.low, band.high, strict=True))
        if low is not None and high is not None
    ]
    if not there:
        return []
    above = [f"{at(x)} {at(high)}" for x, _low, high in there]
    below = [f"{at(x)} {at(low)}" for x, low, _high in reversed(there)]
    x, _low, high = there[0]
    return [
        Markup('<path class="band" fill="#e8edf1" d="M{}Z"/>').format("L".join([*above, *below])),
        word(band.label, x + 6, high + 15, size=SMALL, soft=True),
    ]


def _places(places: Sequence[str], along: Scale, left: float) -> list[Markup]:
    """As many of the names along the axis as there is room for, the last always among them."""
    if not places:
        return []
    room = max(width_of(each, SMALL) for each in places) + 10
    between = (along.place(len(places) - 1) - along.place(0)) / max(len(places) - 1, 1) or room
    step = max(1, -(-int(room) // max(int(between), 1)))
    shown = range((len(places) - 1) % step, len(places), step)
    return [
        word(
            places[each],
            along.place(each),
            HEIGHT - 8,
            anchor="middle",
            size=SMALL,
            soft=True,
        )
        for each in shown
    ]


def _apart(names: Sequence[tuple[str, float]], x: float) -> list[Markup]:
    """Names where their lines end, moved apart where they would lie upon each other."""
    parts: list[Markup] = []
    lowest = 0.0
    for name, y in sorted(names, key=lambda each: each[1]):
        lowest = max(y, lowest + 15)
        parts.append(word(name, x, lowest + 4, size=SMALL, bold=True))
    return parts
