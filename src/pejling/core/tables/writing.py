"""Rows as a file for a spreadsheet. A text stays a text: none is taken for a formula, whoever wrote it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_A_TITLE = re.compile(r"[\\/:?*\[\]]")
CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | date | None


def workbook(
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    choices: Mapping[int, Sequence[str]] | None = None,
) -> bytes:
    """A workbook of one sheet. `columns` are headings and widths in characters; dates stay dates, text is no formula.

    `choices` are the words that may be chosen in a column, by its number from 1; none of them has a comma or a quote in it.
    """
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = _NOT_IN_A_TITLE.sub(" ", ILLEGAL_CHARACTERS_RE.sub("", title))[:31]
    sheet.freeze_panes = "A2"
    for number, (heading, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
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
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        cell.value = value
        cell.number_format = "dd.mm.yyyy" if isinstance(value, date) else cell.number_format
    return cell
