"""A long csv file line by line, where a line that cannot be read costs that line and no other."""

import csv
from collections.abc import Iterator

from pejling.core.tables.formulas import as_meant
from pejling.core.tables.reading import SEPARATORS, plain_cell

MOST_JOINED = 10
"""A text between quotation marks may go on over so many lines; beyond that nobody closed it."""


def csv_lines(text: str, separator: str) -> Iterator[tuple[int, list[str] | None]]:
    """Each line's number and cells; None where a quotation mark is missing or too many. Empty lines are passed over."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        cells, taken = _parted(lines, at, separator)
        if cells is None or any(cells):
            yield at + 1, cells
        at += taken


def separator_of(lines: list[str], known: set[str]) -> str:
    """The sign that parts some line into most of the headers that are known."""

    def fit(sign: str) -> int:
        return max((len(known & {header(cell) for cell in line.split(sign)}) for line in lines), default=0)

    return max(SEPARATORS, key=fit)


def header(cell: str) -> str:
    """A header as it is compared: without quotation marks, space around it and capitals."""
    return plain_cell(cell).strip('"').strip().casefold()


def _parted(lines: list[str], at: int, separator: str) -> tuple[list[str] | None, int]:
    """The cells of the line that begins here, and how many lines of the file it takes."""
    for taken in range(1, min(MOST_JOINED, len(lines) - at) + 1):
        if taken > 1 and '"' not in lines[at]:
            break
        try:
            rows = list(csv.reader(["\n".join(lines[at : at + taken])], delimiter=separator, strict=True))
        except csv.Error:
            continue
        if taken > 1 and any("\n" in cell and cell.count(separator) > 1 for cell in rows[0]):
            break  # a mark that nobody closed has met one of another line
        return [as_meant(plain_cell(cell)) for cell in (rows[0] if rows else [])], taken
    return None, 1
