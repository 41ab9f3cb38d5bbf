"""Kroner as ledgers write them, in whole øre."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from pejling.core.tables.cells import BadCell

MOST_DIGITS = 15
_CURRENCY = re.compile(r"(?i)^(kr\.?|dkk)|(kr\.?|dkk)$")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f']")


def oere_from(text: str, *, decimal: str) -> int:
    """The amount in øre. A minus may stand before, behind, or as parentheses. Raises `BadCell` for what is no amount."""
    plain = _SPACES.sub("", text).replace("−", "-").replace("–", "-")
    if not plain:
        raise BadCell(_("Der er intet beløb."))
    plain = _CURRENCY.sub("", plain)
    is_negative, digits = _without_sign(plain)
    written = _number(decimal).fullmatch(digits)
    if not written or len(digits) > MOST_DIGITS + 5:
        raise BadCell(_("»%(text)s« er ikke et beløb.") % {"text": text[:40]})
    whole, fraction = written["whole"], written["fraction"] or ""
    if fraction.strip("0") and len(fraction.rstrip("0")) > 2:
        raise BadCell(_("»%(text)s« har mere end to decimaler.") % {"text": text[:40]})
    oere = int(re.sub(r"\D", "", whole) or "0") * 100 + int(fraction[:2].ljust(2, "0"))
    return -oere if is_negative else oere


def _without_sign(text: str) -> tuple[bool, str]:
    """Whether it is less than nothing, and what stands beside the sign. Two signs are none that we know."""
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1]
    if text.startswith("-"):
        return True, text[1:]
    if text.endswith("-"):
        return True, text[:-1]
    return False, text.removeprefix("+")


def _number(decimal: str) -> re.Pattern[str]:
    """Digits alone or in groups of three, and decimals behind the decimal sign."""
    point, between = re.escape(decimal), re.escape("," if decimal == "." else ".")
    return re.compile(
        rf"(?P<whole>\d{{1,3}}(?:{between}\d{{3}})+|\d+|(?={point}\d))(?:{point}(?P<fraction>\d*))?",
        re.ASCII,
    )


def kroner_text(oere: int) -> str:
    """Kroner with two decimals behind a point, as a machine reads them."""
    return f"{Decimal(oere) / 100:.2f}"
