"""Tables of goals: columns such as Mål, Handling, Ansvarlig and Tid make points of their rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejling.reading import rules_of_reading as rules
from pejling.reading import wording
from pejling.reading.characters import single_spaced
from pejling.reading.drafts import Draft, Draftbook
from pejling.reading.markers import marker_of
from pejling.reading.outline import Part, Role


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
    """Make points of a table's rows when its first row or column names kinds; else leave it to be a table."""
    if _is_on_its_side(rows):
        _propose_on_its_side(rows, book)
        return True
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


def _is_on_its_side(rows: Sequence[Part]) -> bool:
    """Whether each row has its name first and what it says beside it, as in a form: "Mål | Rent vand"."""
    named = [wording.kind_of_column(row.cells[0]) for row in rows if len(row.cells) == 2]
    if len(named) != len(rows) or not any(named) or wording.kind_of_column(rows[0].cells[1]):
        return False
    others = [row.cells[0].strip(" :") for row, kind in zip(rows, named, strict=True) if not kind]
    return len(rows) > 1 and all(rules.ATTRIBUTES.fullmatch(name) or not name for name in others)


def _propose_on_its_side(rows: Sequence[Part], book: Draftbook) -> None:
    """The rows of higher kinds hold those of lower ones that follow; who, when and how belong to the highest."""
    above: list[Draft] = []
    kind = ""
    for row in rows:
        name, written = row.cells
        told = wording.kind_of_column(name)
        # A row without a name goes on with the one above it.
        kind = told or ("" if name.strip() else kind)
        if not written:
            book.write(replace(row, role=Role.PARAGRAPH, text=name))
        elif kind:
            above = [each for each in above if rules.RANKS[each.kind] < rules.RANKS[kind]]
            drafts = [
                book.add_below(above[-1] if above else None, kind, line, row.line, rules.IN_TABLE, name)
                for line in _lines(written)
            ]
            # What stands below several belongs to none of them alone.
            above += drafts if len(drafts) == 1 else []
        elif above:
            above[0].texts.append(f"{name}: {written}" if name else written)
        else:
            book.write(replace(row, role=Role.PARAGRAPH))


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
