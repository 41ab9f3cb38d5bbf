"""Lists as Excel workbooks."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | date | None


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet. `columns` are headings and widths in characters; dates stay dates, text is no formula."""
    book = Workbook()
    sheet: Worksheet = book.worksheets[0]
    sheet.title = ILLEGAL_CHARACTERS_RE.sub("", title)[:31]
    sheet.freeze_panes = "A2"
    for number, (heading, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
        _write(sheet, 1, number, heading).font = Font(bold=True)
    for row_number, row in enumerate(rows, start=2):
        for number, value in enumerate(row, start=1):
            _write(sheet, row_number, number, value)
    sheet.auto_filter.ref = sheet.dimensions
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


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
