"""Reads one document of the demo from its Markdown file.

A file opens with its facts as TOML between two lines of `+++`. Then:

    # A section's title
    Its text, in paragraphs and lists.

    ## Målsætning: The element's title {#short-key}
    The element's text.
    Ansvarlig: fornavn.efternavn
    Bidrager til: document/element – the sentence that says how.

    ### Indsats: A child of the element above

The short key may be left out where nothing refers to it; it is then made from the title.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from pejling.demo.story import Document, Element, Section, Tie

DOCUMENT_KINDS = {
    "Vision": "vision", "Politik": "policy", "Kommuneplan": "municipal_plan", "Lov eller krav": "law",
    "Ledelsesgrundlag": "leadership_foundation", "Strategi": "strategy", "Planstrategi": "plan_strategy",
    "Direktionskontrakt": "directors_contract", "Pejling": "bearing", "Budgetaftale": "budget_agreement",
    "Strategiplan": "strategy_plan", "Kerneopgave": "core_task",
}  # fmt: skip
ELEMENT_KINDS = {
    "Visionsudsagn": "vision_statement", "Grundlag": "foundation", "Værdi": "value", "Krav": "requirement",
    "Prioritet": "priority", "Pejlemærke": "landmark", "Indsatsområde": "focus_area", "Målsætning": "goal",
    "Udfordring": "challenge", "Mulighed": "opportunity", "Indsats": "initiative",
    "Succeskriterium": "success_criterion",
}  # fmt: skip
VISIBILITIES = {"kladde": "draft", "delt": "shared", "intern": "internal", "offentlig": "public"}
HEADING = re.compile(r"^(?P<marks>##+) (?P<kind>\w+): (?P<title>.+?)(?: \{#(?P<key>[a-z0-9-]+)\})?$")
RESPONSIBLE = re.compile(r"^Ansvarlig: (?P<person>[a-z.]+)$")
TIE = re.compile(r"^Bidrager til: (?P<aim>[a-z0-9/-]+) – (?P<how>.+)$")


class TextError(ValueError):
    """A content file that cannot be read; the message names the file and what is wrong in it."""


@dataclass
class _Draft:
    """A section or an element while its lines are being gathered."""

    level: int
    title: str
    kind: str = ""
    key: str = ""
    responsible: str | None = None
    lines: list[str] = field(default_factory=list)
    children: list["_Draft"] = field(default_factory=list)


def read_document(path: Path) -> tuple[Document, tuple[Tie, ...]]:
    """The document in a file, and the ties that its elements name."""
    try:
        _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
        facts = tomllib.loads(front)
        key = facts.get("noegle", path.stem)
        sections, ties = read_body(body, key)
        return document_from(facts, key, sections), tuple(ties)
    except (ValueError, KeyError) as problem:
        raise TextError(f"{path.name}: {problem}") from problem


def document_from(facts: Mapping[str, Any], key: str, sections: tuple[Section, ...]) -> Document:
    """The document that the facts of a front matter describe."""
    begins, ends = (*facts.get("periode", ()), None, None)[:2]
    return Document(
        key=key, kind=DOCUMENT_KINDS[facts["type"]], title=facts["titel"], unit=facts["enhed"],
        responsible=facts.get("ansvarlig"), forum=facts.get("forum"), period_from=begins, period_to=ends,
        review_on=facts.get("revision"), adopted_on=facts.get("vedtaget"),
        in_force_from=facts.get("i_kraft", facts.get("vedtaget")),
        visibility=VISIBILITIES[facts.get("synlighed", "offentlig")],
        created_on=_day(facts, "oprettet"), last_changed_on=_day(facts, "aendret"),
        shared_with=tuple(facts.get("delt_med", ())), addressed_to=tuple(facts.get("til", ())),
        is_cross_cutting=facts.get("tvaergaaende", False), reason=facts.get("begrundelse", ""),
        source=facts.get("kilde", ""), sections=sections,
    )  # fmt: skip


def _day(facts: Mapping[str, Any], name: str) -> date:
    day = facts[name]
    if not isinstance(day, date):
        raise ValueError(f"{name} skal være en dato")
    return day


def read_body(body: str, key: str) -> tuple[tuple[Section, ...], list[Tie]]:
    """The sections of a document's text, and the ties found in it."""
    sections: list[_Draft] = []
    path: list[_Draft] = []
    ties: list[Tie] = []
    for line in body.splitlines():
        if line.startswith("#"):
            path = _opened(line, key, path)
            if path[-1].level == 1:
                sections.append(path[-1])
        elif path:
            _take(line, path[-1], ties)
        elif line.strip():
            raise ValueError(f"tekst før den første overskrift: {line!r}")
    return tuple(Section(s.title, _text(s), _elements(s)) for s in sections), ties


def _opened(line: str, key: str, path: list[_Draft]) -> list[_Draft]:
    """The path from the section down to the section or element that a heading opens."""
    if line.startswith("# "):
        return [_Draft(1, line[2:].strip())]
    match = HEADING.match(line)
    if match is None or match["kind"] not in ELEMENT_KINDS:
        raise ValueError(f"ukendt overskrift: {line!r}")
    level = len(match["marks"])
    kept = [draft for draft in path if draft.level < level]
    if not kept or kept[-1].level != level - 1:
        raise ValueError(f"overskriften springer et niveau over: {line!r}")
    element_key = f"{key}/{match['key'] or slug(match['title'])}"
    draft = _Draft(level, match["title"], ELEMENT_KINDS[match["kind"]], element_key)
    kept[-1].children.append(draft)
    return [*kept, draft]


def _take(line: str, draft: _Draft, ties: list[Tie]) -> None:
    if (match := RESPONSIBLE.match(line)) and draft.kind:
        draft.responsible = match["person"]
    elif (match := TIE.match(line)) and draft.kind:
        ties.append(Tie(draft.key, match["aim"], match["how"]))
    elif line.startswith(("Ansvarlig:", "Bidrager til:")):
        raise ValueError(f"linjen kan ikke læses: {line!r}")
    else:
        draft.lines.append(line)


def _text(draft: _Draft) -> str:
    return "\n".join(draft.lines).strip()


def _elements(draft: _Draft) -> tuple[Element, ...]:
    return tuple(
        Element(child.key, child.kind, child.title, _text(child), child.responsible, _elements(child))
        for child in draft.children
    )


def plain(text: str) -> str:
    """Text in the letters a-z: æ, ø and å as ae, oe and aa, other accents dropped."""
    for letter, letters in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), ("ö", "oe")):
        text = text.replace(letter, letters).replace(letter.upper(), letters.capitalize())
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(title: str) -> str:
    """A short key made from a title, without the years, which move."""
    words = re.findall(r"[a-z0-9]+", plain(title).lower())
    return "-".join(word for word in words if not re.fullmatch(r"20\d\d", word))[:60].strip("-")
