"""Tables in and out, as Excel workbooks and csv: the one home of character sets, limits and bad cells.

A list of others' making is read by `read_rows`, as text: nothing is known of it but what its headers say. A workbook of our
own making comes back by `RoundTrip`, line by line, and shows what it would change before anything is. Both are opened within
the same limits. What goes out goes by `xlsx_of` and `csv_of`, of the same `Column`s.
"""

from pejling.core.tables.cells import Problem
from pejling.core.tables.columns import Column, csv_of, xlsx_of
from pejling.core.tables.reading import LARGEST, Row, Rows, UnreadableSheet, read_rows
from pejling.core.tables.round_trip import (
    Change,
    Difference,
    NotApplied,
    Preview,
    Returned,
    ReturnedRow,
    RoundTrip,
)
from pejling.core.tables.writing import CSV, XLSX, Value, csv_file, workbook

__all__ = [
    "CSV", "LARGEST", "XLSX", "Change", "Column", "Difference", "NotApplied", "Preview", "Problem", "Returned",
    "ReturnedRow", "RoundTrip", "Row", "Rows", "UnreadableSheet", "Value", "csv_file", "csv_of",
    "read_rows", "workbook", "xlsx_of",
]  # fmt: skip
