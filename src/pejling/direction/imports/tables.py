"""Tables of goals: columns such as Mål, Handling, Ansvarlig and Tid make points of their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejling.direction.imports import rules_of_reading as rules
from pejling.direction.imports import wording
from pejling.direction.imports.characters import single_spaced
from pejling.direction.imports.drafts import Draft, Draftbook
from pejling.direction.imports.markers import marker_of
from pejling.direction.imports.outline import Part, Role


@dataclass(frozen=True)
class _Column:
    place: int
    name: str
    kind: str | None


@dataclass(frozen=True)
class _Open:
    """The point that the last written cell of a column became."""

    written: str
    draft: Draft
    parent: Draft | None


def propose_rows(rows: Sequence[Part], book: Draftbook) -> bool:
    """Make points of a table's rows when its first row names kinds; else leave it to be a table."""
    columns = [_Column(place, name, wording.kind_of_column(name)) for place, name in enumerate(rows[0].cells)]
    kinds = sorted((each for each in columns if each.kind), key=lambda each: rules.RANKS[each.kind or ""])
    if not kinds or len(rows) < 2 or not _says_more(columns):
        return False
    others = [each for each in columns if not each.kind]
    open_points: dict[int, _Open] = {}
    for row in rows[1:]:
        last = _propose_row(row, kinds, open_points, book)
        if last:
            _describe(last, row, others, len(columns))
        else:
            book.write(replace(row, role=Role.PARAGRAPH))
    _keep_unused_names(columns, rows, book)
    return True


def _says_more(columns: Sequence[_Column]) -> bool:
    """One kind alone is enough only beside columns that say who, when or how."""
    named = [each for each in columns if each.kind or rules.ATTRIBUTES.fullmatch(each.name.strip(" :"))]
    return len(named) >= 2


def _cell(row: Part, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _propose_row(
    row: Part, kinds: Sequence[_Column], open_points: dict[int, _Open], book: Draftbook
) -> Draft | None:
    """The last point of a row: each column's point stands below that of the column of a higher kind."""
    parent: Draft | None = None
    for column in kinds:
        written = _cell(row, column.place)
        known = open_points.get(column.place)
        if not written or (known and known.written == written and known.parent is parent):
            # An empty or repeated cell says that the row still belongs to the point above.
            parent = known.draft if known and (parent is None or known.parent is parent) else parent
            continue
        draft = parent
        for line in _lines(written):
            draft = book.add_below(parent, column.kind or "", line, row.line, rules.IN_TABLE, column.name)
        if draft:
            open_points[column.place] = _Open(written, draft, parent)
            parent = draft
    return parent


def _lines(cell: str) -> list[str]:
    """The points of one cell: one for each of its list items, else the cell as one."""
    written = [marker_of(line) for line in cell.split("\n") if line.strip()]
    if len(written) > 1 and all(marker or text[:1].isupper() for marker, text in written):
        return [single_spaced(text) for _marker, text in written]
    return [single_spaced(" ".join(text for _marker, text in written))]


def _describe(draft: Draft, row: Part, others: Sequence[_Column], width: int) -> None:
    said = [(column.name, _cell(row, column.place)) for column in others]
    lines = [f"{name}: {cell}" if name else cell for name, cell in said if cell]
    lines += [cell for cell in row.cells[width:] if cell]
    if lines:
        draft.texts.append("\n".join(lines))


def _keep_unused_names(columns: Sequence[_Column], rows: Sequence[Part], book: Draftbook) -> None:
    unused = [
        each.name for each in columns if not any(_cell(row, each.place) for row in rows[1:]) and each.name
    ]
    if unused:
        book.write(Part(Role.PARAGRAPH, " | ".join(unused), rows[0].line))
