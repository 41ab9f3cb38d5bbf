"""Page headers, footers and page numbers: what the page added to the text, found and set aside."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from pejling.reading.characters import single_spaced
from pejling.reading.contents import contents_of
from pejling.reading.markers import marker_of
from pejling.reading.source import Line, Source
from pejling.reading.wording import names_a_kind

_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:side|s\.|page)\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?[-–—\s]*|\d{1,4}\s*(?:/|af)\s*\d{1,4}"
    r"|[-–—]\s*\d{1,4}\s*[-–—]",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_WIDE_NUMBER = re.compile(r"(\S.{3,120}?)(?: {4,}|\.{4,}|(?: \.){4,}) *(?:side )?(\d{1,3})", re.IGNORECASE)
_LAST_NUMBER = re.compile(
    r"(\D*\S.{2,120}?)\s+(?:side |[|·•-]\s*)*(\d{1,3})(?:\s*(?:af|/)\s*\d{1,4})?", re.IGNORECASE
)
_NO_LETTERS = re.compile(r"[\W\d_]+")
_DIGITS = re.compile(r"\d+")
_FEWEST_PAGES = 3
_FEWEST_LINES = 5
"""Two page numbers have at least so many lines between them."""
_LINES_AT_EDGE = 2
_LONGEST = 160


@dataclass(frozen=True)
class WithoutFurniture:
    """The lines that are text, and what repeated around them."""

    lines: tuple[Line, ...]
    furniture: tuple[str, ...]
    numbered: frozenset[int]
    """Numbers of lines that end in a wide space and a number, as in a table of contents or of figures."""
    has_contents: bool = False
    """Whether a table of contents was among what was set aside."""


def set_aside(source: Source) -> WithoutFurniture:
    """Part the text from what the pages carry around it."""
    parted = (
        _by_pages(source)
        if source.format in {"txt", "pdf"}
        else WithoutFurniture(source.lines, source.margins, frozenset())
    )
    contents = contents_of(parted.lines)
    kept = tuple(line for index, line in enumerate(parted.lines) if index not in contents)
    return replace(parted, lines=kept, has_contents=bool(contents))


def _by_pages(source: Source) -> WithoutFurniture:
    lines = source.lines
    contents, lone = _wide_numbers(lines)
    dropped = {index for index, line in enumerate(lines) if _fits(_PAGE_NUMBER, line.text)}
    dropped |= lone | _numbered_headers(lines) | _repeated_in_margins(lines, source) | _counting(lines)
    kept = tuple(line for index, line in enumerate(lines) if index not in dropped)
    shown = dict.fromkeys(single_spaced(_stripped(lines[index].text)) for index in sorted(dropped))
    return WithoutFurniture(
        kept,
        tuple(text for text in shown if any(character.isalpha() for character in text)),
        frozenset(lines[index].number for index in contents),
    )


def once_each(texts: Iterable[str]) -> tuple[str, ...]:
    """Texts that differ in their numbers only are told of once, in the form that has the fewest of them."""
    found: dict[str, str] = {}
    for text in texts:
        words = single_spaced(_NO_LETTERS.sub(" ", text)).casefold()
        if words not in found or len(text) < len(found[words]):
            found[words] = text
    return tuple(found.values())


def _fits(rule: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Hold a line against a rule; a longer one than a page's edge can be is text, and is not searched."""
    return rule.fullmatch(text) if len(text) <= _LONGEST else None


def _stripped(text: str) -> str:
    """A header without its page number."""
    if _fits(_PAGE_NUMBER, text):
        return ""
    match = _fits(_WIDE_NUMBER, text) or _fits(_LAST_NUMBER, text)
    return match[1] if match else text


def _wide_numbers(lines: tuple[Line, ...]) -> tuple[set[int], set[int]]:
    """Text, a wide space and a number: many in a row are a table of contents, one alone is a page's edge."""
    found = {index for index, line in enumerate(lines) if _fits(_WIDE_NUMBER, line.text)}
    contents = {index for index in found if index - 1 in found or index + 1 in found}
    alone = {
        index for index in found - contents if "...." not in lines[index].text and _stands_apart(lines, index)
    }
    return contents, alone


def _stands_apart(lines: tuple[Line, ...], index: int) -> bool:
    """Whether empty space or the page's end is above and below: a figure in a column is no page number."""
    following = lines[index + 1] if index + 1 < len(lines) else None
    above = index == 0 or lines[index].gap > 0 or lines[index].page != lines[index - 1].page
    below = following is None or following.gap > 0 or following.page != lines[index].page
    return above and below


def _numbered_headers(lines: tuple[Line, ...]) -> set[int]:
    """The same words again and again, counting the pages: "Sundhedspolitik for alle 4", "... 5", "... 6"."""
    groups: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        match = _fits(_LAST_NUMBER, line.text)
        if match and " " in match[1].strip() and not names_a_kind(match[1]) and not marker_of(line.text)[0]:
            groups[single_spaced(match[1]).casefold()].append((index, int(match[2])))
    found: set[int] = set()
    for group in groups.values():
        counts = all(b == a + 1 and j - i >= _FEWEST_LINES for (i, a), (j, b) in pairwise(group))
        if len(group) >= _FEWEST_PAGES and counts:
            found.update(index for index, _number in group)
    return found


def _repeated_in_margins(lines: tuple[Line, ...], source: Source) -> set[int]:
    """Lines that stand in the margins of several pages with the same words."""
    if not source.has_pages:
        return {index for index, line in enumerate(lines) if line.at_edge and _fits(_BARE_NUMBER, line.text)}
    pages: dict[str, set[int]] = defaultdict(set)
    places: dict[str, list[int]] = defaultdict(list)
    for index in _at_edges(lines, source):
        words = _DIGITS.sub("#", single_spaced(lines[index].text)).casefold()
        pages[words].add(lines[index].page)
        places[words].append(index)
    fewest = max(2, min(_FEWEST_PAGES, lines[-1].page))
    return {
        index
        for words, on in pages.items()
        if len(on) >= fewest and not names_a_kind(words.replace("#", ""))
        for index in places[words]
    }


def _at_edges(lines: tuple[Line, ...], source: Source) -> list[int]:
    if source.format == "pdf":
        return [index for index, line in enumerate(lines) if line.at_edge]
    by_page: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        by_page[line.page].append(index)
    edges = ({*on[:_LINES_AT_EDGE], *on[-_LINES_AT_EDGE:]} for on in by_page.values())
    return sorted(index for on in edges for index in on)


def _counting(lines: tuple[Line, ...]) -> set[int]:
    """Numbers alone on a line that count the pages: 1, 2, 3 with text between them."""
    alone = [(index, int(line.text)) for index, line in enumerate(lines) if _fits(_BARE_NUMBER, line.text)]
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, number in alone:
        if run and (number != run[-1][1] + 1 or index - run[-1][0] < _FEWEST_LINES):
            run = []
        run.append((index, number))
        if len(run) >= _FEWEST_PAGES:
            found.update(place for place, _number in run)
    return found
