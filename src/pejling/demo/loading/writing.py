"""What stands in the documents, and how it came to stand there: written, added to later, and written on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pejling.core.history import backdate_history, create_all, update_all
from pejling.core.positions import POSITION_GAP
from pejling.demo import story as told
from pejling.demo.loading.cast import Cast, Timeline
from pejling.demo.loading.draws import draw
from pejling.demo.loading.markup import earlier, rich
from pejling.direction.models import Element, ElementKind, Section

ADDED_LATER = 6
WRITTEN_ON = 3


def load_writing(cast: Cast) -> None:
    """All sections and elements as they were first written; then the texts that were written on since."""
    sections = [section for document in cast.story.documents for section in _sections(document, cast)]
    create_all(Section, sections, by=None)
    _load_elements(cast)
    _write_on(cast)


def _sections(document: told.Document, cast: Cast) -> Iterator[Section]:
    row, by = cast.documents[document.key], cast.author(document)
    for number, section in enumerate(document.sections, start=1):
        body = rich(earlier(section.text) if number == 1 else section.text)
        made = Section(document=row, position=number * POSITION_GAP, title=section.title, body=body)
        cast.sections[document.key, number] = backdate_history(made, at=row.created_at, by=by)
        yield made


@dataclass(frozen=True)
class Place:
    """Where an element stands: in which section, under which element, as which in the order."""

    document: told.Document
    section: int
    parent: str | None
    position: int
    element: told.Element

    @property
    def is_added_later(self) -> bool:
        """Whether it came while the document was in use: a leaf that nothing hangs on, drawn by its key."""
        return not self.element.children and self.position > 1 and draw(self.element.key, ADDED_LATER) == 0

    @property
    def is_written_on(self) -> bool:
        """Whether its text has grown since it was first written."""
        return not self.is_added_later and draw(f"{self.element.key} on", WRITTEN_ON) == 0

    @property
    def first_text(self) -> str:
        """The text that it began with."""
        return earlier(self.element.text) if self.is_written_on else self.element.text


def places(story: told.Story) -> list[Place]:
    """Every element's place, parents before children, in reading order."""
    return [
        place
        for document in story.documents
        for number, section in enumerate(document.sections, start=1)
        for place in _places(document, number, None, section.elements)
    ]


def _places(
    document: told.Document, section: int, parent: str | None, elements: Iterable[told.Element]
) -> Iterator[Place]:
    for position, element in enumerate(elements, start=1):
        yield Place(document, section, parent, position, element)
        yield from _places(document, section, element.key, element.children)


def _load_elements(cast: Cast) -> None:
    """A depth at a time, for an element needs the one that it hangs under."""
    kinds = {kind.code or "": kind for kind in ElementKind.objects.all()}
    waiting = places(cast.story)
    while waiting:
        ready = [place for place in waiting if place.parent is None or place.parent in cast.elements]
        created = create_all(Element, [_element(place, kinds, cast) for place in ready], by=None)
        cast.elements.update(zip((place.element.key for place in ready), created, strict=True))
        waiting = [place for place in waiting if place.element.key not in cast.elements]


def _element(place: Place, kinds: dict[str, ElementKind], cast: Cast) -> Element:
    document, element = place.document, place.element
    row = Element(
        document=cast.documents[document.key],
        section=cast.sections[document.key, place.section],
        parent=cast.elements[place.parent] if place.parent else None,
        kind=kinds[element.kind],
        position=place.position * POSITION_GAP,
        title=element.title,
        text=rich(place.first_text),
        responsible=cast.people[element.responsible] if element.responsible else None,
    )
    return backdate_history(row, at=written_at(place, cast), by=cast.author(document))


def written_at(place: Place, cast: Cast) -> datetime:
    """When the element was first written."""
    began = cast.documents[place.document.key].created_at
    if not place.is_added_later:
        return began
    return cast.moment(Timeline.of(place.document).between(0.6), place.document.key, after=began)


def _write_on(cast: Cast) -> None:
    """The last sentences come: in an element half-way, in the first section on the document's last day of writing."""
    grown = [
        place
        for place in places(cast.story)
        if place.is_written_on and place.first_text != place.element.text
    ]
    rows = [_grown(place, cast) for place in grown]
    update_all(Element, rows, ["text", "version"], by=None)
    changed = [row for document in cast.story.documents if (row := _last_words(document, cast))]
    update_all(Section, changed, ["body", "version"], by=None)
    _note(cast)


def _grown(place: Place, cast: Cast) -> Element:
    row, document = cast.elements[place.element.key], place.document
    share = (0.45, 0.75, 1.0)[draw(place.element.key, 3)]
    began = cast.documents[document.key].created_at
    row.text, row.version = rich(place.element.text), row.version + 1
    at = cast.moment(Timeline.of(document).between(share), f"{document.key} {share}", after=began)
    return cast.changed(row, at=at, by=cast.author(document))


def _last_words(document: told.Document, cast: Cast) -> Section | None:
    text = document.sections[0].text if document.sections else ""
    if earlier(text) == text:
        return None
    row = cast.sections[document.key, 1]
    row.body, row.version = rich(text), row.version + 1
    return cast.changed(row, at=finished_at(document, cast), by=cast.author(document))


def finished_at(document: told.Document, cast: Cast) -> datetime:
    """When its words were last changed."""
    began = cast.documents[document.key].created_at
    day = Timeline.of(document).written
    return cast.moment(day, f"{document.key} last", after=began)


def _note(cast: Cast) -> None:
    """A line for each stretch of writing, not for each text."""
    for document in cast.story.documents:
        row, by = cast.documents[document.key], cast.author(document)
        cast.log.note("direction.wrote", row, by=by, at=finished_at(document, cast))
    added = {place.document.key: place for place in places(cast.story) if place.is_added_later}
    for key, place in added.items():
        cast.log.note(
            "direction.elements_added",
            cast.documents[key],
            by=cast.author(place.document),
            at=written_at(place, cast),
        )
