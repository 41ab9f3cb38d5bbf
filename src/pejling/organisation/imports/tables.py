"""Bytes of a CSV file to lines of named cells, whatever Excel and its settings have made of them."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from pejling.core.text import clean, clean_line
from pejling.organisation.imports.columns import FileKind, column_of, kind_of
from pejling.organisation.imports.plan import Problem

LARGEST = 20 * 1024 * 1024
MOST_LINES = 50_000
LONGEST_CELL = 1_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_CSV = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


class Unreadable(Exception):
    """The file cannot be read as a table; the message says why and what to do."""

    def __init__(self, words: str, line: int | None = None) -> None:
        super().__init__(words)
        self.problem = Problem(line, words)


@dataclass(frozen=True)
class Line:
    """One line of the file: where it stands and what its cells say, by column."""

    number: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell of a column; empty when the file has no such column."""
        return self.cells.get(column, "")


@dataclass
class Table:
    """A file as lines, with the headers that nobody has a use for."""

    kind: FileKind
    lines: list[Line] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def table_from(data: bytes) -> Table:
    """Read the file. Raises `Unreadable` when it is no such table at all; single bad lines are its `problems`."""
    text = _decode(data)
    first, rest = _headers(text)
    delimiter = _delimiter(first)
    rows = _rows(rest, delimiter)
    number, headers = next(rows, (1, []))
    kind, columns = _understood(headers, number)
    table = Table(
        kind,
        unused=[header for header, column in zip(headers, columns, strict=True) if header and not column],
    )
    for number, cells in rows:
        _add(table, number, cells, columns)
    if not table.lines and not table.problems:
        raise Unreadable(_("Filen har kun overskrifter og ingen linjer."))
    return table


def _understood(headers: list[str], number: int) -> tuple[FileKind, list[str | None]]:
    """What the file is, and what each of its columns means; None for those that mean nothing to us."""
    columns = [column_of(header) for header in headers]
    known = [column for column in columns if column]
    kind = kind_of(set(known))
    if kind is None:
        raise Unreadable(
            _(
                "Overskrifterne passer hverken til enheder (enhed_id; enhed; ...) eller til personer (navn; e-mail; ...)."
            ),
            number,
        )
    if twice := {column for column in known if known.count(column) > 1}:
        raise Unreadable(
            _("To kolonner betyder det samme: %(names)s.") % {"names": _same(headers, columns, twice)}, number
        )
    if kind is FileKind.UNITS and "unit" not in known:
        columns = ["unit" if column == "name" else column for column in columns]
    return kind, columns


def _decode(data: bytes) -> str:
    if not data.strip():
        raise Unreadable(_("Filen er tom."))
    if len(data) > LARGEST:
        raise Unreadable(_("Filen er for stor. Den må højst fylde 20 MB."))
    if data.startswith(_NOT_CSV):
        raise Unreadable(
            _("Det er ikke en CSV-fil. Åbn den i Excel, og gem den som CSV (semikolonsepareret).")
        )
    return clean(_as_text(data))


def _as_text(data: bytes) -> str:
    """By its mark, else UTF-16 by its many zeros, else UTF-8, else Windows-1252 as older Danish Excel writes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    sample = data[:2_000]
    if sample.count(0) > len(sample) // 4:
        little = sample[1::2].count(0) > sample[0::2].count(0)
        return data.decode("utf-16-le" if little else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _headers(text: str) -> tuple[str, "io.StringIO"]:
    """The first line, after the `sep=;` that Excel may put above it, and the whole from there on, lines counted right."""
    lead, _end, rest = text.partition("\n")
    if lead.lower().startswith("sep="):
        return rest.partition("\n")[0], io.StringIO("\n" + rest, newline="")
    return lead, io.StringIO(text, newline="")


def _delimiter(first: str) -> str:
    """The sign that parts the first line into most headers that we know."""
    return max(
        ";,\t|", key=lambda sign: (sum(bool(column_of(h)) for h in first.split(sign)), first.count(sign))
    )


def _rows(text: "io.StringIO", delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Lines with something in them, each with the number of the line that it begins on."""
    reader = csv.reader(text, delimiter=delimiter)
    start = 1
    try:
        for count, row in enumerate(reader):
            if count > MOST_LINES:
                raise Unreadable(_("Filen har for mange linjer. Del den, så hver del højst har 50.000."))
            cells = [clean_line(cell) for cell in row]
            if reader.line_num - start > 50 or any(len(cell) > LONGEST_CELL for cell in cells):
                raise Unreadable(
                    _("Teksten er alt for lang. Der mangler nok et anførselstegn, som slutter den."), start
                )
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(_("Linjen kan ikke læses. Der mangler nok et anførselstegn."), start) from error


def _add(table: Table, number: int, cells: list[str], columns: list[str | None]) -> None:
    if any(cells[len(columns) :]):
        words = _(
            "Linjen har flere felter end overskriften. Står der et skilletegn i en tekst uden anførselstegn?"
        )
        table.problems.append(Problem(number, words))
        return
    named = {column: cell for column, cell in zip(columns, cells, strict=False) if column}
    if any(named.values()):
        table.lines.append(Line(number, named))


def _same(headers: list[str], columns: list[str | None], twice: set[str]) -> str:
    return ", ".join(header for header, column in zip(headers, columns, strict=True) if column in twice)
