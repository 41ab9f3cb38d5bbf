"""Which columns of a ledger hold what, and how its amounts are written. No ledger's shape is taken for granted."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

COLUMNS = ("account", "unit", "period", "amount", "text")
NEEDED = ("account", "amount")
OTHERS = ("delimiter", "decimal", "sign", "skip_totals")
AS_IS, REVERSED = "as_is", "reversed"
TOTALS = (
    "i alt", "ialt", "total", "totalt", "sum", "subtotal", "hovedtotal", "kontroltotal", "kontrolsum", "slutsum", "saldo",
)  # fmt: skip
"""The words that a total line begins with."""
_TAB = {"tab": "\t", "\\t": "\t"}


class BadColumnMapping(Exception):
    """The mapping cannot be used; the message says why."""


@dataclass(frozen=True)
class ColumnMapping:
    """The header of each column that is used, and the manners of the file."""

    columns: dict[str, str]
    delimiter: str = ""
    """Empty: it is seen from the headers."""
    decimal: str = ","
    is_reversed: bool = False
    """Whether income and spending stand with the other sign than ours."""
    totals: tuple[str, ...] = TOTALS
    """Lines that begin with one of these are held against the lines above and not counted; none: every line counts."""


def mapping_from(data: bytes) -> ColumnMapping:
    """The mapping in a JSON file. Raises `BadColumnMapping`."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadColumnMapping(_("Kortlægningen er ikke JSON.")) from error
    if not isinstance(told, dict):
        raise BadColumnMapping(_("Kortlægningen er ikke et JSON-objekt."))
    if unknown := sorted(set(told) - {*COLUMNS, *OTHERS}):
        words = _("Kortlægningen har nøgler, som ikke kendes: %(names)s.")
        raise BadColumnMapping(words % {"names": ", ".join(unknown)[:200]})
    columns = {name: _text(told, name) for name in COLUMNS if told.get(name) is not None}
    if absent := [name for name in NEEDED if not columns.get(name)]:
        raise BadColumnMapping(_("Kortlægningen mangler %(names)s.") % {"names": ", ".join(absent)})
    return ColumnMapping(
        columns,
        delimiter=_sign_between(told),
        decimal=_one_of(told, "decimal", (",", ".")),
        is_reversed=_one_of(told, "sign", (AS_IS, REVERSED)) == REVERSED,
        totals=_totals(told.get("skip_totals", True)),
    )


def _text(told: dict[str, Any], name: str) -> str:
    if not isinstance(told[name], str) or not told[name].strip():
        raise BadColumnMapping(
            _("»%(name)s« i kortlægningen skal være navnet på en kolonne.") % {"name": name}
        )
    return str(told[name])


def _sign_between(told: dict[str, Any]) -> str:
    sign = told.get("delimiter") or ""
    sign = _TAB.get(sign, sign) if isinstance(sign, str) else None
    if sign is None or len(sign) > 1 or sign in ('"', "\n", "\r"):
        raise BadColumnMapping(_("»delimiter« i kortlægningen skal være ét tegn."))
    return sign


def _one_of(told: dict[str, Any], name: str, choices: tuple[str, ...]) -> str:
    """What is chosen; the first where nothing is."""
    chosen = told.get(name)
    if chosen is None:
        return choices[0]
    if chosen not in choices:
        words = _("»%(name)s« i kortlægningen skal være en af: %(choices)s.")
        raise BadColumnMapping(words % {"name": name, "choices": " ".join(choices)})
    return str(chosen)


def _totals(told: Any) -> tuple[str, ...]:
    if isinstance(told, bool):
        return TOTALS if told else ()
    words = [told] if isinstance(told, str) else told
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise BadColumnMapping(
            _("»skip_totals« i kortlægningen skal være true, false eller en liste af ord.")
        )
    return tuple(word.strip().casefold() for word in words)
