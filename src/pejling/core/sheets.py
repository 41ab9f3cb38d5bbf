"""Lists as Excel workbooks."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | date | None


def workbook(title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Value]]) -> bytes:
    """A workbook of one sheet. `columns` are headings with widths in characters; dates stay dates, text is never a formula."""
    book = Workbook(write_only=True)
    sheet: WriteOnlyWorksheet = book.create_sheet(ILLEGAL_CHARACTERS_RE.sub("", title)[:31])
    sheet.freeze_panes = "A2"
    for number, (_heading, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_heading_cell(sheet, heading) for heading, _width in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _heading_cell(sheet: "WriteOnlyWorksheet", heading: str) -> WriteOnlyCell:
    cell = _cell(sheet, heading)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: "WriteOnlyWorksheet", value: Value) -> WriteOnlyCell:
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, date):
        cell.number_format = "dd.mm.yyyy"
    return cell
