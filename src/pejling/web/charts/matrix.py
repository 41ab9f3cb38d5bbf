"""Many things counted two ways: a mark is one thing, and every cell has the same scale."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _
from markupsafe import Markup

from pejling.core.formats import number
from pejling.web.charts.bars import Segment, legend
from pejling.web.charts.drawing import (
    SMALL,
    Chart,
    ChartTable,
    block,
    line,
    shape,
    shapes,
    width_of,
    word,
    wrapped,
)
from pejling.web.charts.scales import Scale

HIGH = 3
"""Marks above each other; so the length of a cell is a bar too."""
MARK, ROW = 7.0, 34
ROOM_FOR_NUMBERS = 54
LEAST, GUTTER = 24.0, 10.0


@dataclass(frozen=True)
class MatrixColumn:
    """What the marks of a column mean."""

    label: str
    tone: str
    shape: str


@dataclass(frozen=True)
class MatrixCell:
    """How many, how many more or fewer than last time (None: not known), and where a press leads."""

    count: int
    change: int | None = None
    href: str = ""

    @property
    def changed(self) -> str:
        """+2, −1, = or nothing."""
        if self.change is None or (not self.count and not self.change):
            return ""
        return "=" if not self.change else f"{'+' if self.change > 0 else '−'}{number(abs(self.change))}"


@dataclass(frozen=True)
class MatrixRow:
    """A row with a cell for each column; a note under its name says who answers for it, and `href` leads to what it is."""

    label: str
    cells: tuple[MatrixCell, ...]
    note: str = ""
    href: str = ""


@dataclass(frozen=True)
class Matrix(Chart):
    """Rows in their own order, never by result; a mark for each thing, and the number before them."""

    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]

    role: ClassVar[str] = "group"

    def draw(self, width: int) -> tuple[float, Iterable[Markup]]:
        return self._wide(width) if width >= 480 else self._narrow(width)

    def _narrow(self, width: int) -> tuple[float, Iterable[Markup]]:
        """A bar of parts for each row, and its numbers under it, each by the shape of its column."""
        segments = [Segment(each.label, each.tone, each.shape) for each in self.columns]
        scale = Scale(
            0, max((sum(cell.count for cell in row.cells) for row in self.rows), default=0) or 1, 0, width
        )
        y, parts = legend(segments, width)
        for row in self.rows:
            parts += [line(0, y, width, y), _name(row, [word(row.label, 0, y + 17, bold=True, own=True)])]
            parts.append(word(row.note, 0, y + 32, size=SMALL, soft=True))
            y += 40 if row.note else 24
            sofar = 0
            for place, (segment, cell) in enumerate(zip(segments, row.cells, strict=True)):
                parts.append(block(scale.place(sofar), y, scale.place(cell.count) - 1.5, 12, segment.tone))
                sofar += cell.count
                x = place * width / len(segments)
                count, *change = _numbers(cell, x + 18, y + 31)
                sign = shape(segment.shape, x + 7, y + 26, segment.tone, scale=0.8)
                parts += [_link(segment.label, cell, [sign, count]), *change]
            y += 42
        return y, parts

    def _wide(self, width: int) -> tuple[float, Iterable[Markup]]:
        names = min(max((width_of(each.label) for each in self.rows), default=0) + 12, width * 0.34)
        starts, size = self._layout(names, width)
        parts: list[Markup] = []
        for place, (column, x) in enumerate(zip(self.columns, starts, strict=True)):
            lines = wrapped(column.label, 90, SMALL)
            parts.append(shape(column.shape, x + 6, 8, column.tone))
            parts += [word(each, x + 16, 12 + 13 * down, size=SMALL) for down, each in enumerate(lines)]
            parts.append(word(number(sum(row.cells[place].count for row in self.rows)), x, 44, bold=True))
        y = 54.0
        for row in self.rows:
            parts.append(line(0, y, width, y))
            lines = wrapped(row.label, names - 12)
            parts.append(
                _name(
                    row,
                    [
                        word(each, 0, y + 15 + 15 * place, bold=True, own=True)
                        for place, each in enumerate(lines)
                    ],
                )
            )
            height = max(ROW, 15 * len(lines) + 8 + (14 if row.note else 0))
            if row.note:
                parts.append(word(row.note, 0, y + 14 + 15 * len(lines), size=SMALL, soft=True))
            for column, cell, x in zip(self.columns, row.cells, starts, strict=True):
                parts.append(_cell(column, cell, x, y, size))
            y += height
        return y, parts

    def _layout(self, names: float, width: int) -> tuple[list[float], float]:
        """Where each column begins, and how large a mark is: the same everywhere, so that cells can be compared."""
        columns = range(len(self.columns))
        most = [max((_columns_of(row.cells[each].count) for row in self.rows), default=0) for each in columns]
        room = width - names - len(self.columns) * (ROOM_FOR_NUMBERS + GUTTER)
        size = MARK
        for _column in columns:  # a column that is as narrow as it can be takes its room from the others
            large = [each for each in most if each * size > LEAST]
            size = min(size, (room - (len(most) - len(large)) * LEAST) / max(sum(large), 1))
        starts, x = [], names
        spare = max(room - sum(max(each * size, LEAST) for each in most), 0) / max(len(self.columns), 1)
        for each in most:
            starts.append(x)
            x += ROOM_FOR_NUMBERS + max(each * size, LEAST) + GUTTER + spare
        return starts, size

    def table(self) -> ChartTable:
        rows = (
            (row.label, *(f"{number(cell.count)} {cell.changed}".strip() for cell in row.cells))
            for row in self.rows
        )
        return ChartTable((_("Række"), *(each.label for each in self.columns)), tuple(rows), own_words=True)


def _columns_of(count: int) -> int:
    return -(-count // HIGH)


def _cell(column: MatrixColumn, cell: MatrixCell, x: float, y: float, size: float) -> Markup:
    left, scale = x + ROOM_FOR_NUMBERS, round(size / 14, 2)
    places = ((left + (each // HIGH + 0.5) * size, y + 9 + each % HIGH * 8) for each in range(cell.count))
    marks = shapes(column.shape, places, column.tone, scale=scale)
    count, *change = _numbers(cell, x, y + 19)
    return Markup("").join([_link(column.label, cell, [count, marks]), *change])


def _name(row: MatrixRow, words: Iterable[Markup]) -> Markup:
    """The name of a row, as a link where it leads somewhere."""
    drawn = Markup("").join(words)
    return Markup('<a href="{}">{}</a>').format(row.href, drawn) if row.href else drawn


def _numbers(cell: MatrixCell, x: float, y: float) -> list[Markup]:
    """How many, and how many more or fewer."""
    said = [word(number(cell.count), x, y, bold=bool(cell.count), soft=not cell.count)]
    if cell.changed:
        said.append(word(cell.changed, x + width_of(number(cell.count)) + 6, y, size=SMALL, soft=True))
    return said


def _link(column: str, cell: MatrixCell, drawn: Iterable[Markup]) -> Markup:
    """The cell as a link to what it counts; it says in words what it is."""
    if not (cell.href and cell.count):
        return Markup("").join(drawn)
    said = _("%(count)s, %(column)s") % {"count": number(cell.count), "column": column}
    return Markup('<a href="{}" aria-label="{}">{}</a>').format(cell.href, said, Markup("").join(drawn))
