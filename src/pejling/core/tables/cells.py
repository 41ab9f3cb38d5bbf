"""What stands in a cell, as a value; what is none is refused in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from pejling.core.keys import read_key
from pejling.core.text import clean

DAYS = ("%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y%m%d")


class BadCell(Exception):
    """A cell that cannot be read; the message says why."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and on which line of the file; None when it is about the whole of it."""

    line: int | None
    words: str


def day_from(text: str) -> date | None:
    """The day that a text writes, however a Dane or a machine writes it; None when it is none."""
    for pattern in DAYS:
        if pattern == "%Y%m%d" and len(text) != 8:
            # 010826 would be read as a day in the year 108, and 310724 in the year 3107.
            continue
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def as_day(cell: Any) -> date | None:
    """The day in a cell; an empty one has none."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell or "").strip()
    if not text:
        return None
    if (day := day_from(text)) is None:
        raise BadCell(_("»%(text)s« er ikke en dato. Skriv fx 20.11.2026.") % {"text": text[:40]})
    return day


def as_text(cell: Any, longest: int) -> str:
    """The text in a cell, composed and without control characters."""
    text = clean("" if cell is None else str(cell)).strip()
    if len(text) > longest:
        raise BadCell(_("Teksten er for lang: højst %(longest)s tegn.") % {"longest": longest})
    return text


def as_key(cell: Any, heading: str) -> int:
    """The number by which a row is known; 0 in an empty cell."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell or "0").strip()
    key = read_key(text)
    if key is None:
        raise BadCell(_("Kolonnen %(heading)s er rettet, så rækken kan ikke kendes.") % {"heading": heading})
    return key


def as_choice(cell: Any, choices: Mapping[str, str]) -> str:
    """The value that a cell names by its words or by itself; an empty one names none."""
    said = str(cell or "").strip()
    for value, words in choices.items():
        if said.lower() in (words.lower(), value.lower()):
            return value
    if said:
        words = _("»%(said)s« er ikke en af mulighederne. Vælg en af dem: %(words)s.")
        raise BadCell(words % {"said": said[:40], "words": ", ".join(choices.values())})
    return ""
