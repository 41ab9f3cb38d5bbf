"""What stands in a cell, as a value; what is none is refused in words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.formats import DAYS, MOMENTS
from pejling.core.keys import read_key
from pejling.core.text import clean

_GROUPED = re.compile(r"[-+]?[1-9]\d{0,2}([.\s]\d{3})+(,\d+)?")
_LONGEST_NUMBER = 400
_YES, _NO = ("ja", "x", "1", "true", "sand"), ("nej", "0", "false", "falsk")


class BadCell(Exception):
    """A cell that cannot be read; the message says why."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, and on which line of the file; None when it is about the whole of it."""

    line: int | None
    words: str


def day_from(text: str) -> date | None:
    """The day that a text writes, however a Dane or a machine writes it; None when it is none."""
    for pattern in (*DAYS, "%Y%m%d"):
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


def as_moment(cell: Any) -> datetime | None:
    """The moment in a cell, by the Danish clock; a day alone begins at midnight, and an empty cell has none."""
    if isinstance(cell, datetime):
        return timezone.make_aware(cell) if timezone.is_naive(cell) else cell
    text = str(cell or "").strip()
    for pattern in MOMENTS:
        try:
            return timezone.make_aware(datetime.strptime(text, pattern))  # noqa: DTZ007 - made aware at once
        except ValueError:
            continue
    day = as_day(cell)
    return timezone.make_aware(datetime.combine(day, time())) if day else None


def as_number(cell: Any) -> Decimal | None:
    """The number in a cell as a Dane writes it, 1.234,5, or as a machine does; an empty one has none."""
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return Decimal(cell)
    if isinstance(cell, float):
        return Decimal(f"{cell:.15g}")
    text = str("" if cell is None else cell).strip()
    if not text:
        return None
    plain = text.replace("−", "-")
    plain = re.sub(r"[.\s]", "", plain) if _GROUPED.fullmatch(plain) else plain
    plain = plain.replace(",", ".")
    try:
        number = Decimal(plain) if len(plain) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise BadCell(_("»%(text)s« er ikke et tal. Skriv fx 1234,5.") % {"text": text[:40]})
    return number


def as_yes(cell: Any) -> bool | None:
    """Whether a cell says yes; an empty one says neither."""
    text = str("" if cell is None else cell).strip().lower()
    if not text:
        return None
    if text in _YES or text == _("ja"):
        return True
    if text in _NO or text == _("nej"):
        return False
    raise BadCell(_("»%(text)s« er hverken ja eller nej.") % {"text": text[:40]})


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
