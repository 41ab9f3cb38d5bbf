"""A document as it stood at a moment, read from history."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pejling.direction.models import Contribution, Document, Element, ElementKind, Section, Visibility
from pejling.direction.rules import may_edit
from pejling.organisation.standing import standing_of
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
    if row is None or not could_have_seen(document, Visibility(row.visibility), viewer):
        return None
    elements = _elements_by_section(document, moment, viewer)
    sections = sorted(_rows(Section, document, moment), key=lambda section: (section.position, section.id))
    return DocumentThen(
        moment=moment,
        title=row.title,
        summary=row.summary,
        responsible=_names({row.responsible_id}).get(row.responsible_id, ""),
        visibility=Visibility(row.visibility),
        sections=tuple(SectionThen(s.id, s.title, s.body, tuple(elements[s.id])) for s in sections),
    )


def could_have_seen(document: Document, then: Visibility, viewer: "Viewer") -> bool:
    """Whether somebody who may see the document now could have seen it with the visibility that it had then."""
    if then == Visibility.PUBLIC:
        return True
    if then == Visibility.DRAFT:
        return may_edit(viewer, document)
    return standing_of(viewer).is_internal


def _rows(model: type[Section] | type[Element], document: Document, moment: datetime) -> list[Any]:
    """The history rows of the document's sections or elements that were current at the moment."""
    rows = model.history.filter(document_id=document.pk, history_date__lte=moment).latest_of_each()
    return list(rows.exclude(history_type="-"))


def _elements_by_section(
    document: Document, moment: datetime, viewer: "Viewer"
) -> dict[int, list[ElementThen]]:
    rows = [
        row for row in _rows(Element, document, moment) if not row.ended_on or row.ended_on > moment.date()
    ]
    kinds = dict(ElementKind.objects.values_list("pk", "name"))
    names = _names({row.responsible_id for row in rows})
    uppers = _uppers([row.id for row in rows], moment, viewer)
    found: dict[int, list[ElementThen]] = defaultdict(list)
    for row, depth in _depth_first(rows):
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


def _depth_first(rows: list[Any]) -> list[tuple[Any, int]]:
    """The rows as they are read: each followed by what hangs under it, with its depth."""
    present = {row.id for row in rows}
    under: dict[int | None, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.position, row.id)):
        under[row.parent_id if row.parent_id in present else None].append(row)
    ordered: list[tuple[Any, int]] = []
    waiting = [(row, 0) for row in reversed(under[None])]
    while waiting:
        row, depth = waiting.pop()
        ordered.append((row, depth))
        waiting += [(child, depth + 1) for child in reversed(under[row.id])]
    return ordered


def _names(people: set[int | None]) -> dict[int | None, str]:
    return dict(
        Person.objects.filter(pk__in=[person for person in people if person]).values_list("pk", "name")
    )


def _uppers(elements: list[int], moment: datetime, viewer: "Viewer") -> dict[int, tuple[str, ...]]:
    """What each element contributed to at the moment, as far as the viewer may see it."""
    ties = Contribution.objects.visible_to(viewer).filter(lower__in=elements, created_at__lte=moment)
    ties = ties.exclude(ended_on__lte=moment.date()).order_by("pk")
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for lower, upper in ties.values_list("lower_id", "upper__title"):
        found[lower] += (upper,)
    return found
