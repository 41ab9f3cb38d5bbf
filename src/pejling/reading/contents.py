"""Tables of contents: they name what the document says itself further down, and would make every chapter a point twice."""

import re
from collections.abc import Sequence

from pejling.reading.source import Line

_NAME = re.compile(
    r"(?:indhold|indholds(?:fortegnelse|oversigt)|oversigt over indhold(?:et)?|contents)\W*", re.IGNORECASE
)
_LEADER = re.compile(
    r"(.*?)\s*(?:[.·_]{3,}|(?: \.){3,}|…+)[\s.…_·]*(?:side\s*)?(?:\d{1,3}|[ivx]{1,5})", re.IGNORECASE
)
_PAGE_LAST = re.compile(r"(.*?\S)[\s|·•–-]+(?:side\s*|s\.\s*)?\d{1,3}", re.IGNORECASE)
_PAGE_FIRST = re.compile(r"(?:side\s*|s\.\s*)?\d{1,3}[\s|·•–-]+(\D.*)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[-*•–])\s+(\S.*)")
_LINK = re.compile(r"(.*?\S)\s*\(#[^)]*\)")
_WORDS = re.compile(r"[^\W_]+")
_LONGEST = 200
_FEWEST_DOTTED = 3
_MOST_LINES = 4
"""An entry of a table of contents has no more lines than this."""


def contents_of(lines: Sequence[Line]) -> set[int]:
    """The places of all lines that belong to a table of contents, with the line that names it."""
    found = {index for index, line in enumerate(lines) if line.in_contents}
    said = _Said(lines)
    for index, line in enumerate(lines):
        if index not in found and _is_name(line):
            found |= _entries(said, index + 1, fewest=2)
        elif index not in found and _LEADER.fullmatch(line.text[:_LONGEST]):
            found |= _entries(said, index, fewest=_FEWEST_DOTTED)
    return found | {index for index, line in enumerate(lines) if index + 1 in found and _is_name(line)}


def _is_name(line: Line) -> bool:
    return len(line.text) < _LONGEST and bool(_NAME.fullmatch(line.text))


class _Said:
    """What each line says, and where it is said last."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.last: dict[str, int] = {}
        whole = [_key(line.text) for line in lines]
        for index, line in enumerate(lines):
            for key in (whole[index], _key(_first(_NUMBERED, line.text))):
                self.last[key] = index
            # A title may run over two lines, in the contents or further down.
            if index:
                self.last[f"{whole[index - 1]} {whole[index]}"] = index

    def names(self, index: int) -> set[str]:
        """What a line may be the entry for: itself, without its page, without its number, with the next line."""
        line = self.lines[index].text
        if len(line) > _LONGEST:
            return set()
        bare = {line, *(_first(rule, line) for rule in (_LEADER, _PAGE_LAST, _PAGE_FIRST, _LINK))}
        keys = {_key(each) for text in bare for each in (text, _first(_NUMBERED, text))}
        return keys - {""}

    def again(self, index: int, names: set[str]) -> set[str]:
        """Those of the names that are said once more further down."""
        return {name for name in names if self.last.get(name, -1) > index}

    def names_of_two(self, index: int) -> set[str]:
        """What a line and the next may be the entry for together."""
        if index + 1 >= len(self.lines):
            return set()
        first = _key(self.lines[index].text)
        return {f"{first} {name}" for name in self.names(index + 1)} if first else set()


def _entries(said: _Said, start: int, fewest: int) -> set[int]:
    """The entries that begin at a place, up to where the first chapter begins."""
    seen: set[str] = set()
    at, entries = start, 0
    while at < len(said.lines):
        names, two = said.names(at), said.again(at + 1, said.names_of_two(at))
        is_led = bool(_LEADER.fullmatch(said.lines[at].text[:_LONGEST]))
        if not is_led and names & seen:
            # The first chapter has the name that the contents gave it.
            break
        again = said.again(at, names)
        step = 1 if is_led or again else 2 if two else _lines_to_its_page(said, at)
        if not step:
            break
        seen |= again | two
        entries += 1
        at += step
    return set(range(start, at)) if entries >= fewest else set()


def _lines_to_its_page(said: _Said, start: int) -> int:
    """How many lines an entry has whose last one ends in dots and a page: a label, a title over two lines."""
    for count in range(1, _MOST_LINES + 1):
        if start + count > len(said.lines) or len(said.lines[start + count - 1].text) > _LONGEST:
            return 0
        if _LEADER.fullmatch(said.lines[start + count - 1].text):
            return count
    return 0


def _first(rule: re.Pattern[str], text: str) -> str:
    match = rule.fullmatch(text[:_LONGEST])
    return match[1] if match else ""


def _key(text: str) -> str:
    return " ".join(_WORDS.findall(text[:_LONGEST])).casefold()
