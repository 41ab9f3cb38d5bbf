"""The ties of one element as its page shows them: what stands at their other ends, and what each counts for today."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, Q, Value, When

from pejling.chain.anchors import AimSet
from pejling.chain.figures.ring import Ring, rings_of
from pejling.chain.graph import Edge
from pejling.core import request_cache
from pejling.direction.marks import Marks, marks_of
from pejling.direction.models import Contribution, Document, Element
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.organisation.authority import authority_of
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.core.prepared import Given
    from pejling.organisation.authority import Authority

MOST_TIES = 60


class Tie(NamedTuple):
    """A tie between two elements, and how the lower contributes."""

    pk: int
    lower_id: int
    upper_id: int
    how: str


class Named(NamedTuple):
    """What is known by its name alone."""

    name: str


class EndDocument(NamedTuple):
    """The document that an end stands in."""

    title: str
    unit: Named
    phase: str


class End(NamedTuple):
    """An element near another: the other end of a tie, or the heir of an old aim."""

    pk: int
    title: str
    ended_on: "date | None"
    kind: Named
    document_id: int
    document: EndDocument

    @property
    def is_old(self) -> bool:
        """Whether it has ended, or its document has been taken out of force."""
        return self.ended_on is not None or self.document.phase in OUT_OF_FORCE


@dataclass(frozen=True)
class TieLine:
    """A tie as read from one of its ends: `other` is the other end, or the heir of its `aim` where the tie is inherited."""

    tie: Tie
    other: End
    edge: Edge | None
    aim: End | None = None
    is_broken: bool = False

    @property
    def is_questioned(self) -> bool:
        """Whether somebody doubts it."""
        return self.edge is not None and self.edge.is_questioned

    @property
    def fate(self) -> int:
        """The fate that it is inherited by, if it is."""
        return self.edge.fate if self.edge else 0

    @property
    def counts(self) -> bool:
        """Whether it counts today, half or full."""
        return self.edge is not None


@dataclass(frozen=True)
class ElementTies:
    """An element's ties both ways.

    `rings` holds its own ring and those of the aims that it contributes to, `marks` those of what stands at the other ends.
    """

    rings: dict[int, Ring]
    marks: Marks
    ups: tuple[TieLine, ...]
    downs: tuple[TieLine, ...]
    has_more: bool


def element_ties(element: Element, viewer: "Viewer") -> ElementTies:
    """The same for all blocks of an element's page: a number of queries that does not grow with the ties."""
    key = "chain.element_ties", element.pk, viewer.pk
    return request_cache.get_or_set(key, lambda: _read_ties(element, viewer))


def _read_ties(element: Element, viewer: "Viewer") -> ElementTies:
    aims = _with_its_aims(element, viewer)
    rings = rings_of(aims)
    graph = aims.graph
    edges = [*graph.ups.get(element.pk, []), *graph.downs.get(element.pk, [])]
    ties = ties_of(element, [edge.tie for edge in edges if edge.fate][:MOST_TIES], viewer)
    others = [tie.upper_id if tie.lower_id == element.pk else tie.lower_id for tie in ties]
    ends = ends_of([*others, *(edge.upper for edge in edges if edge.fate)], viewer)
    broken, along = {each.tie for each in graph.breaks}, defaultdict(list)
    for edge in edges:
        along[edge.tie].append(edge)
    lines = [
        line for tie in ties for line in _lines(tie, element, along[tie.pk], ends, is_broken=tie.pk in broken)
    ]
    return ElementTies(
        rings=rings if element.kind.is_aim else {pk: ring for pk, ring in rings.items() if pk != element.pk},
        marks=marks_of(ends.keys(), viewer),
        ups=tuple(line for line in lines if line.tie.lower_id == element.pk),
        downs=tuple(line for line in lines if line.tie.lower_id != element.pk),
        has_more=len(ties) >= MOST_TIES,
    )


def _with_its_aims(element: Element, viewer: "Viewer") -> AimSet:
    uppers = Contribution.objects.active().filter(lower=element).values_list("upper", flat=True)
    return AimSet([element.pk, *uppers], public_only=not authority_of(viewer).is_internal)


def _lines(
    tie: Tie, element: Element, edges: list[Edge], ends: dict[int, End], *, is_broken: bool
) -> list[TieLine]:
    """A tie as one line, or as one for each heir of its aim. A tie to an old aim that is settled altogether is no line."""
    if tie.lower_id != element.pk:
        return [TieLine(tie, ends[tie.lower_id], edges[0] if edges else None)]
    aim = ends[tie.upper_id]
    inherited = [
        TieLine(tie, ends[edge.upper], edge, aim) for edge in edges if edge.fate and edge.upper in ends
    ]
    if inherited or is_broken:
        return inherited + ([TieLine(tie, aim, None, aim, is_broken=True)] if is_broken else [])
    if aim.is_old and not edges and element.counts:
        return []
    return [TieLine(tie, aim, edges[0] if edges else None, aim)]


def ties_of(element: Element, inherited: Collection[int], viewer: "Viewer") -> list[Tie]:
    """The standing ties at either end of which it stands, its own first; and those that it inherited from an old aim."""
    return [Tie._make(row) for row in _TIES.ask(viewer, element=element.pk, inherited=inherited)]


def ends_of(elements: Collection[int], viewer: "Viewer") -> dict[int, End]:
    """The elements at the other ends, as far as the viewer may see them, in the order of their documents."""
    rows = _ENDS.ask(viewer, elements=elements)
    return {row[0]: _end(*row) for row in rows}


def _end(pk: int, title: str, ended_on: "date | None", kind: str, document: int, *home: str) -> End:
    title_of_document, unit, phase = home
    return End(pk, title, ended_on, Named(kind), document, EndDocument(title_of_document, Named(unit), phase))


def _ties(given: "type[Given]", authority: "Authority") -> "QuerySet[Any, Any]":
    element: Any = given("element")
    own_first = Case(When(lower=element, then=Value(0)), default=Value(1))
    touching = Q(lower=element) | Q(upper=element) | Q(pk__in=given("inherited"))
    seen = (
        Document.seen_with(authority, "lower__document__"),
        Document.seen_with(authority, "upper__document__"),
    )
    ties = Contribution.objects.active().filter(*seen).filter(touching).order_by(own_first, "pk")
    return ties.values_list("pk", "lower_id", "upper_id", "how")[:MOST_TIES]


def _ends(given: "type[Given]", authority: "Authority") -> "QuerySet[Any, Any]":
    rows = (
        Element.objects.filter(Document.seen_with(authority, "document__"))
        .filter(pk__in=given("elements"))
        .in_order()
    )
    own = ("pk", "title", "ended_on", "kind__name", "document_id")
    return rows.values_list(*own, "document__title", "document__unit__name", "document__phase")


_TIES, _ENDS = PreparedForViewer(_ties), PreparedForViewer(_ends)
