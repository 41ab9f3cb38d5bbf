"""What a spreadsheet does to a cell: errors in place of values, ids shortened, made to days or set up for reading."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

_DAMAGED = re.compile(
    r"#{3,}|#(REF|N/A|NAME\?|VALUE|DIV/0|NUM|NULL|I/T|NAVN\?|VÆRDI|REFERENCE|DIVISION/0|NUL)!?", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?E[+-]\d+", re.IGNORECASE)
_MONTHS = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_DAY = re.compile(
    rf"\d{{1,2}}[-./]\d{{1,2}}[-./]\d{{4}}|\d{{1,2}}[-. ]{{1,2}}({_MONTHS})\.?([-. ]\d+)?", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}([., ]\d{3})+|\d+[.,]0+")


def damage_in(cell: str) -> str:
    """Why a cell cannot be what was once typed in it; empty when it can."""
    if _DAMAGED.fullmatch(cell):
        return _("»%(cell)s« er en fejl i regnearket, ikke en værdi.") % {"cell": cell[:40]}
    return ""


def damage_in_id(cell: str) -> str:
    """Why an id, or another number that is only a name, was spoilt by a spreadsheet; empty when it was not."""
    if _SCIENTIFIC.fullmatch(cell):
        words = _(
            "»%(cell)s« er et langt nummer, som Excel har forkortet. Cifre er gået tabt. Gør den til tekst, og hent igen."
        )
        return words % {"cell": cell[:40]}
    if _DAY.fullmatch(cell):
        words = _(
            "»%(cell)s« er et id, som Excel har gjort til en dato. Gør kolonnen til tekst i Excel, og skriv det igen."
        )
        return words % {"cell": cell[:40]}
    return ""


def doubt_about_id(cell: str) -> str:
    """Why an id looks like a number that was set up for reading; empty when it does not."""
    if _GROUPED.fullmatch(cell):
        return _("»%(cell)s« ligner et tal, som et regneark har sat tegn i. Se efter, om det er id'et.") % {
            "cell": cell[:40]
        }
    return ""


def lost_zeros(ids: Iterable[str]) -> set[str]:
    """The ids that seem to have lost the zeros they began with: shorter than their siblings, which begin with them."""
    numbers = {each for each in ids if each.isascii() and each.isdigit()}
    widths = {len(each) for each in numbers if each.startswith("0")}
    if len(widths) != 1:
        return set()
    (width,) = widths
    return {each for each in numbers if len(each) < width}
