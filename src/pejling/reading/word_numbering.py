"""The numbers and words that Word sets before paragraphs and writes nowhere in the text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pejling.reading.word_tags import attribute, tag, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_WORD = re.compile(r"[^\W\d_]{3}")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class _Level:
    kind: str
    text: str
    start: int


class Numbering:
    """The lists of one file, and how far each has counted."""

    def __init__(self, numbering: Element | None) -> None:
        root = numbering if numbering is not None else Element("none")
        definitions = {
            attribute(each, "abstractNumId"): _levels(each) for each in root.findall(tag("abstractNum"))
        }
        self._list_of = {
            attribute(each, "numId"): value(each, "abstractNumId") for each in root.findall(tag("num"))
        }
        self._definitions = definitions
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)

    def kind(self, number: str, level: int) -> str:
        """The format of a level: a bullet, numbers or letters."""
        found = self._level(number, level)
        return found.kind if found else "bullet"

    def has_words(self, number: str, level: int) -> bool:
        """Whether the level sets words before its paragraphs, as "Mål %1:" does."""
        found = self._level(number, level)
        return bool(found and _WORD.search(_PLACE.sub("", found.text)))

    def label(self, number: str, level: int) -> str:
        """What stands before the next paragraph of a list, counted on; nothing before a bullet."""
        found = self._level(number, level)
        if found is None or found.kind in {"bullet", "none"}:
            return ""
        counts = self._counts[self._list_of[number]]
        counts[level] = counts[level] + 1 if counts[level] else found.start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return _PLACE.sub(lambda match: self._shown(number, int(match[1]) - 1, counts), found.text).strip()

    def _shown(self, number: str, level: int, counts: list[int]) -> str:
        found = self._level(number, level)
        return _written(counts[level] or 1, found.kind if found else "decimal")

    def _level(self, number: str, level: int) -> _Level | None:
        return self._definitions.get(self._list_of.get(number, ""), {}).get(level)


def _levels(definition: Element) -> dict[int, _Level]:
    found = {}
    for level in definition.findall(tag("lvl")):
        place, start = attribute(level, "ilvl"), value(level, "start")
        found[int(place) if place.isdigit() else 0] = _Level(
            value(level, "numFmt"), value(level, "lvlText"), int(start) if start.isdigit() else 1
        )
    return found


def _written(count: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"} and count <= len(_LETTERS):
        letter = _LETTERS[count - 1]
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and count < 40:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        written += sign * (count // worth)
        count %= worth
    return written
