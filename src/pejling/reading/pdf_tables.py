"""Tables on a page, with lines around their cells or without: words stand under each other in columns."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pejling.reading.markers import marker_of
from pejling.reading.rules_of_reading import ATTRIBUTES
from pejling.reading.wording import kind_of_column

_ALIGNED = 6.0
"""So far apart, in points, may two words begin that stand under each other."""
_SAME_LINE = 2.5
_FEWEST_ROWS = 3
_FEWEST_COLUMNS = 3
_NEW_ROW = 1.2


@dataclass(frozen=True)
class Piece:
    """Words with a wide space before and after them."""

    text: str
    left: float
    right: float


@dataclass(frozen=True)
class Set:
    """A line as it was set on a page."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    is_bold: bool
    at_edge: bool
    turn: int = 0
    """In quarters of a circle."""
    pieces: tuple[Piece, ...] = ()
    cells: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[Piece, ...]:
        """Its pieces, without the sign or number of a list item."""
        is_item = self.pieces and marker_of(f"{self.pieces[0].text} x")[0] is not None
        return self.pieces[1:] if is_item and len(self.pieces[0].text) <= _LONGEST_SIGN else self.pieces


_LONGEST_SIGN = 6


def with_tables(lines: Sequence[Set]) -> list[Set]:
    """The lines; those of a table are put together to its rows."""
    found: list[Set] = []
    at = 0
    while at < len(lines):
        rows, end = _named_table(lines, at) or _plain_table(lines, at) or ([lines[at]], at + 1)
        found += rows
        at = end
    return found


def is_table_head(line: Set, below: Set | None) -> bool:
    """Whether the line names columns: several words far from each other, over words that stand so too."""
    if line.cells or len(line.columns) < 2:
        return bool(line.cells)
    return len(line.columns) >= _FEWEST_COLUMNS or bool(below and _are_aligned(line, below))


# Tables whose columns are named by kinds


def _named_table(lines: Sequence[Set], at: int) -> tuple[list[Set], int] | None:
    """A table under names such as Mål, Indsats, Ansvarlig: its cells may run over several lines, in any order."""
    head = _head_at(lines, at)
    if not head:
        return None
    starts = [piece.left for piece in head]
    first = lines[at]
    end = _end_of_head(lines, at, head)
    begin = end
    while end < len(lines) and _is_inside(lines[end], first, starts):
        end += 1
    rows = list(_rows(lines[begin:end], starts))
    if not rows:
        return None
    named = _row_of(first, [piece.text for piece in head])
    return [named, *(_row_of(line, cells) for line, cells in rows)], end


def _head_at(lines: Sequence[Set], at: int) -> list[Piece]:
    """The names of columns that begin here: on one line, or each set as a line of its own at the same height."""
    beside: list[Piece] = []
    for line in lines[at:]:
        if line.page != lines[at].page or abs(line.bottom - lines[at].bottom) > _SAME_LINE:
            break
        beside += line.pieces
    kinds = [kind_of_column(piece.text) for piece in beside]
    named = [
        kind or ATTRIBUTES.fullmatch(piece.text.strip(" :"))
        for kind, piece in zip(kinds, beside, strict=True)
    ]
    is_head = len(beside) > 1 and any(kinds) and sum(map(bool, named)) > 1
    is_head = is_head and all(len(piece.text) <= _LONGEST_NAME for piece in beside)
    return sorted(beside, key=lambda piece: piece.left) if is_head else []


_LONGEST_NAME = 40


def _end_of_head(lines: Sequence[Set], at: int, head: Sequence[Piece]) -> int:
    count = 0
    while count < len(head):
        count += len(lines[at].pieces)
        at += 1
    return at


def _is_inside(line: Set, head: Set, starts: Sequence[float]) -> bool:
    """Whether a line still belongs to the table: under its head, and no piece runs over the columns beside it."""
    if line.page != head.page or line.bottom >= head.bottom or line.size > head.size * 1.1 or line.at_edge:
        return False
    for piece in line.pieces:
        column = _column(piece, starts)
        if column is None or (column + 1 < len(starts) and piece.right > starts[column + 1] + _ALIGNED):
            return False
    return True


def _column(piece: Piece, starts: Sequence[float]) -> int | None:
    fits = [column for column, start in enumerate(starts) if start <= piece.left + _ALIGNED]
    return fits[-1] if fits else None


def _rows(lines: Sequence[Set], starts: Sequence[float]) -> Iterator[tuple[Set, list[str]]]:
    heights = _heights(lines)
    pitches = [above[0].bottom - below[0].bottom for above, below in itertools.pairwise(heights)]
    usual = min(pitches, default=0)
    open_row: tuple[Set, list[str]] | None = None
    for index, beside in enumerate(heights):
        cells = [""] * len(starts)
        for line in beside:
            for piece in line.pieces:
                column = _column(piece, starts) or 0
                cells[column] = f"{cells[column]} {piece.text}".strip()
        is_new = open_row is None or _begins(cells, pitches[index - 1], usual, max(pitches, default=0))
        if is_new:
            if open_row:
                yield open_row
            open_row = (beside[0], cells)
        elif open_row:
            open_row = (
                open_row[0],
                ["\n".join(filter(None, pair)) for pair in zip(open_row[1], cells, strict=True)],
            )
    if open_row:
        yield open_row


def _begins(cells: Sequence[str], pitch: float, usual: float, widest: float) -> bool:
    """Whether a height begins a row: by the room above it; where all are alike, by its first cell."""
    if widest > usual * _NEW_ROW:
        return pitch > usual * _NEW_ROW
    return cells[0][:1].isupper() or sum(map(bool, cells)) > 1


def _heights(lines: Sequence[Set]) -> list[list[Set]]:
    """The lines from the top down, those at the same height together."""
    found: list[list[Set]] = []
    for line in sorted(lines, key=lambda each: (-each.bottom, each.left)):
        if found and abs(found[-1][0].bottom - line.bottom) <= _SAME_LINE:
            found[-1].append(line)
        else:
            found.append([line])
    return found


# Tables of any other kind


def _plain_table(lines: Sequence[Set], at: int) -> tuple[list[Set], int] | None:
    """Lines under each other with words in the same columns, one line for each row."""
    end = at + 1
    while (
        end < len(lines) and len(lines[at].columns) >= _FEWEST_COLUMNS and _are_aligned(lines[at], lines[end])
    ):
        end += 1
    if end - at < _FEWEST_ROWS:
        return None
    return [_row_of(line, [piece.text for piece in line.pieces]) for line in lines[at:end]], end


def _are_aligned(above: Set, below: Set) -> bool:
    if above.page != below.page or len(above.columns) != len(below.columns):
        return False
    return all(
        abs(first.left - second.left) <= _ALIGNED
        for first, second in zip(above.columns, below.columns, strict=True)
    )


def _row_of(line: Set, cells: Sequence[str]) -> Set:
    return replace(line, cells=tuple(cells), text=" | ".join(cell.replace("\n", " ") for cell in cells))
