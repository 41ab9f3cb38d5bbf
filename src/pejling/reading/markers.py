"""The signs that stand before list items: bullets of every font, numbers and letters."""

import re
from dataclasses import dataclass

from pejling.reading.rules_of_reading import MONTHS

_BULLET = re.compile("(?:([\ue000-\uf8ff•‣⁃◦●○■□▪▫◆◇❑❒❖✓✔✗➢➣➤➔→►▶▸▹·∙◘☐☑])\\s*|([-–—*+»>oü])\\s+(?=\\S))")
_NUMBER = re.compile(r"(?:\((\d{1,2}|[a-zæøå])\)|(\d{1,3}|[a-zæøå])\)|(\d{1,3})\.)\s+(?=\S)")
_DECIMALS = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s+(?=[A-ZÆØÅ\"”“»])")
_AFTER_A_DATE = re.compile(rf"(?:{MONTHS}|kvartal|halvår|udgave|behandling|juli)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Marker:
    """What stands before an item: the sign of a bullet, or a number as it was typed: "1." or "1)"."""

    sign: str
    number: str = ""
    depth: int | None = None
    """How deep in its list the format says that the item stands."""

    @property
    def is_ordered(self) -> bool:
        """Whether the items are counted."""
        return bool(self.number) or self.sign == "1"

    @property
    def position(self) -> int:
        """The place that a typed number gives; 0 for letters and bullets."""
        return int(self.number) if self.number.isdigit() else 0

    @property
    def may_head(self) -> bool:
        """Whether it is a number as chapters have: "2." or "3.2", not "2)"."""
        return self.sign == "1" and bool(self.position or self.is_decimal) and self.depth is None

    @property
    def is_decimal(self) -> bool:
        """Whether it is a number of several parts, as headings have: 3.2."""
        return "." in self.number


def marker_of(text: str) -> tuple[Marker | None, str]:
    """Part the sign of a list item from its text; a date at the start of a line is text."""
    if match := _BULLET.match(text):
        return Marker(sign=match[1] or match[2]), text[match.end() :]
    if match := _DECIMALS.match(text):
        return Marker(sign="1", number=match[1]), text[match.end() :]
    if (match := _NUMBER.match(text)) and not _AFTER_A_DATE.match(text[match.end() :]):
        number = match[1] or match[2] or match[3]
        sign = "a" if not number.isdigit() else "1" if match[3] else ")"
        return Marker(sign, number), text[match.end() :]
    return None, text
