"""The periods of a ledger: the months of a year, and a thirteenth for what is posted after it."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pejling.core.tables.cells import BadCell, day_from

LAST = 13
_FORMS = [
    re.compile(r"(?P<month>[0-9]{1,2})"),
    re.compile(r"(?P<year>(?:19|20)[0-9][0-9])[-./ ]?[pPmM]?(?P<month>[0-9]{2})"),
    re.compile(r"(?P<year>(?:19|20)[0-9][0-9])[-./ ][pPmM]?(?P<month>[0-9]{1,2})"),
    re.compile(r"[pPmM]?(?P<month>[0-9]{1,2})[-./ ](?P<year>(?:19|20)[0-9][0-9])"),
    re.compile(r"(?P<month>[0-9]{2})(?P<year>20[0-9][0-9])"),
    re.compile(r"[pPmM](?:eriode)?\s?(?P<month>[0-9]{1,2})"),
]
_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_NAMED = re.compile(r"(?P<name>[a-z]{3,9})\.?(?:[-./ ]*(?P<year>(?:19|20)?[0-9][0-9]))?", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """A month by its number, and its year where that is written; 13 is what is posted after the year."""

    month: int
    year: int | None = None


def period_from(text: str) -> Period:
    """The period that a text writes. Raises `BadCell` for what is none."""
    plain = text.strip()
    if not plain:
        raise BadCell(_("Der er ingen periode."))
    if day := day_from(plain):
        return Period(day.month, day.year)
    for form in _FORMS:
        if found := form.fullmatch(plain):
            year = found.groupdict().get("year")
            return _within(int(found["month"]), int(year) if year else None, text)
    if (found := _NAMED.fullmatch(plain)) and found["name"][:3].lower() in _MONTHS:
        year = found["year"]
        month = _MONTHS.index(found["name"][:3].lower()) + 1
        return Period(month, int(year) + (2000 if len(year) == 2 else 0) if year else None)
    raise BadCell(_("»%(text)s« er ikke en periode.") % {"text": text[:40]})


def _within(month: int, year: int | None, text: str) -> Period:
    if not 1 <= month <= LAST:
        raise BadCell(_("»%(text)s« er ikke en periode: de går fra 1 til 13.") % {"text": text[:40]})
    return Period(month, year)
