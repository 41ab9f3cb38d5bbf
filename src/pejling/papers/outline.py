"""What can stand on paper. An outline is plain values: it knows neither Word nor PDF, and no rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
    """A paragraph of text; a `quiet` one is a note in small type. `is_kept_with_next` lets no page break come after it."""

    runs: tuple[Run, ...]
    quiet: bool = False
    is_kept_with_next: bool = False


@dataclass(frozen=True)
class ListBlock:
    """A list with dots or with numbers; an item may hold whatever a section may."""

    items: tuple[tuple["OutlineBlock", ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Quote:
    """Somebody's words."""

    blocks: tuple["OutlineBlock", ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table, at its place in the grid."""

    row: int
    column: int
    blocks: tuple["OutlineBlock", ...]
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
    """A point of a document: kind, wording, what stands beside it (no page break parts these), and more."""

    depth: int
    kind: str
    title: str
    blocks: tuple["OutlineBlock", ...] = ()
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


OutlineBlock: TypeAlias = Heading | Paragraph | ListBlock | Quote | Table | Points | Picture | PageBreak


@dataclass(frozen=True)
class Outline:
    """A whole paper."""

    title: str
    kicker: str = ""
    lead: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    blocks: tuple[OutlineBlock, ...] = ()
    language: str = "da"
    dated: date | None = None
    footer: str = field(default="")


def with_notes(
    blocks: Iterable[OutlineBlock], notes: Mapping[str, Sequence[OutlineBlock]]
) -> tuple[OutlineBlock, ...]:
    """The blocks with notes laid in, however deep: each after the line that its sign stands in, which loses the sign."""
    return tuple(each for block in blocks for each in _with_notes(block, notes))


def _with_notes(block: OutlineBlock, notes: Mapping[str, Sequence[OutlineBlock]]) -> tuple[OutlineBlock, ...]:
    match block:
        case Paragraph():
            return _noted(block, "".join(run.text for run in block.runs), notes)
        case Heading():
            return _noted(block, block.text, notes)
        case ListBlock():
            return (replace(block, items=tuple(with_notes(item, notes) for item in block.items)),)
        case Quote():
            return (Quote(with_notes(block.blocks, notes)),)
        case Table():
            cells = (replace(cell, blocks=with_notes(cell.blocks, notes)) for cell in block.cells)
            return (replace(block, cells=tuple(cells)),)
    return (block,)


def _noted(
    line: Paragraph | Heading, words: str, notes: Mapping[str, Sequence[OutlineBlock]]
) -> tuple[OutlineBlock, ...]:
    for sign in (sign for sign in notes if sign in words):
        if isinstance(line, Heading):
            return (replace(line, text=line.text.replace(sign, "")), *notes[sign])
        runs = tuple(replace(run, text=run.text.replace(sign, "")) for run in line.runs)
        return (replace(line, runs=runs, is_kept_with_next=True), *notes[sign])
    return (line,)


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


def chart_picture(chart: Chart) -> tuple[Picture, Table]:
    """A chart on paper: the drawing, and the same as a table."""
    table = chart.table()
    return Picture(str(chart.svg()), chart.title, chart.description), table_of(table.headings, table.rows)


def in_steps(blocks: Iterable[OutlineBlock], *, above: int = 1) -> tuple[OutlineBlock, ...]:
    """The blocks with no level of heading left out: whoever listens to a paper finds the way by its headings."""
    found: list[OutlineBlock] = []
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above + 1)
            block = Heading(above, block.text)
        found.append(block)
    return tuple(found)
