"""What becomes of old aims: which still lack a fate, and old beside new."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from pejling.core.rooms import parts
from pejling.direction.figures.tree import in_reading_order
from pejling.direction.models import Contribution, Document, Element, Fate, Nature, Succession
from pejling.direction.models.elements import ElementQuerySet
from pejling.direction.registries import NeedsNoFate

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

NEEDS_FATE = (Nature.AIM, Nature.EVIDENCE, Nature.WORK)
"""What a change of direction must account for: every aim, success criterion and unfinished piece of work."""


def open_succession_of(old: Document) -> Succession | None:
    """What is set to take over from a document and has not done so yet: a draft, or a law whose fates are not settled."""
    return Succession.objects.filter(olds=old, completed_at=None).select_related("new__kind").first()


def deciding_document(element: Element) -> Document:
    """The document whose editors say what becomes of the element: its heir, or its own where it is retired or ended."""
    taking_over = open_succession_of(element.document)
    return taking_over.new if taking_over else element.document


def accountable(documents: QuerySet[Document]) -> ElementQuerySet:
    """The elements of the documents that a change of direction must account for."""
    rows = Element.objects.active().filter(document__in=documents, kind__nature__in=NEEDS_FATE)
    for condition in (each.condition for each in parts(NeedsNoFate)):
        rows = rows.exclude(condition())
    return rows


def without_fate(documents: QuerySet[Document]) -> ElementQuerySet:
    """Those of them for which nobody has said what becomes of them."""
    return accountable(documents).filter(~Exists(Fate.objects.filter(element=OuterRef("pk"))))


def fates_seen(element: Element, viewer: "Viewer") -> list[Fate]:
    """What has become of an element that no longer counts, as far as the viewer may see it; no query for one that does."""
    if element.ended_on is None and not element.document.is_out_of_force:
        return []
    seen = Q(to=None) | Q(to__in=Element.objects.visible_to(viewer))
    return list(element.fates.effective().filter(seen).select_related("to").order_by("pk"))


@dataclass(frozen=True)
class OldLine:
    """One old element, what becomes of it, and how many ties hang on it. An heir that the reader may not see is None."""

    element: Element
    fates: tuple[Fate, ...]
    heirs: tuple[Element | None, ...]
    ties: int
    depth: int


@dataclass(frozen=True)
class OldDocument:
    """An old document with its lines in order."""

    document: Document
    lines: tuple[OldLine, ...]

    @property
    def missing(self) -> int:
        """How many of its lines have no fate yet."""
        return sum(not line.fates for line in self.lines)


@dataclass(frozen=True)
class Takeover:
    """Old beside new: what the new document takes over from, and the new lines that can carry it on."""

    olds: tuple[OldDocument, ...]
    new_lines: tuple[Element, ...]

    @property
    def missing(self) -> int:
        """How many old lines have no fate yet."""
        return sum(old.missing for old in self.olds)

    @property
    def settled(self) -> int:
        """How many have."""
        return self.total - self.missing

    @property
    def total(self) -> int:
        """How many lines must be accounted for."""
        return sum(len(old.lines) for old in self.olds)


def takeover(succession: Succession, viewer: "Viewer") -> Takeover:
    """What the succession's page shows to one who may see the new document: of the old ones those they may see."""
    visible = Document.objects.visible_to(viewer).filter(successions=succession)
    olds = visible.select_related("kind", "unit").order_by("sort_key")
    new_lines = Element.objects.active().filter(document=succession.new, kind__nature__in=NEEDS_FATE)
    return Takeover(
        olds=tuple(OldDocument(old, lines) for old, lines in _lines(list(olds), viewer)),
        new_lines=tuple(
            line for line, _depth in in_reading_order(new_lines.select_related("kind", "section"))
        ),
    )


def leftovers(document: Document, viewer: "Viewer") -> OldDocument:
    """The lines of a document about to be retired."""
    ((_document, lines),) = _lines([document], viewer)
    return OldDocument(document, lines)


def _lines(documents: list[Document], viewer: "Viewer") -> list[tuple[Document, tuple[OldLine, ...]]]:
    rows = accountable(Document.objects.filter(pk__in=[document.pk for document in documents]))
    elements = list(rows.for_list().select_related("section"))
    fates: dict[int, list[Fate]] = defaultdict(list)
    for fate in Fate.objects.filter(element__in=elements).order_by("pk"):
        fates[fate.element_id].append(fate)
    heirs = {fate.to_id for row in fates.values() for fate in row}
    seen = Element.objects.visible_to(viewer).in_bulk([pk for pk in heirs if pk])
    hanging = Contribution.objects.active().counted_for(viewer).filter(upper__in=elements)
    ties = dict(hanging.order_by().values_list("upper").annotate(Count("pk")))
    lines: dict[int, list[OldLine]] = defaultdict(list)
    for element, depth in in_reading_order(elements):
        own = tuple(fates[element.pk])
        living_on = tuple(seen.get(fate.to_id or 0) for fate in own)
        line = OldLine(element, own, living_on, ties.get(element.pk, 0), depth)
        lines[element.document_id].append(line)
    return [(document, tuple(lines[document.pk])) for document in documents]
