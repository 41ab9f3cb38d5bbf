"""All broken threads of the municipality: ties to aims that are gone, elements that hang loose, aims without support."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.figures.chain import EFFECT_ONLY, hangs_loose, is_gone
from pejling.direction.figures.graph import Graph
from pejling.direction.figures.graph_building import whole_graph
from pejling.direction.figures.lost import Loss, losses_of
from pejling.direction.models import Document, Element, Nature
from pejling.direction.models.documents import settled
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Fault(models.TextChoices):
    """The three ways in which a thread is broken."""

    BROKEN = "brudte", _("Knyttet til et mål, der er væk")
    LOOSE = "loese", _("Bidrager ikke til noget")
    UNSUPPORTED = "uden", _("Mål, som intet bidrager til")


@dataclass(frozen=True)
class BrokenTie:
    """A tie whose thread stops at an aim that is gone, and what became of that aim."""

    tie: int
    end: Element
    loss: Loss


@dataclass(frozen=True)
class BrokenLine:
    """An element with a fault, its broken ties when that is the fault, and whether the viewer may tie it."""

    element: Element
    ties: tuple[BrokenTie, ...]
    may_tie: bool


@dataclass(frozen=True)
class BrokenThreads:
    """The ids of the elements with each fault, that the viewer may see; for a broken tie, of its lower end.

    `ends` gives for each lower end its broken ties with the aims at which their threads stop.
    """

    faults: dict[Fault, list[int]]
    ends: dict[int, list[tuple[int, int]]]

    def named(self, ids: Collection[int], fault: Fault, viewer: "Viewer") -> list[BrokenLine]:
        """The elements of one page, in the order of the ids: a number of queries that does not grow with them."""
        ends = {pk: self.ends[pk] for pk in ids} if fault == Fault.BROKEN else {}
        gone = {end for pairs in ends.values() for _tie, end in pairs}
        rows = Element.objects.for_list().prefetch_related("document__editorships").in_bulk([*ids, *gone])
        losses = losses_of([rows[pk] for pk in gone])
        return [
            BrokenLine(
                rows[pk],
                tuple(BrokenTie(tie, rows[end], losses[end]) for tie, end in ends.get(pk, ())),
                may_tie=may(viewer, "direction.tie", rows[pk]),
            )
            for pk in ids
        ]


def broken_threads(viewer: "Viewer") -> BrokenThreads:
    """Found by reading the whole chain: for a page that is opened seldom. What has just begun to bind may stand alone."""
    graph = whole_graph(today(), public_only=not authority_of(viewer).is_internal)
    visible = Document.objects.visible_to(viewer)
    seen = set(visible.values_list("pk", flat=True))
    judged = set(visible.filter(settled(today())).values_list("pk", flat=True))
    natures = dict(
        Element.objects.filter(kind__nature__in=(Nature.AIM, Nature.WORK))
        .order_by()
        .values_list("pk", "kind__nature")
    )
    ends = _broken(graph, viewer)
    roots = [
        pk
        for pk, node in graph.nodes.items()
        if not node.parent and node.document in judged and pk in natures
    ]
    faults = {
        Fault.BROKEN: sorted(pk for pk in ends if graph.nodes[pk].document in seen),
        Fault.LOOSE: [pk for pk in roots if hangs_loose(pk, graph)],
        Fault.UNSUPPORTED: list(_unsupported(roots, natures, graph)),
    }
    return BrokenThreads(faults, ends)


def _broken(graph: Graph, viewer: "Viewer") -> dict[int, list[tuple[int, int]]]:
    """The gone aims at the end of each element's broken ties; not those in drafts, nor those that the viewer may not see."""
    gone = Element.objects.visible_to(viewer).filter(pk__in={each.end for each in graph.breaks})
    known = {element.pk for element in gone.select_related("document") if is_gone(element)}
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in graph.breaks:
        if each.end in known:
            ends[each.lower].append((each.tie, each.end))
    return dict(ends)


def _unsupported(roots: list[int], natures: dict[int, str], graph: Graph) -> Iterator[int]:
    supported = graph.supported
    for pk in roots:
        if natures[pk] == Nature.AIM and pk not in supported and graph.home(pk).column not in EFFECT_ONLY:
            yield pk
