"""A document as it stood at a moment, read from history."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pejling.core.permissions import may
from pejling.direction.figures.tree import depth_first
from pejling.direction.models import Contribution, Document, Element, ElementKind, Section, Share, Visibility
from pejling.organisation.visibility import BulkVisibility
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class ElementThen:
    """An element as it stood: its place in the tree, its words, who answered for it, what it contributed to."""

    id: int
    depth: int
    kind: str
    title: str
    text: str
    responsible: str
    contributes_to: tuple[str, ...] = ()


@dataclass(frozen=True)
class SectionThen:
    """A section as it stood, with its elements in order."""

    id: int
    title: str
    body: str
    elements: tuple[ElementThen, ...]


@dataclass(frozen=True)
class DocumentThen:
    """A document as it stood at a moment."""

    moment: datetime
    title: str
    summary: str
    responsible: str
    visibility: Visibility
    sections: tuple[SectionThen, ...]

    @property
    def elements(self) -> tuple[ElementThen, ...]:
        """All its elements, in order."""
        return tuple(element for section in self.sections for element in section.elements)


def document_as_of(document: Document, moment: datetime, viewer: "Viewer") -> DocumentThen | None:
    """The document as it stood; None when it did not exist then, or the viewer could not have seen it."""
    row = (
        Document.history.filter(id=document.pk, history_date__lte=moment)
        .order_by("history_date", "history_id")
        .last()
    )
    if row is None or not seen_then({document.pk}, moment, viewer):
        return None
    elements = _elements_by_section(document, moment, viewer)
    sections = sorted(_rows(Section, document, moment), key=lambda section: (section.position, section.id))
    return DocumentThen(
        moment=moment,
        title=row.title,
        summary=row.summary,
        responsible=_names({row.responsible_id}, viewer).get(row.responsible_id, ""),
        visibility=Visibility(row.visibility),
        sections=tuple(SectionThen(s.id, s.title, s.body, tuple(elements[s.id])) for s in sections),
    )


def seen_then(documents: Collection[int], moment: datetime, viewer: "Viewer") -> dict[int, str]:
    """Of the documents those that the viewer may see now, and could have seen at the moment, with their titles of then.

    Who edits a document now reads all its drafts; who a document was shared with then is read from history too.
    """
    seen = {each.pk: each for each in Document.objects.visible_to(viewer).filter(pk__in=documents)}
    then = latest(Document.history.filter(id__in=seen), moment).values_list("id", "visibility", "title")
    titles: dict[int, str] = {}
    for pk, visibility, title in then:
        seen[pk].visibility, titles[pk] = visibility, title
    things = [seen[pk] for pk in titles]
    shared = [thing.pk for thing in things if thing.visibility == Visibility.SHARED]
    shares = latest(Share.history.filter(document_id__in=shared), moment) if shared else ()
    sight = BulkVisibility.of(Document, things, shares=shares)
    return {thing.pk: titles[thing.pk] for thing in things if sight.sees(viewer, thing)}


def latest(rows: Any, moment: datetime) -> Any:
    """The history rows that were current at the moment."""
    return rows.filter(history_date__lte=moment).latest_of_each().exclude(history_type="-")


def _rows(model: type[Section] | type[Element], document: Document, moment: datetime) -> list[Any]:
    """The history rows of the document's sections or elements that were current at the moment."""
    return list(latest(model.history.filter(document_id=document.pk), moment))


def _elements_by_section(
    document: Document, moment: datetime, viewer: "Viewer"
) -> dict[int, list[ElementThen]]:
    day = timezone.localdate(moment)
    rows = [row for row in _rows(Element, document, moment) if not row.ended_on or row.ended_on > day]
    kinds = dict(ElementKind.objects.values_list("pk", "name"))
    names = _names({row.responsible_id for row in rows}, viewer)
    uppers = _uppers([row.id for row in rows], moment, viewer)
    found: dict[int, list[ElementThen]] = defaultdict(list)
    for row, depth in depth_first(rows):
        found[row.section_id].append(
            ElementThen(
                row.id,
                depth,
                kinds[row.kind_id],
                row.title,
                row.text,
                names.get(row.responsible_id, ""),
                uppers[row.id],
            )
        )
    return found


def _names(people: set[int | None], viewer: "Viewer") -> dict[int | None, str]:
    """The people's names, for who may see who works in the municipality."""
    asked = {person for person in people if person} if may(viewer, "organisation.view") else set()
    return dict(Person.objects.filter(pk__in=asked).values_list("pk", "name"))


def _uppers(elements: list[int], moment: datetime, viewer: "Viewer") -> dict[int, tuple[str, ...]]:
    """What each element contributed to at the moment, in the words of then, as far as the viewer could have seen it."""
    ties = latest(Contribution.history.filter(lower_id__in=elements), moment).order_by("id")
    ties = ties.exclude(ended_on__lte=timezone.localdate(moment))
    found = list(ties.values_list("lower_id", "upper_id"))
    aims = latest(Element.history.filter(id__in={upper for _lower, upper in found}), moment)
    told = {pk: (document, title) for pk, document, title in aims.values_list("id", "document_id", "title")}
    seen = seen_then({document for document, _title in told.values()}, moment, viewer) if told else {}
    uppers: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for lower, upper in found:
        document, title = told.get(upper, (0, ""))
        if document in seen:
            uppers[lower] += (title,)
    return uppers
