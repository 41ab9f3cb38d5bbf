"""Numbers over time under each other: a row of columns for each kind of thing, all on one scale from nought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.drawing import SMALL, Chart, ChartTable, block, line, shape, word

HIGH = 130
"""The height of the highest column; each row is only as high as it needs."""
LEAST_ROW = 12
GAP = 3


@dataclass(frozen=True)
class ColumnRow:
    """What a row of columns counts, how it looks, and its numbers from the oldest to the newest."""

    label: str
    tone: str
    shape: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class ColumnChart(Chart):
    """Rows of columns over the same times, the latest of them the darker; with the number on each, so it needs no axis.

    `times` and `eras` stand below: the name of each time, and above which of them a new year begins ("" elsewhere).
    """

    times: tuple[str, ...]
    eras: tuple[str, ...]
    rows: tuple[ColumnRow, ...]

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        most = max((max(row.values, default=0) for row in self.rows), default=0) or 1
        step = width / max(len(self.times), 1)
        y, parts = 0.0, list[Markup]()
        for row in self.rows:
            parts += [
                shape(row.shape, 7, y + 10, row.tone),
                word(row.label, 18, y + 14, size=SMALL, bold=True),
            ]
            height = max(HIGH * max(row.values, default=0) / most, LEAST_ROW)
            base = y + 36 + height
            for place, value in enumerate(row.values):
                is_last, high = place == len(row.values) - 1, HIGH * value / most
                column = block(place * step, base - high, step - GAP, high, row.tone)
                parts.append(column if is_last else Markup('<g opacity="0.45">{}</g>').format(column))
                middle = place * step + (step - GAP) / 2
                said = word(
                    number(value),
                    middle,
                    base - high - 5,
                    anchor="middle",
                    size=SMALL,
                    bold=is_last,
                    soft=not value,
                )
                parts.append(said)
            parts.append(line(0, base, width, base))
            y = base + 10
        for place, (time, era) in enumerate(zip(self.times, self.eras, strict=True)):
            is_last = place == len(self.times) - 1
            middle = place * step + (step - GAP) / 2
            parts.append(
                word(time, middle, y + 12, anchor="middle", size=SMALL, soft=not is_last, bold=is_last)
            )
            if era:
                parts.append(word(era, place * step, y + 28, size=SMALL, soft=True))
        return y + 34, parts

    def table(self) -> ChartTable:
        return column_table(self.times, self.eras, self.rows)


def column_table(times: Sequence[str], eras: Sequence[str], rows: Sequence[ColumnRow]) -> ChartTable:
    """Numbers over time as a table, with their sums."""
    era, headings = "", []
    for time, begun in zip(times, eras, strict=True):
        era = begun or era
        headings.append(f"{time} {era}".strip())
    lines = [(row.label, *(number(value) for value in row.values)) for row in rows]
    sums = [number(sum(values)) for values in zip(*(row.values for row in rows), strict=True)]
    return ChartTable((_("Status"), *headings), (*lines, (_("I alt"), *sums)))
