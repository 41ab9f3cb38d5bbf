"""What the tests of import share: fixtures read, words counted, points told in short."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

from docx.document import Document

from pejling.reading import Proposal, ProposedElement, Source, propose, read_source
from pejling.reading.mending import mend

FIXTURES = Path(__file__).parent / "fixtures"
_WORD = re.compile(r"\w+")


def proposed(name: str) -> Proposal:
    """The proposal for one of our own fixtures."""
    return propose(read_source((FIXTURES / name).read_bytes(), name))


def proposed_text(text: str) -> Proposal:
    """The proposal for a text."""
    return propose(read_source(text.encode(), "plan.txt"))


def saved(document: Document) -> bytes:
    """A Word document as a file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def walked(elements: Iterable[ProposedElement]) -> Iterator[ProposedElement]:
    """Every point with all below it."""
    for element in elements:
        yield element
        yield from walked(element.children)


def of_kind(proposal: Proposal, kind: str) -> list[str]:
    """The titles of the points of a kind, in the order of the document."""
    return [element.title for element in walked(proposal.elements) if element.kind == kind]


def tree(elements: Iterable[ProposedElement]) -> list[tuple[str, str, list[Any]]]:
    """Kind, title and children of each point."""
    return [(element.kind, element.title, [*tree(element.children)]) for element in elements]


def section_texts(proposal: Proposal) -> dict[str, str]:
    """The text of each section without its tags."""
    return {section.title: plain(section.text) for section in proposal.sections}


def plain(html: str) -> str:
    """Rich text without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in some texts."""
    return Counter(word.casefold() for text in texts for word in _WORD.findall(text))


def words_of_source(source: Source) -> Counter[str]:
    """The words of a source when the medium's damage is undone."""
    return words(block.text for block in mend(source).blocks)


def words_of_proposal(proposal: Proposal) -> Counter[str]:
    """The words that the proposal keeps."""
    points = [text for each in walked(proposal.elements) for text in (each.label, each.title, each.text)]
    sections = [text for each in proposal.sections for text in (each.title, plain(each.text))]
    return words([proposal.title, *points, *sections])
