"""A proposal as a person goes through it: every line in order, with the kind chosen for it, or none.

A line is a proposed point, or text: of a section, or in a point. Each may be made what the other was proposed to be.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pejling.core import rich_lines
from pejling.core.richtext import from_plain
from pejling.reading.rules_of_reading import UNSURE_BELOW

TEXT = "text"
"""Chosen instead of a kind: the line is no point but stays in the text of its section."""


@dataclass(frozen=True)
class Point:
    """One proposed point: its number in reading order, how deep it stands, and what it is chosen to be."""

    number: int
    depth: int
    parent: int | None
    section: int
    title: str
    text: str
    source_line: int
    confidence: float
    proposed: str
    chosen: str
    why: str = ""
    label: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether the kind is a guess that nobody has judged."""
        return self.confidence < UNSURE_BELOW and self.chosen == self.proposed

    @property
    def is_kept(self) -> bool:
        """Whether it becomes an element."""
        return self.chosen != TEXT


def points(proposal: Mapping[str, Any], choices: Mapping[str, str]) -> list[Point]:
    """Every proposed point in reading order. `choices` gives the chosen kind, or TEXT, by a point's number as a string."""
    found: list[Point] = []
    for element, depth, parent in _walk(proposal.get("elements", []), found):
        number = len(found)
        found.append(
            Point(
                number=number,
                depth=depth,
                parent=parent,
                section=element["section"],
                title=element["title"],
                text=element["text"],
                source_line=element["source_line"],
                confidence=element["confidence"],
                proposed=element["kind"],
                chosen=choices.get(str(number), element["kind"]),
                why=element.get("why", ""),
                label=element.get("label", ""),
            )
        )
    return found


@dataclass(frozen=True)
class TextLine:
    """One line of the text around the points, or inside one, and what it is chosen to be."""

    section: int
    under: int | None
    """The number of the point that it stands in."""
    number: int
    """Its place in that text, from 0."""
    words: str
    chosen: str
    source_line: int

    @property
    def key(self) -> str:
        """How a choice names it."""
        return f"{text_key(self.section, self.under)}-{self.number}"

    @property
    def is_kept(self) -> bool:
        """Whether it becomes an element."""
        return self.chosen != TEXT


def text_key(section: int, under: int | None) -> str:
    """How a choice names a text: a section's, or the one in a point."""
    return f"text-{section}" if under is None else f"text-in-{under}"


def text_lines(
    proposal: Mapping[str, Any], choices: Mapping[str, str], source: Sequence[Sequence[Any]] = ()
) -> list[TextLine]:
    """Every line of text, section by section, and after each section's own those in its points.

    `source` are the numbered lines of the file, by which each is found in it; what is not found has the line 0.
    """
    numbers = _numbers(source)
    found = []
    for section, under, markup in _texts(proposal):
        for number, words in enumerate(rich_lines.lines(markup)):
            words = words.removeprefix("– ")
            choice = choices.get(f"{text_key(section, under)}-{number}", TEXT)
            found.append(TextLine(section, under, number, words, choice, _line_of(words, numbers)))
    return found


def _texts(proposal: Mapping[str, Any]) -> Iterator[tuple[int, int | None, str]]:
    inside: dict[int, list[Point]] = {}
    for point in points(proposal, {}):
        inside.setdefault(point.section, []).append(point)
    for section in proposal.get("sections", []):
        yield section["order"], None, section["text"]
        for point in inside.get(section["order"], []):
            if point.text:
                yield section["order"], point.number, from_plain(point.text)


def _bare(text: str) -> str:
    """The words as they are compared with the source, where a line may begin with its bullet or number."""
    return re.sub(r"^[\W\d_]+", "", text).strip().casefold()


def line_of(words: str, source: Sequence[Sequence[Any]]) -> int:
    """The number of the source line with these words, of all the numbered lines of a file; 0 when there is none."""
    return _line_of(words, _numbers(source))


def _numbers(source: Sequence[Sequence[Any]]) -> dict[str, int]:
    return {_bare(text): number for number, text in reversed(source)}


def _line_of(words: str, numbers: Mapping[str, int]) -> int:
    """The source line that a line of text came from; the first of them when it went over several."""
    bare = _bare(words)
    if bare in numbers:
        return numbers[bare]
    return next((number for text, number in numbers.items() if len(text) > 12 and bare.startswith(text)), 0)


def _walk(
    elements: list[dict[str, Any]], found: list[Point]
) -> Iterator[tuple[dict[str, Any], int, int | None]]:
    """Depth first, each with its depth and its parent's number; `found` grows by one between two steps."""
    waiting: list[tuple[dict[str, Any], int, int | None]] = [
        (element, 0, None) for element in reversed(elements)
    ]
    while waiting:
        element, depth, parent = waiting.pop()
        number = len(found)
        yield element, depth, parent
        waiting += [(child, depth + 1, number) for child in reversed(element.get("children", []))]
