"""What the rules propose: sections and points, for a person to judge before anything is saved."""

from dataclasses import dataclass
from typing import Any

from pejling.reading.rules_of_reading import UNSURE_BELOW


@dataclass(frozen=True)
class ProposedSection:
    """A part of the document with its running text."""

    title: str
    text: str
    """Rich text of p, h3, h4, ul, ol, li and table alone."""
    level: int
    order: int
    source_line: int

    def to_json(self) -> dict[str, Any]:
        """The section as `--preview json` prints it."""
        return {
            "title": self.title,
            "text": self.text,
            "level": self.level,
            "order": self.order,
            "source_line": self.source_line,
        }


@dataclass(frozen=True)
class ProposedElement:
    """A point that the document makes, of the kind that the rules take it for."""

    kind: str
    title: str
    text: str
    section: int
    """The order of the section that it stands in."""
    order: int
    """Its place among its siblings, from 1."""
    source_line: int
    confidence: float
    children: tuple["ProposedElement", ...] = ()
    label: str = ""
    """The word before its title that the kind now says: "Fokus", "Succeskriterium"."""
    why: str = ""

    @property
    def is_unsure(self) -> bool:
        """Whether a person should look twice."""
        return self.confidence < UNSURE_BELOW

    def to_json(self) -> dict[str, Any]:
        """The point and all below it as `--preview json` prints them."""
        return {
            "kind": self.kind,
            "title": self.title,
            "text": self.text,
            "section": self.section,
            "order": self.order,
            "source_line": self.source_line,
            "confidence": self.confidence,
            "label": self.label,
            "why": self.why,
            "children": [child.to_json() for child in self.children],
        }


@dataclass(frozen=True)
class Proposal:
    """The whole document as proposed."""

    title: str
    sections: tuple[ProposedSection, ...]
    elements: tuple[ProposedElement, ...]
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The proposal as `--preview json` prints it."""
        return {
            "title": self.title,
            "sections": [section.to_json() for section in self.sections],
            "elements": [element.to_json() for element in self.elements],
            "warnings": list(self.warnings),
        }
