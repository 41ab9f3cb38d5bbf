"""What can stand on paper. An outline is plain values: it knows neither Word nor PDF, and no rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from pejling.web.charts import Chart


@dataclass(frozen=True)
class Run:
    """Some characters that look alike. A line break is the run "\\n"."""

    text: str
    strong: bool = False
    emphasis: bool = False
    underline: bool = False
    sub: bool = False
    sup: bool = False
    href: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading. The title of the paper is level 1, so that sections begin at 2."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of text; a `quiet` one is a note in small type."""

    runs: tuple[Run, ...]
    quiet: bool = False


@dataclass(frozen=True)
class ListBlock:
    """A list with dots or with numbers; an item may hold whatever a section may."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """Somebody's words."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table, at its place in the grid."""

    row: int
    column: int
    blocks: tuple["Block", ...]
    colspan: int = 1
    rowspan: int = 1


@dataclass(frozen=True)
class Table:
    """A table: `headers` of its first rows say what stands below; they are repeated on every page."""

    columns: int
    rows: int
    cells: tuple[Cell, ...]
    headers: int = 0
    caption: str = ""


@dataclass(frozen=True)
class Point:
    """A point of a document: what kind it is, its wording, what is said of it, and what stands beside it."""

    depth: int
    kind: str
    title: str
    blocks: tuple["Block", ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Points:
    """Points in reading order, each as deep as it stands in the tree."""

    points: tuple[Point, ...]


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG) as wide as the text, and what it says to whoever does not see it."""

    svg: str
    title: str
    description: str


@dataclass(frozen=True)
class PageBreak:
    """What follows stands on a new page."""


Block: TypeAlias = Heading | Paragraph | ListBlock | Quote | Table | Points | Picture | PageBreak


@dataclass(frozen=True)
class Outline:
    """A whole paper."""

    title: str
    kicker: str = ""
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    language: str = "da"
    dated: date | None = None
    footer: str = field(default="")


def plain(text: str, *, quiet: bool = False) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(text),), quiet=quiet)


def table_of(headings: Sequence[str], rows: Iterable[Sequence[str]], *, caption: str = "") -> Table:
    """A table of plain words with one row of headings."""
    lines = [headings, *rows]
    cells = tuple(
        Cell(row, column, (plain(text),))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
    )
    return Table(len(headings), len(lines), cells, headers=1, caption=caption)


def picture_of(chart: Chart) -> tuple[Picture, Table]:
    """A chart on paper: the drawing, and the same as a table."""
    table = chart.table()
    return Picture(str(chart.svg()), chart.title, chart.description), table_of(table.headings, table.rows)


def in_steps(blocks: Iterable[Block], *, above: int = 1) -> tuple[Block, ...]:
    """The blocks with no level of heading left out: whoever listens to a paper finds the way by its headings."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            block = Heading(above, block.text)
        found.append(block)
    return tuple(found)
