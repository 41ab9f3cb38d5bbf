"""Lengths side by side: bars, and bars made of parts. They always begin at nought."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.drawing import (
    ON_TONES,
    PAPER,
    SMALL,
    Chart,
    ChartTable,
    block,
    label_room,
    line,
    shape,
    width_of,
    word,
    wrapped,
)
from pejling.web.charts.scales import Scale, Value, reach, ticks

THICK, GAP, LINE_HEIGHT = 20, 10, 16
ROOM_FOR_NUMBER = 52


@dataclass(frozen=True)
class Bar:
    """A length with its name; a note stands after its number."""

    label: str
    value: Value
    tone: str = "info"
    note: str = ""


@dataclass(frozen=True)
class BarChart(Chart):
    """Bars under each other, each with its number at its end; less than nought reaches to the left."""

    bars: tuple[Bar, ...]
    unit: str = ""

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        room = label_room([each.label for each in self.bars], width)
        low, high = reach([each.value for each in self.bars], from_zero=True)
        longest = max((width_of(self._said(each)) for each in self.bars), default=0) + 10
        scale = Scale(low, high, room + (longest if low < 0 else 0), width - longest)
        parts: list[Markup] = []
        y = 0.0
        for each in self.bars:
            y, names = row_name(each.label, y, room, width)
            start, end = sorted((scale.place(0), scale.place(each.value)))
            axis = line(scale.place(0), y - 3, scale.place(0), y + THICK + 3, strong=True)
            parts += [*names, block(start, y, end - start, THICK, each.tone), axis]
            is_less = each.value < 0
            place = start - 6 if is_less else end + 6
            parts.append(
                word(self._said(each), place, y + 15, anchor="end" if is_less else "start", bold=True)
            )
            y += THICK + GAP
        return y, parts

    def _said(self, bar: Bar) -> str:
        return " ".join(each for each in (number(bar.value), self.unit, bar.note) if each)

    def table(self) -> ChartTable:
        return ChartTable(
            ("", self.unit or _("Antal")), tuple((each.label, self._said(each)) for each in self.bars)
        )


@dataclass(frozen=True)
class Segment:
    """What the parts of all bars are called, and how they look."""

    label: str
    tone: str
    shape: str = "square"


@dataclass(frozen=True)
class StackedBar:
    """A bar of parts: a number for each segment of the chart."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class StackedBarChart(Chart):
    """Bars of parts on one scale, each part with its shape and its number where they fit, and the sum at the end."""

    segments: tuple[Segment, ...]
    bars: tuple[StackedBar, ...]
    own_words: bool = False
    """Whether the bars are named in the municipality's own words."""

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        room = label_room([each.label for each in self.bars], width)
        scale = Scale(
            0, max((sum(each.values) for each in self.bars), default=0) or 1, room, width - ROOM_FOR_NUMBER
        )
        y, parts = legend(self.segments, width)
        for bar in self.bars:
            y, names = row_name(bar.label, y, room, width, own=self.own_words)
            parts += names
            sofar = 0
            for segment, value in zip(self.segments, bar.values, strict=True):
                start, end = scale.place(sofar), scale.place(sofar + value)
                parts += part(segment, value, start, end, y)
                sofar += value
            parts.append(word(number(sofar), scale.place(sofar) + 6, y + 15, bold=True))
            y += THICK + GAP
        return y, parts

    def table(self) -> ChartTable:
        headings = ("", *(each.label for each in self.segments), _("I alt"))
        rows = (
            (each.label, *(number(value) for value in each.values), number(sum(each.values)))
            for each in self.bars
        )
        return ChartTable(headings, tuple(rows), self.own_words)


def part(segment: Segment, value: int, start: float, end: float, y: float) -> Iterable[Markup]:
    """A part with a thin gap after it, so that parts can be told apart in grey."""
    words = number(value)
    if value:
        yield block(start, y, end - start - 1.5, THICK, segment.tone)
    if value and end - start >= width_of(words, SMALL) + 30:
        yield shape(segment.shape, start + 12, y + THICK / 2, segment.tone, scale=0.8, on_tone=True)
        yield Markup(
            '<text class="on-tone" fill="{}" font-weight="700" font-size="{}" x="{}" y="{}">{}</text>'
        ).format(ON_TONES.get(segment.tone, PAPER), SMALL, round(start + 21, 1), y + 14.5, words)


def legend(segments: Iterable[Segment], width: int) -> tuple[float, list[Markup]]:
    """What shapes and tones mean, above the drawing, on as many lines as it takes; and where the drawing begins."""
    parts: list[Markup] = []
    x, y = 0.0, 12.0
    for each in segments:
        needed = width_of(each.label, SMALL) + 34
        if x and x + needed > width:
            x, y = 0.0, y + 20
        parts += [shape(each.shape, x + 7, y - 4, each.tone), word(each.label, x + 18, y, size=SMALL)]
        x += needed
    return y + 14, parts


def row_name(
    label: str, y: float, room: float, width: int, *, own: bool = False
) -> tuple[float, list[Markup]]:
    """The name of a row, at its left or above it; and where the row itself begins."""
    if room:
        lines = wrapped(label, room - 12)
        top = y + 15 - (len(lines) - 1) * LINE_HEIGHT / 2
        return y, [word(each, 0, top + place * LINE_HEIGHT, own=own) for place, each in enumerate(lines)]
    lines = wrapped(label, width)
    return y + len(lines) * LINE_HEIGHT + 4, [
        word(each, 0, y + 12 + place * LINE_HEIGHT, own=own) for place, each in enumerate(lines)
    ]


def across(
    low: Value, high: Value, start: float, end: float, *, most: int
) -> tuple[Scale, tuple[Value, ...]]:
    """A scale that ends at round values, and the values."""
    marks = ticks(low, high, most=most)
    return Scale(marks[0], marks[-1], start, end), marks
