"""Tables in and out, as Excel workbooks and csv: the one home of character sets, limits and bad cells.

A list of others' making is read by `read_rows`, as text: nothing is known of it but what its headers say. A workbook of our
own making comes back by `round_trip`, with its cells as they are typed, line by line, and shows what it would change before
anything is. Both are opened within the same limits. What goes out goes by `workbook`.
"""

from pejling.core.tables.reading import LARGEST, Row, Rows, UnreadableSheet, read_rows
from pejling.core.tables.round_trip import (
    Asked,
    Change,
    Preview,
    Returned,
    ReturnedRow,
    RoundTrip,
    Told,
    preview_of,
)
from pejling.core.tables.writing import CONTENT_TYPE, Value, workbook

__all__ = [
    "CONTENT_TYPE", "LARGEST", "Asked", "Change", "Preview", "Returned", "ReturnedRow", "RoundTrip", "Row", "Rows", "Told",
    "UnreadableSheet", "Value", "preview_of", "read_rows", "workbook",
]  # fmt: skip
