"""*Siden sidst*: two moments of a document held against each other, word by word."""

from dataclasses import dataclass
from typing import Literal

from pejling.core.difference import Piece, difference
from pejling.core.richtext import to_plain
from pejling.direction.figures.as_of import DocumentThen, ElementThen, SectionThen

Change = Literal["same", "added", "changed", "gone"]


@dataclass(frozen=True)
class PartDifference:
    """One part of the document - its facts, a section or an element - at both moments."""

    change: Change
    label: str
    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]
    depth: int = 0


@dataclass(frozen=True)
class Comparison:
    """All parts in reading order, and how many of them moved."""

    parts: tuple[PartDifference, ...]

    @property
    def changed(self) -> tuple[PartDifference, ...]:
        """The parts that are not the same."""
        return tuple(part for part in self.parts if part.change != "same")

    def count(self, change: Change) -> int:
        """How many parts were added, changed or are gone."""
        return sum(part.change == change for part in self.parts)


def compare(before: DocumentThen, after: DocumentThen) -> Comparison:
    """What happened between the two moments: parts in the later document's order, what is gone where it last stood."""
    parts = [_part("", before.title, after.title, before.summary, after.summary)]
    olds, news = _flat(before), _flat(after)
    parts += [_difference(olds.get(key), news.get(key)) for key in _merged_order(list(olds), list(news))]
    return Comparison(tuple(parts))


Key = tuple[str, int]
Thing = SectionThen | ElementThen


def _flat(document: DocumentThen) -> dict[Key, Thing]:
    """Sections and elements by what they are, in reading order."""
    found: dict[Key, Thing] = {}
    for section in document.sections:
        found["section", section.id] = section
        found.update({("element", element.id): element for element in section.elements})
    return found


def _merged_order(olds: list[Key], news: list[Key]) -> list[Key]:
    """The later order, with each vanished part after the one that it used to follow."""
    followers: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    present = set(news)
    for key in olds:
        if key in present:
            anchor = key
        else:
            followers.setdefault(anchor, []).append(key)
    order = list(followers.get(None, []))
    for key in news:
        order += [key, *followers.get(key, [])]
    return order


def _difference(old: Thing | None, new: Thing | None) -> PartDifference:
    thing = new or old
    label = thing.kind if isinstance(thing, ElementThen) else ""
    depth = thing.depth + 1 if isinstance(thing, ElementThen) else 0
    part = _part(label, old.title if old else None, new.title if new else None, _text(old), _text(new))
    return PartDifference(part.change, part.label, part.heading, part.text, depth)


def _text(thing: Thing | None) -> str:
    if thing is None:
        return ""
    return to_plain(thing.text if isinstance(thing, ElementThen) else thing.body)


def _part(label: str, old: str | None, new: str | None, old_text: str, new_text: str) -> PartDifference:
    change: Change = "same"
    if old is None:
        change = "added"
    elif new is None:
        change = "gone"
    elif (old, old_text) != (new, new_text):
        change = "changed"
    heading = tuple(difference(old or "", new or ""))
    return PartDifference(change, label, heading, tuple(difference(old_text, new_text)))
