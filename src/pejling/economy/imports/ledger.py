"""A ledger's lines by a mapping of its columns: what is good, what is not, and whether its own totals hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from pejling.core.tables import Problem, UnreadableSheet, read_rows
from pejling.core.tables.cells import BadCell, day_from
from pejling.core.tables.encodings import decode, is_binary
from pejling.core.tables.streaming import csv_lines, header, separator_of
from pejling.core.text import clean
from pejling.economy.imports.amounts import kroner_text, oere_from
from pejling.economy.imports.mapping import ColumnMapping
from pejling.economy.imports.periods import Period, period_from

LARGEST = 200 * 1024 * 1024
HEAD_WITHIN = 50
"""So many lines may stand above the headers."""
Lines = Iterator[tuple[int, list[str] | None]]


@dataclass(frozen=True)
class ControlTotal:
    """A total that the file states, in øre, and what the good lines above it come to."""

    line: int
    stated: int
    computed: int


@dataclass
class Ledger:
    """What the lines come to, in øre."""

    rows: int = 0
    sum: int = 0
    by_period: Counter[str] = field(default_factory=Counter)
    by_account: Counter[str] = field(default_factory=Counter)
    control: list[ControlTotal] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)
    """Lines that say word for word what a line above says. They are counted; a person judges."""


def read_ledger(data: bytes, mapping: ColumnMapping) -> Ledger:
    """Read the file. Raises `UnreadableSheet` when it has no line with the headers of the mapping."""
    is_workbook = data.startswith(b"PK\x03\x04")
    lines = _workbook_lines(data, mapping) if is_workbook else _text_lines(data, mapping)
    return _Reader(mapping, is_workbook=is_workbook).read(lines)


def _text_lines(data: bytes, mapping: ColumnMapping) -> Lines:
    if not data.strip():
        raise UnreadableSheet(_("Filen er tom."))
    if is_binary(data):
        raise UnreadableSheet(_("Filen er hverken CSV eller en ny Excel-fil."))
    text = clean(decode(data).text)
    known = {header(name) for name in mapping.columns.values()}
    return csv_lines(text, mapping.delimiter or separator_of(text[:100_000].split("\n")[:HEAD_WITHIN], known))


def _workbook_lines(data: bytes, mapping: ColumnMapping) -> Lines:
    known = {header(name) for name in mapping.columns.values()}
    rows = read_rows(data, weigh=lambda cells: len(known & {header(cell) for cell in cells}))
    return ((row.number, row.cells) for row in (rows.head, *rows.below))


class _Reader:
    """Goes through the lines once; what it keeps does not grow with them but for what tells a line said twice."""

    def __init__(self, mapping: ColumnMapping, *, is_workbook: bool) -> None:
        self.mapping, self.is_workbook = mapping, is_workbook
        self.ledger = Ledger()
        self.seen: set[tuple[str, ...]] = set()
        self.written: dict[Period, str] = {}
        self.since_total = 0

    def read(self, lines: Lines) -> Ledger:
        self.places, self.width = self._headers(lines)
        for number, cells in lines:
            if cells is None:
                words = _(
                    "Linjen kan ikke læses. Der mangler nok et anførselstegn, eller der er et for meget."
                )
                self.ledger.errors.append(Problem(number, words))
            else:
                self._line(number, cells)
        return self.ledger

    def _headers(self, lines: Lines) -> tuple[dict[str, int], int]:
        """Where each column stands by the first line that bears them all, and how many columns that line has."""
        first: list[str] = []
        for count, (_number, cells) in enumerate(lines):
            if count == HEAD_WITHIN:
                break
            names = [header(cell) for cell in cells or []]
            if all(header(name) in names for name in self.mapping.columns.values()):
                places = {column: names.index(header(name)) for column, name in self.mapping.columns.items()}
                return places, len(names)
            first = first or [cell for cell in cells or [] if cell]
        words = _("Ingen linje har kolonnerne %(wanted)s. Første linje er: %(seen)s.")
        wanted = ", ".join(self.mapping.columns.values())
        raise UnreadableSheet(words % {"wanted": wanted[:200], "seen": ", ".join(first)[:200]})

    def _line(self, number: int, cells: list[str]) -> None:
        values = {column: cells[at] if at < len(cells) else "" for column, at in self.places.items()}
        try:
            if any(cells[self.width :]):
                raise BadCell(_("Linjen har flere felter end overskriften, så den kan ikke læses sikkert."))
            if self._is_total(values):
                self._control(number, values)
            else:
                self._count(number, cells, values)
        except BadCell as bad:
            self.ledger.errors.append(Problem(number, str(bad)))

    def _is_total(self, values: dict[str, str]) -> bool:
        """A line that names itself a total where the account stands, or has no account and names itself so elsewhere."""
        if not self.mapping.totals:
            return False
        account = values["account"]
        said = (
            [account]
            if account
            else [values.get("text", ""), values.get("unit", ""), values.get("period", "")]
        )
        if any(_begins_with(text, self.mapping.totals) for text in said):
            return True
        return not account and not values.get("period", "") and bool(values["amount"])

    def _control(self, number: int, values: dict[str, str]) -> None:
        """A total of all above; or where that fits, of what stands since the total before it."""
        stated = self._oere(values["amount"])
        computed = self.since_total if stated == self.since_total else self.ledger.sum
        self.ledger.control.append(ControlTotal(number, stated, computed))
        self.since_total = 0

    def _count(self, number: int, cells: list[str], values: dict[str, str]) -> None:
        oere = self._oere(values["amount"])
        period = self._period(values["period"]) if "period" in values else ""
        ledger = self.ledger
        ledger.rows += 1
        ledger.sum += oere
        self.since_total += oere
        ledger.by_account[values["account"]] += oere
        if period:
            ledger.by_period[period] += oere
        whole = tuple(cells)
        if whole in self.seen:
            ledger.duplicates.append(number)
        self.seen.add(whole)

    def _oere(self, text: str) -> int:
        try:
            oere = oere_from(text, decimal=self.mapping.decimal)
        except BadCell:
            if not self.is_workbook or self.mapping.decimal == ",":
                raise
            # A workbook keeps numbers as numbers; they are read with our own decimal comma.
            oere = oere_from(text, decimal=",")
        return -oere if self.mapping.is_reversed else oere

    def _period(self, text: str) -> str:
        """The period as the file writes it, the first time; a day by its month."""
        period = period_from(text)
        is_day = day_from(text.strip()) is not None
        return self.written.setdefault(period, f"{period.year}-{period.month:02}" if is_day else text.strip())


def _begins_with(text: str, words: tuple[str, ...]) -> bool:
    said = text.strip().casefold()
    return any(said == word or said.startswith((f"{word} ", f"{word}:", f"{word}.")) for word in words)


def preview_ledger(data: bytes, mapping: ColumnMapping) -> dict[str, Any]:
    """The ledger as `pejling import ledger --preview json` prints it."""
    ledger = read_ledger(data, mapping)
    return {
        "rows": ledger.rows,
        "sum": kroner_text(ledger.sum),
        "by_period": {key: kroner_text(oere) for key, oere in ledger.by_period.items()},
        "by_account": {key: kroner_text(oere) for key, oere in ledger.by_account.items()},
        "control": [
            {
                "line": control.line,
                "stated": kroner_text(control.stated),
                "computed": kroner_text(control.computed),
            }
            for control in ledger.control
        ],
        "errors": [{"line": problem.line, "message": problem.words} for problem in ledger.errors],
        "duplicates": ledger.duplicates,
    }
