"""Workbooks that somebody hands in: opened in one way, with one set of limits, in a process of its own."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable, apart
from pejling.core.packages import kind_of, opened

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CELLS = 600_000
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_CHUNK = 1 << 20
_LONGEST_TAG = 8
"""So much of a chunk is read again with the next, for a tag that lies across the two."""


@contextmanager
def opened_workbook(data: bytes, damaged: str | Promise, other: str | Promise) -> Iterator["Workbook"]:
    """A workbook whose rows may be unfolded; `Unreadable` when it takes too much, is `damaged`, or is an `other` file."""
    # It takes its time to load, and what is read apart is not read here.
    from openpyxl import load_workbook

    with opened(data, damaged) as archive:
        if kind_of(archive) != "xlsx":
            raise Unreadable(other)
        _count_cells(archive)
        yield load_workbook(BytesIO(data), read_only=True, data_only=True)


def rows_of(data: bytes, *, most_rows: int, most_columns: int) -> list[list[Any]]:
    """The first sheet's cells as Python values; `Unreadable` in words when it is no workbook or takes too much."""
    return apart(_rows_of, data, most_rows, most_columns)


def _rows_of(data: bytes, most_rows: int, most_columns: int) -> list[list[Any]]:
    words = _("Filen kan ikke læses som et regneark. Gem det igen i Excel, og prøv igen.")
    with opened_workbook(data, words, words) as book:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its own size may be wrong
        rows = sheet.iter_rows(max_row=most_rows, max_col=most_columns, values_only=True)
        return [list(row) for row in rows]


def _count_cells(archive: zipfile.ZipFile) -> None:
    """A row is unfolded whole, however long it is: the cells are counted before any of them is.

    A sheet may have any name, so they are counted in every part.
    """
    count = 0
    for member in archive.infolist():
        with archive.open(member) as part:
            rest = b""
            while chunk := part.read(_CHUNK):
                count += len(_CELL.findall(rest + chunk)) - len(_CELL.findall(rest))
                rest = chunk[-_LONGEST_TAG:]
                if count > MOST_CELLS:
                    raise Unreadable(
                        _("Regnearket har for mange celler. Slet de tomme kolonner og rækker, og prøv igen.")
                    )
