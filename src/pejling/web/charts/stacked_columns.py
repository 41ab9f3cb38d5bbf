"""How a whole was made up at some times: a column for each, of parts on one scale from nought."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from pejling.web.charts.bars import Segment, legend
from pejling.web.charts.columns import ColumnRow, column_table
from pejling.web.charts.drawing import ON_TONES, PAPER, SMALL, Chart, ChartTable, at, block, line, word

HIGH = 104
GAP = 4
ROOM_FOR_NUMBER = 14


@dataclass(frozen=True)
class StackedColumnChart(Chart):
    """A column for each time, its parts from below in the order of `rows`, each with its number where it finds room.

    `times` and `eras` stand below, as in a `ColumnChart`.
    """

    times: tuple[str, ...]
    eras: tuple[str, ...]
    rows: tuple[ColumnRow, ...]

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        sums = [sum(values) for values in zip(*(row.values for row in self.rows), strict=True)]
        most, step = max(sums, default=0) or 1, width / max(len(self.times), 1)
        top, drawn = legend([Segment(row.label, row.tone, row.shape) for row in self.rows], width)
        parts, base = list(drawn), top + HIGH + 16
        for place, (time, era) in enumerate(zip(self.times, self.eras, strict=True)):
            left, y, middle = place * step, base, place * step + (step - GAP) / 2
            for row in self.rows:
                high = HIGH * row.values[place] / most
                parts.append(block(left, y - high, step - GAP, max(high - 1, 0), row.tone))
                if high >= ROOM_FOR_NUMBER:
                    number = f"{row.values[place]}"
                    parts.append(_number(number, middle, y - high / 2 + 4, row.tone))
                y -= high
            parts += [
                word(f"{sums[place]}", middle, y - 4, anchor="middle", size=SMALL, bold=True),
                word(time, middle, base + 14, anchor="middle", size=SMALL, soft=True),
            ]
            if era:
                parts.append(word(era, left, base + 29, size=SMALL, soft=True))
        return base + 34, [*parts, line(0, base, width, base, strong=True)]

    def table(self) -> ChartTable:
        return column_table(self.times, self.eras, self.rows)


def _number(text: str, x: float, y: float, tone: str) -> Markup:
    colour = ON_TONES.get(tone, PAPER)
    written = '<text class="on-tone" x="{}" y="{}" text-anchor="middle" font-size="{}" fill="{}">{}</text>'
    return Markup(written).format(at(x), at(y), SMALL, colour, text)
