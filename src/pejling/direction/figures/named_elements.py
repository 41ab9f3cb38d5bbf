"""The elements that the explanation of a ring names: read in one go for all its conditions, no more of them than is said."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import FilteredRelation, Q

from pejling.direction.figures.graph import FULL, Edge, Graph
from pejling.direction.models import Element

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pejling.core.permissions import Viewer

MOST_LOOKED_UP = 60


class NamedDocument(NamedTuple):
    """What is said of the document that an element stands in; `forum` and `decided_on` where a decision holds it."""

    title: str
    ends_on: date | None
    life: str
    forum: str | None
    decided_on: date | None


class NamedElement(NamedTuple):
    """An element that the reader may see, as far as it is named."""

    pk: int
    title: str
    document_id: int
    document: NamedDocument


Named = dict[int, NamedElement]


def named_elements(aim: int, graph: Graph, viewer: "Viewer") -> Named:
    """Those among what decides an aim, what is weak above it, and what arrives at it, that the viewer may see."""
    _below, arriving = graph.within(aim)
    ids = {*deciding(aim, graph), *ends(weak_above(aim, graph)), *ends(arriving[:MOST_LOOKED_UP]), aim}
    decision = FilteredRelation("document__adoptions", condition=Q(document__adoptions__withdrawn_at=None))
    rows = Element.objects.visible_to(viewer).filter(pk__in=ids).annotate(decision=decision).order_by()
    own = ("pk", "title", "document_id")
    of_document = ("title", "ends_on", "kind__life")
    of_decision = ("forum__name", "decided_on")
    found = rows.values_list(
        *own, *(f"document__{name}" for name in of_document), *(f"decision__{name}" for name in of_decision)
    )
    return {row[0]: NamedElement(row[0], row[1], row[2], NamedDocument._make(row[3:])) for row in found}


def deciding(aim: int, graph: Graph) -> list[int]:
    """Of each document that decides the aim the element that is nearest above it, the nearest document first."""
    nearest: dict[int, int] = {}
    for pk in graph.reach([aim], upwards=True):
        if pk in graph.authority:
            nearest.setdefault(graph.nodes[pk].document, pk)
    return list(nearest.values())


def weak_above(aim: int, graph: Graph) -> list[Edge]:
    """The ways upwards from the aim that are worth no more than half."""
    above = graph.reach([aim], upwards=True)
    return [edge for pk in above for edge in graph.ups.get(pk, ()) if edge.strength < FULL]


def ends(edges: "Iterable[Edge]") -> list[int]:
    """The elements at both ends of ways."""
    return [pk for edge in edges for pk in (edge.lower, edge.upper)]
