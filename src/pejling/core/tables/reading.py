"""Rows of cells from what Excel and its like have saved: a csv file or a workbook, whatever was made of it on the way."""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable
from pejling.core.tables.encodings import decode, is_binary
from pejling.core.tables.formulas import as_meant
from pejling.core.tables.workbooks import opened_workbook
from pejling.core.tables.writing import in_words
from pejling.core.text import clean, clean_line

LARGEST = 20 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 50_000, 200
LONGEST_CELL = 1_000
HEAD_WITHIN = 20
"""So many rows may stand above the headers: a title, a date, who made the list."""
SEPARATORS = ";,\t|"
_BETWEEN_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")

Weigh = Callable[[Sequence[str]], int]
"""How many of a row's cells are headers that the reader knows."""


class UnreadableSheet(Exception):
    """The file cannot be read as a sheet; the message says why and what to do, and where one knows it, the line."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words, line)
        self.words, self.line = words, line

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Row:
    """One row with something in it, and the number that a spreadsheet or an editor shows beside it."""

    number: int
    cells: list[str]


@dataclass
class Rows:
    """What was read. `head` is the row of headers, `above` what stood over it, `below` what follows."""

    head: Row
    above: list[Row]
    below: list[Row]
    encoding: str = ""
    """The character set; empty for a workbook, which says it itself."""
    examples: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)
    """The sheets of a workbook that hold something and were not read."""


def read_rows(data: bytes, *, weigh: Weigh, encoding: str = "") -> Rows:
    """The rows of a csv file or a workbook. Raises `UnreadableSheet`, and `UnsureEncoding` when it cannot be told."""
    if not data.strip():
        raise UnreadableSheet(_("Filen er tom."))
    if len(data) > LARGEST:
        raise UnreadableSheet(_("Filen er for stor. Den må højst fylde 20 MB."))
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(data, weigh)
    if data.startswith((b"\xd0\xcf\x11\xe0", b"%PDF")) or is_binary(data, encoding):
        raise UnreadableSheet(
            _(
                "Filen er hverken CSV eller en ny Excel-fil. Åbn den i Excel, og gem den som .xlsx uden adgangskode."
            )
        )
    reading = decode(data, encoding)
    rows = list(_csv_rows(clean(reading.text), weigh))
    if not rows:
        raise UnreadableSheet(_("Filen er tom."))
    return _with_head(rows, weigh, encoding=reading.encoding, examples=reading.examples)


def _with_head(rows: list[Row], weigh: Weigh, **more: Any) -> Rows:
    at = _head_at([row.cells for row in rows], weigh)
    return Rows(rows[at], rows[:at], rows[at + 1 :], **more)


def _head_at(rows: Sequence[Sequence[str]], weigh: Weigh) -> int:
    """Where the headers stand: the row near the top that knows most of them."""
    near = rows[:HEAD_WITHIN]
    return max(range(len(near)), key=lambda at: (weigh(near[at]), -at))


# Text with separators


def _csv_rows(text: str, weigh: Weigh) -> Iterator[Row]:
    first, _end, rest = text.partition("\n")
    if first.lower().startswith("sep="):
        # What Excel itself reads; the line stays in the count.
        separator, text = first[4:5] or "\t", "\n" + rest
    else:
        separator = ""
    separator, width = _separator(text, weigh, separator or SEPARATORS)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for count, row in enumerate(reader):
            if count > MOST_ROWS:
                raise UnreadableSheet(_("Filen har for mange linjer. Del den, så hver del højst har 50.000."))
            if any(_is_run_together(cell, separator, width) for cell in row):
                raise UnreadableSheet(_unclosed(), start)
            cells = [as_meant(plain_cell(cell)) for cell in row]
            if any(cells):
                yield Row(start, cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableSheet(_unclosed(), start) from error


def _unclosed() -> str:
    return _("Linjen kan ikke læses. Der mangler nok et anførselstegn, eller der er et for meget.")


def _separator(text: str, weigh: Weigh, signs: str) -> tuple[str, int]:
    """The sign that parts a row near the top into most headers that are known, and how often it stands in that row."""
    lines = text[:100_000].split("\n")[: 2 * HEAD_WITHIN]

    def fit(sign: str) -> tuple[int, int]:
        parted = [[clean_line(cell).strip('"') for cell in line.split(sign)] for line in lines]
        best = parted[_head_at(parted, weigh)]
        return weigh(best), len(best) - 1

    separator = max(signs, key=fit)
    return separator, fit(separator)[1]


def _is_run_together(cell: str, separator: str, width: int) -> bool:
    """Whether a quotation mark that nobody closed has swallowed whole lines: a cell is long, or has rows in it."""
    if len(cell) > LONGEST_CELL or cell.count("\n") > 50:
        return True
    return "\n" in cell and cell.count(separator) >= max(2, width - 1)


def plain_cell(cell: str) -> str:
    """The cell on one line, without the hard spaces that a spreadsheet puts between thousands."""
    return clean_line(_BETWEEN_THOUSANDS.sub("", cell))


# Workbooks


def _from_workbook(data: bytes, weigh: Weigh) -> Rows:
    """The first sheet with headers that are known, else the first with anything in it."""
    damaged = _("Regnearket er beskadiget. Åbn det i Excel, gem det igen, og prøv igen.")
    other = _("Filen er ikke et regneark. Gem den som .xlsx eller CSV.")
    try:
        with opened_workbook(data, damaged, other) as book:
            sheets = [
                (sheet.title, list(_sheet_rows(sheet)))
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
    except Unreadable as refusal:
        raise UnreadableSheet(str(refusal)) from refusal
    filled = [(title, rows) for title, rows in sheets if rows]
    if not filled:
        raise UnreadableSheet(_("Filen er tom."))
    weights = [weigh(rows[_head_at([row.cells for row in rows], weigh)].cells) for _title, rows in filled]
    title, rows = filled[weights.index(max(weights))]
    return _with_head(rows, weigh, other_sheets=[other for other, _rows in filled if other != title])


def _sheet_rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # what the file says of its own size may be wrong
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS + 1:
            raise UnreadableSheet(_("Filen har for mange linjer. Del den, så hver del højst har 50.000."))
        cells = [cell_text(cell.value, getattr(cell, "number_format", "")) for cell in row]
        if any(cells):
            yield Row(number, cells)


def cell_text(value: Any, number_format: str = "") -> str:
    """A cell's value as a person would have typed it: days as days, whole numbers without a point, zeros as shown."""
    if value is None:
        return ""
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _number_text(float(value) if isinstance(value, Decimal) else value, number_format)
    return plain_cell(str(value))[: LONGEST_CELL + 1]


def _number_text(value: float, number_format: str) -> str:
    if abs(value) >= 10**15:
        # A spreadsheet keeps fifteen digits; what it shows beyond them is made up.
        return f"{value:.14E}".replace(".", ",")
    if value != int(value):
        return f"{Decimal(repr(value)):f}".replace(".", ",")
    width = len(number_format) if set(number_format) == {"0"} else 0
    return str(int(value)).zfill(width)
