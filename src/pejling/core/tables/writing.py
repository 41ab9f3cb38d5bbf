"""Rows as a file for a spreadsheet, as a workbook or as csv.

A text stays a text: none is taken for a formula, whoever wrote it. Both files say the same of a value: what `read_rows`
reads of the one it reads of the other.
"""

import csv
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Context, Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from pejling.core.tables.formulas import disarmed
from pejling.core.text import clean, clean_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_A_TITLE = re.compile(r"[\\/:?*\[\]]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
Value = str | bool | int | float | Decimal | date | datetime | None
_Cell = str | int | Decimal | date | datetime | None
DIGITS = 15
"""So many digits of a number a spreadsheet keeps; a whole number that is longer is written as a text."""
_FIRST_YEAR = 1900
"""Before it a spreadsheet counts no days."""
_LONGEST_FORMAT = 4
"""So many decimals are shown at most; all of them are kept."""


def workbook(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    *,
    choices: Mapping[int, Sequence[str]] | None = None,
    hidden: Collection[int] = (),
) -> bytes:
    """A workbook of one sheet. `columns` are headings and widths in characters; days stay days and numbers numbers.

    `choices` are the words that may be chosen in a column, by its number from 1; none of them has a comma or a quote in it.
    `hidden` are columns, by their numbers, that are there for us alone.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _NOT_IN_A_TITLE.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", title))[:31]
    sheet.freeze_panes = "A2"
    for number, (heading, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.column_dimensions[get_column_letter(number)].hidden = number in hidden
        _write(sheet, 1, number, heading).font = Font(bold=True)
    for row_number, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _write(sheet, row_number, number, value)
    sheet.auto_filter.ref = sheet.dimensions
    for number, words in (choices or {}).items():
        _offer(sheet, number, words)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def csv_file(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> bytes:
    """The same as csv, as Excel in Denmark opens it: parted by semicolons, a comma before the decimals, UTF-8 with its mark.

    Each row is one line: a text on several lines stands on one.
    """
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([disarmed(clean_line(heading)) for heading, _width in columns])
    writer.writerows([_in_csv(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _offer(sheet: "Worksheet", column: int, words: Sequence[str]) -> None:
    """A list to choose from in every row below the heading; anything else is refused as it is typed."""
    offer = DataValidation(type="list", formula1='"' + ",".join(words) + '"', allow_blank=True)
    offer.showErrorMessage = True
    letter = get_column_letter(column)
    offer.add(f"{letter}2:{letter}{max(sheet.max_row, 2)}")
    sheet.add_data_validation(offer)


def _write(sheet: "Worksheet", row: int, column: int, value: Value) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    plain = in_cell(value)
    cell.value = plain
    if isinstance(plain, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(plain, datetime):
        cell.number_format = "dd.mm.yyyy hh:mm"
    elif isinstance(plain, date):
        cell.number_format = "dd.mm.yyyy"
    elif isinstance(plain, Decimal) and (decimals := _decimals_of(plain)):
        cell.number_format = "#,##0." + "0" * min(decimals, _LONGEST_FORMAT)
    return cell


def in_cell(value: Value) -> _Cell:
    """A value as it stands in a workbook: a yes or no as a word, a moment by the Danish clock."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, date):
        return _in_days(value)
    if isinstance(value, int | float | Decimal):
        return _in_digits(value)
    return value


def _in_days(value: date | datetime) -> _Cell:
    if isinstance(value, datetime):
        local = timezone.make_naive(value) if timezone.is_aware(value) else value
        value = local.replace(second=0, microsecond=0, fold=0)
    return value if value.year >= _FIRST_YEAR else in_words(value)


def _in_digits(value: float | Decimal) -> _Cell:
    """A number with the digits that a spreadsheet keeps; a longer whole one is a name rather, and stands as a text."""
    if not math.isfinite(value):
        return None
    if isinstance(value, int):
        return value if abs(value) < 10**DIGITS else str(value)
    exact = Decimal(value) if isinstance(value, Decimal) else Decimal(f"{value:.{DIGITS}g}")
    if abs(exact) >= 10**DIGITS:
        return _written(exact)
    return exact if len(exact.as_tuple().digits) <= DIGITS else Context(prec=DIGITS).plus(exact)


def in_words(value: date | datetime) -> str:
    """20-11-2026, and 20-11-2026 14:05, as Excel in Denmark knows a day and a moment when they are typed."""
    day = f"{value.day:02}-{value.month:02}-{value.year:04}"
    if isinstance(value, datetime) and value.time() != time():
        return f"{day} {value:%H:%M}"
    return day


def _in_csv(value: Value) -> str:
    plain = in_cell(value)
    if plain is None:
        return ""
    if isinstance(plain, date):
        return in_words(plain)
    if isinstance(plain, int | Decimal):
        return _written(Decimal(plain))
    return disarmed(clean_line(plain)) if isinstance(value, str) else plain


def _decimals_of(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _written(number: Decimal) -> str:
    """1234,5: no signs between thousands, so that it stays a number."""
    return f"{number:f}".replace(".", ",")
