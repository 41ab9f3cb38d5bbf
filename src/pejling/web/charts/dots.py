"""Where things stand on one scale: a row each, and the way from before to now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.bars import Segment, across, legend, row_name
from pejling.web.charts.drawing import SMALL, Chart, ChartTable, label_room, line, shape, word
from pejling.web.charts.scales import Value, reach

ROW = 26


@dataclass(frozen=True)
class Dot:
    """What the dots of all rows are called, and how they look."""

    label: str
    tone: str = "info"
    shape: str = "circle"


@dataclass(frozen=True)
class DotRow:
    """A row with a value for each dot of the chart; None where there is none."""

    label: str
    values: tuple[Value | None, ...]


@dataclass(frozen=True)
class DotChart(Chart):
    """Rows of dots on one scale, joined by a line from the first to the last."""

    dots: tuple[Dot, ...]
    rows: tuple[DotRow, ...]
    unit: str = ""
    from_zero: bool = False

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        room = label_room([each.label for each in self.rows], width)
        values = [value for row in self.rows for value in row.values if value is not None]
        scale, marks = across(
            *reach(values, from_zero=self.from_zero), room + 14, width - 20, most=5 if room else 3
        )
        top, parts = legend([Segment(each.label, each.tone, each.shape) for each in self.dots], width)
        y = top
        rows: list[Markup] = []
        grid: list[Markup] = []
        for row in self.rows:
            y, names = row_name(row.label, y, room, width)
            places = [scale.place(value) for value in row.values if value is not None]
            rows += names
            grid += [line(scale.place(each), y, scale.place(each), y + ROW) for each in marks]
            if len(places) > 1:
                rows.append(line(min(places), y + 10, max(places), y + 10, strong=True))
            rows += [
                shape(dot.shape, scale.place(value), y + 10, dot.tone)
                for dot, value in zip(self.dots, row.values, strict=True)
                if value is not None
            ]
            y += ROW
        words = [
            word(number(each), scale.place(each), y + 16, anchor="middle", size=SMALL, soft=True)
            for each in marks
        ]
        return y + 22, [*parts, *grid, *rows, *words]

    def table(self) -> ChartTable:
        rows = (
            (row.label, *("–" if value is None else number(value) for value in row.values))
            for row in self.rows
        )
        return ChartTable((self.unit or _("Række"), *(each.label for each in self.dots)), tuple(rows))
