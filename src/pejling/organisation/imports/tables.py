"""A sheet to lines of named cells, whatever Excel and its settings have made of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pejling.core.tables import Row, Rows, UnreadableSheet, read_rows
from pejling.core.tables.cells import Problem
from pejling.core.tables.damage import damage_in, damage_in_id, doubt_about_id, lost_zeros
from pejling.core.tables.encodings import is_broken, looks_broken
from pejling.organisation.imports.columns import (
    IDS,
    LABELS,
    NAME_PARTS,
    FileKind,
    column_of,
    headers_known,
    kind_of,
    what_is_missing,
)
from pejling.organisation.imports.plan import Plan

_TOTAL = re.compile(r"(i ?alt|total|sum|subtotal|samlet|antal)\b.*", re.IGNORECASE)
_AMOUNT = re.compile(r"[\d.,\s]+")


@dataclass(frozen=True)
class Line:
    """One line of the file: where it stands and what its cells say, by column."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell of a column; empty when the file has no such column."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """A file as lines, with the headers that nobody has a use for, and what somebody should look at."""

    kind: FileKind
    lines: list[Line] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    encoding: str = ""
    examples: list[str] = field(default_factory=list)

    def warn(self, line: int | None, words: str) -> None:
        """Note what somebody should look at."""
        self.warnings.append(Problem(line, words))


def table_from(data: bytes, encoding: str = "") -> Table:
    """Read the file. Raises `UnreadableSheet` when it is no such table at all; single bad lines are its `problems`.

    Raises `UnsureEncoding` when its letters can be read in several ways and `encoding` does not say which.
    """
    rows = read_rows(data, weigh=headers_known, encoding=encoding)
    kind, columns = _understood(rows.head)
    table = Table(kind, encoding=rows.encoding, examples=rows.examples)
    headers = rows.head.cells
    table.unused = [header for header, column in zip(headers, columns, strict=True) if header and not column]
    _tell_skipped(rows, table)
    for row in rows.below:
        if row.cells == headers:
            table.warn(row.number, _("Overskrifterne står her igen. Linjen er sprunget over."))
        elif row is rows.below[-1] and _is_total(row):
            words = _("»%(words)s« ligner en sum og er sprunget over.")
            table.warn(row.number, words % {"words": " ".join(filter(None, row.cells))[:80]})
        else:
            _add(table, row, columns)
    if not table.lines and not table.problems:
        raise UnreadableSheet(_("Filen har kun overskrifter og ingen linjer."))
    _doubt_ids(table)
    return table


def _tell_skipped(rows: Rows, table: Table) -> None:
    for row in rows.above:
        words = _("»%(words)s« står over overskrifterne og er sprunget over.")
        table.warn(row.number, words % {"words": " ".join(filter(None, row.cells))[:80]})
    for name in rows.other_sheets:
        table.warn(None, _("Arket »%(name)s« er ikke læst. Kun ét ark læses ad gangen.") % {"name": name})
    nameless = [place for place, header in enumerate(rows.head.cells) if not header]
    for place in nameless:
        if any(row.cells[place : place + 1] not in ([], [""]) for row in rows.below):
            words = _("Kolonne %(number)s har ingen overskrift og er ikke læst.")
            table.warn(rows.head.number, words % {"number": place + 1})


def _understood(head: Row) -> tuple[FileKind, list[str | None]]:
    """What the file is, and what each of its columns means; None for those that mean nothing to us."""
    columns = [column_of(header) for header in head.cells]
    known = [column for column in columns if column]
    kind = kind_of(set(known))
    if kind is None:
        seen = ", ".join(f"»{header}«" for header in head.cells if header)[:400]
        words = _("Overskrifterne er %(seen)s. %(missing)s")
        raise UnreadableSheet(words % {"seen": seen, "missing": what_is_missing(set(known))}, head.number)
    if twice := {column for column in known if known.count(column) > 1}:
        cells = zip(head.cells, columns, strict=True)
        names = ", ".join(header for header, column in cells if column in twice)
        raise UnreadableSheet(_("To kolonner betyder det samme: %(names)s.") % {"names": names}, head.number)
    if kind is FileKind.UNITS and "unit" not in known:
        columns = ["unit" if column == "name" else column for column in columns]
    if "name" in known or kind is FileKind.UNITS:
        columns = [None if column in NAME_PARTS else column for column in columns]
    return kind, columns


def _is_total(row: Row) -> bool:
    """A line below the list that counts or sums it: its first words say so, and the rest are numbers."""
    first, *rest = [cell for cell in row.cells if cell]
    return bool(_TOTAL.fullmatch(first)) and all(_AMOUNT.fullmatch(cell) for cell in rest)


def _add(table: Table, row: Row, columns: list[str | None]) -> None:
    if any(row.cells[len(columns) :]):
        words = _(
            "Linjen har flere felter end overskriften. Står der et skilletegn i en tekst uden anførselstegn?"
        )
        table.problems.append(Problem(row.number, words))
        return
    named = {column: cell for column, cell in zip(columns, row.cells, strict=False) if column}
    if not any(named.values()):
        return
    _judge(table, row.number, named)
    if "name" not in named and (parts := [named.pop(part, "") for part in NAME_PARTS]) != ["", "", ""]:
        named["name"] = " ".join(filter(None, parts))
    table.lines.append(Line(row.number, named))


def _judge(table: Table, number: int, named: dict[str, str]) -> None:
    """What a spreadsheet or a wrong character set has spoilt: a problem where it is sure, else a warning."""
    for column, cell in named.items():
        label = LABELS[column]
        why = damage_in(cell) or (damage_in_id(cell) if column in {*IDS, "phone"} else "")
        if not why and is_broken(cell):
            why = _("»%(cell)s« har mistet sine danske bogstaver, før filen kom hertil.") % {
                "cell": cell[:80]
            }
        if why:
            table.problems.append(Problem(number, f"{label}: {why}"))
        elif looks_broken(cell):
            table.warn(
                number,
                _("%(label)s: se efter, om »%(cell)s« er skrevet rigtigt.")
                % {"label": label, "cell": cell[:80]},
            )


def _doubt_ids(table: Table) -> None:
    """Ids that may have lost something on their way, each told once."""
    for column in ("unit_id", "person_id"):
        short = lost_zeros(line.get(column) for line in table.lines)
        for line in table.lines:
            cell = line.get(column)
            doubt = doubt_about_id(cell)
            if cell in short:
                doubt = _("»%(cell)s« er kortere end de andre id'er. Har Excel fjernet nuller foran?") % {
                    "cell": cell
                }
            if doubt:
                table.warn(line.number, f"{LABELS[column]}: {doubt}")


def doubt_unknown_ids(table: Table, column: str, known: Iterable[str], plan: Plan) -> None:
    """Ids that nobody has here, though somebody has the same with zeros in front."""
    ids = set(known)
    bare = {each.lstrip("0"): each for each in ids if each.startswith("0")}
    for line in table.lines:
        cell = line.get(column)
        if cell not in ids and (other := bare.get(cell.lstrip("0"))):
            words = _(
                "%(label)s: »%(cell)s« findes ikke i forvejen, men det gør »%(other)s«. Mangler der nuller foran?"
            )
            plan.warn(line.number, words % {"label": LABELS[column], "cell": cell, "other": other})
