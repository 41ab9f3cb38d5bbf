"""A proposal as a person goes through it: every proposed point in order, with the kind chosen for it, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pejling.core.richtext import from_plain
from pejling.direction.imports.rules_of_reading import UNSURE_BELOW

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
    def markup(self) -> str:
        """Its text, which is plain, as rich text."""
        return from_plain(self.text)

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
