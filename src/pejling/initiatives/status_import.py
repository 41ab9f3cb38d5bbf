"""A workbook of status that comes back: which rows say something new, and which cannot be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable
from pejling.core.keys import read_key
from pejling.core.text import clean
from pejling.core.workbooks import rows_of
from pejling.files.content import refuse_upload
from pejling.initiatives.models import Level
from pejling.initiatives.status_export import HEADINGS

MOST_ROWS = 5_000
MOST_COLUMNS = 100
LONGEST = 1_000
NEEDED = frozenset({"pk", "seen", "new_level", "new_sentence", "new_expected_on"})
DAYS = ("%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")


@dataclass(frozen=True)
class Read:
    """A row with something new in it: its number in the sheet, which initiative, and what is told."""

    number: int
    pk: int
    seen: int
    level: str
    sentence: str
    expected_on: date | None


@dataclass(frozen=True)
class Sheet:
    """What was read. `problems` name rows by their number; a row with a problem is not among the others."""

    rows: tuple[Read, ...]
    problems: tuple[tuple[int, str], ...]


class Wrong(Exception):
    """A row that cannot be read; the message says why."""


def read_sheet(name: str, stream: IO[bytes], size: int) -> Sheet:
    """The rows of a workbook. ValidationError in words when it is no such workbook, is harmful, or is too large."""
    if not name.lower().endswith(".xlsx"):
        raise ValidationError(_("Vælg en Excel-fil (.xlsx), som du har hentet her."))
    refuse_upload(name, stream, size)
    return _read(_cells_of(stream.read()))


def _cells_of(data: bytes) -> list[list[Any]]:
    try:
        return rows_of(data, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS)
    except Unreadable as refused:
        raise ValidationError(str(refused)) from refused


def _read(cells: list[list[Any]]) -> Sheet:
    headings = [str(cell or "").strip().lower() for cell in cells[0]] if cells else []
    columns = {
        name: headings.index(heading.lower()) for name, heading, _w in HEADINGS if heading.lower() in headings
    }
    if not columns.keys() >= NEEDED:
        raise ValidationError(
            _("Overskrifterne mangler. Hent et regneark her, og lad kolonnerne id, version og »Ny ...« stå.")
        )
    if len(cells) > MOST_ROWS + 1:
        raise ValidationError(_("Regnearket har mere end 5.000 rækker. Del det i flere."))
    rows: list[Read] = []
    problems: list[tuple[int, str]] = []
    for number, row in _told(cells, columns):
        try:
            rows.append(_row(number, row))
        except Wrong as wrong:
            problems.append((number, str(wrong)))
    return Sheet(*_once(rows, problems))


def _told(cells: list[list[Any]], columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows in which something new is written, each by the number that Excel shows."""
    for number, row in enumerate(cells[1:], start=2):
        named = {name: row[place] if place < len(row) else None for name, place in columns.items()}
        if any(str(named[name] or "").strip() for name in ("new_level", "new_sentence", "new_expected_on")):
            yield number, named


def _row(number: int, row: Mapping[str, Any]) -> Read:
    sentence = clean(str(row["new_sentence"] or "")).strip()
    if len(sentence) > LONGEST:
        raise Wrong(_("Sætningen er for lang: højst 1.000 tegn."))
    return Read(
        number=number,
        pk=_number(row["pk"], "id"),
        seen=_number(row["seen"] or 0, "version"),
        level=_level(row["new_level"]),
        sentence=sentence,
        expected_on=_day(row["new_expected_on"]),
    )


def _number(cell: Any, heading: str) -> int:
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "0").strip()
    number = read_key(text)
    if number is None:
        raise Wrong(_("Kolonnen %(heading)s er rettet, så rækken kan ikke kendes.") % {"heading": heading})
    return number


def _level(cell: Any) -> str:
    said = str(cell or "").strip()
    if not said:
        raise Wrong(_("Vælg en ny status. En sætning eller en dato alene er ikke nok."))
    for level in Level:
        if said.lower() in (str(level.label).lower(), level.value):
            return level.value
    words = ", ".join(str(label) for label in Level.labels)
    raise Wrong(
        _("»%(said)s« er ikke en status. Vælg en af dem: %(words)s.") % {"said": said[:40], "words": words}
    )


def _day(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell or "").strip()
    if not text:
        return None
    for pattern in DAYS:
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise Wrong(_("»%(text)s« er ikke en dato. Skriv fx 20.11.2026.") % {"text": text[:40]})


def _once(
    rows: list[Read], problems: list[tuple[int, str]]
) -> tuple[tuple[Read, ...], tuple[tuple[int, str], ...]]:
    """An initiative that stands in two rows is told of by neither: nobody can know which was meant."""
    seen: dict[int, list[Read]] = {}
    for row in rows:
        seen.setdefault(row.pk, []).append(row)
    single = tuple(row for row in rows if len(seen[row.pk]) == 1)
    twice = [(row.number, _("Indsatsen står i flere rækker.")) for row in rows if len(seen[row.pk]) > 1]
    return single, tuple(sorted([*problems, *twice]))
