"""A case as it was read from a file, before anybody has judged it."""

from dataclasses import dataclass
from typing import Any, Literal

Openness = Literal["open", "closed"]


@dataclass(frozen=True)
class CaseSection:
    """A text of the case under its heading; `kind` is one of those in `names.SECTION_KINDS`."""

    heading: str
    kind: str
    text: str

    def to_json(self) -> dict[str, Any]:
        """The section as `--preview json` prints it."""
        return {"heading": self.heading, "kind": self.kind, "text": self.text}


@dataclass(frozen=True)
class Recommendation:
    """What the body is asked to decide: the words that lead in, and each point as written."""

    lead: str = ""
    points: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The recommendation as `--preview json` prints it."""
        return {"lead": self.lead, "points": [{"text": each} for each in self.points]}


@dataclass(frozen=True)
class Enclosure:
    """An enclosure in its place, with the ids that the archive knows it by."""

    number: int
    title: str
    document_id: str
    record: str
    openness: Openness

    def to_json(self) -> dict[str, Any]:
        """The enclosure as `--preview json` prints it."""
        return {
            "number": self.number,
            "title": self.title,
            "document_id": self.document_id,
            "record": self.record,
            "openness": self.openness,
        }


@dataclass(frozen=True)
class EarlierDecision:
    """What an earlier body said; the date is empty where the file has none."""

    forum: str
    date: str
    text: str

    def to_json(self) -> dict[str, Any]:
        """The decision as `--preview json` prints it."""
        return {"forum": self.forum, "date": self.date, "text": self.text}


@dataclass(frozen=True)
class Fact:
    """Something else that the head of the case says of it, under the label that it has there."""

    label: str
    value: str

    def to_json(self) -> dict[str, Any]:
        """The fact as `--preview json` prints it."""
        return {"label": self.label, "value": self.value}


@dataclass(frozen=True)
class ReadCase:
    """The whole case as proposed."""

    title: str
    number: str
    openness: Openness
    responsible: str
    case_officer: str
    sections: tuple[CaseSection, ...]
    recommendation: Recommendation
    enclosures: tuple[Enclosure, ...]
    decisions: tuple[EarlierDecision, ...]
    facts: tuple[Fact, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The case as `--preview json` prints it."""
        return {
            "title": self.title,
            "number": self.number,
            "openness": self.openness,
            "responsible": self.responsible,
            "case_officer": self.case_officer,
            "sections": [each.to_json() for each in self.sections],
            "recommendation": self.recommendation.to_json(),
            "enclosures": [each.to_json() for each in self.enclosures],
            "decisions": [each.to_json() for each in self.decisions],
            "facts": [each.to_json() for each in self.facts],
            "warnings": list(self.warnings),
        }
