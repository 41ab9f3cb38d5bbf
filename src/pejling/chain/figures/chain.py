"""Kæden: the columns from vision to effect, seen from an element, a document or a unit, with the threads through it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pejling.chain.figures.ring import Ring, rings_for
from pejling.chain.graph import Break, Edge, Graph
from pejling.chain.graph_building import graph_through
from pejling.core.dates import today
from pejling.direction.marks import Labelled, marks_of
from pejling.direction.models import Column, Element, Life, Nature

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

FEW = 12
"""So many nodes a column shows at first."""
MOST = 60
MOST_FOLLOWED = 1_500
"""The threads are followed to so many elements either way, the nearest first."""
MOST_STARTS = 200
EFFECT_ONLY = (Column.ACTION, Column.EFFECT)


@dataclass(frozen=True)
class ChainNode:
    """An element in the picture. `steps` counts from the focus: upwards negative, downwards positive, the focus is 0."""

    element: Element
    ring: Ring | None
    steps: int
    hangs_loose: bool
    lacks_support: bool
    marks: tuple[Labelled, ...] = ()

    @property
    def is_focus(self) -> bool:
        """Whether the chain is seen from it."""
        return self.steps == 0


@dataclass(frozen=True)
class ChainColumn:
    """One column with the nodes that are shown, and how many more there are."""

    column: Column
    nodes: tuple[ChainNode, ...]
    more: int


@dataclass(frozen=True)
class BrokenThread:
    """A tie to an aim that is gone."""

    lower: Element
    end: Element


@dataclass(frozen=True)
class Chain:
    """What the picture and the list beside it show."""

    columns: tuple[ChainColumn, ...]
    edges: tuple[Edge, ...]
    broken: tuple[BrokenThread, ...]
    is_cut: bool

    @cached_property
    def nodes(self) -> dict[int, ChainNode]:
        """All nodes shown, by the ids of their elements."""
        return {node.element.pk: node for column in self.columns for node in column.nodes}

    @property
    def has_more(self) -> bool:
        """Whether some column holds more than is shown."""
        return any(column.more for column in self.columns)

    @property
    def loose(self) -> list[ChainNode]:
        """The nodes that contribute to nothing."""
        return [node for node in self.nodes.values() if node.hangs_loose]

    @property
    def unsupported(self) -> list[ChainNode]:
        """The aims that nothing contributes to."""
        return [node for node in self.nodes.values() if node.lacks_support]

    @cached_property
    def ups(self) -> dict[int, list[tuple[ChainNode, Edge]]]:
        """What each node leads up to, of what is shown."""
        ups: dict[int, list[tuple[ChainNode, Edge]]] = {pk: [] for pk in self.nodes}
        for edge in self.edges:
            ups[edge.lower].append((self.nodes[edge.upper], edge))
        return ups


def chain_from(start: Collection[int], viewer: "Viewer", *, most: int = FEW) -> Chain:
    """The chain seen from some elements (one, or those of a document or a unit), `most` nodes in each column."""
    start = list(start)[:MOST_STARTS]
    graph = graph_through(start, today(), viewer=viewer, most=MOST_FOLLOWED)
    steps = {pk: -far for pk, far in graph.reach(start, upwards=True).items()}
    steps |= {pk: far for pk, far in graph.reach(start, upwards=False).items() if far}
    chosen, more = _chosen(steps, graph, most)
    drawn = {pk for column in chosen.values() for pk in column}
    breaks = [each for each in graph.breaks if each.lower in drawn]
    ends = {each.end for each in breaks}
    named = Element.objects.visible_to(viewer).filter(pk__in=drawn | ends).for_list().in_bulk()
    shown = [pk for pk in drawn if pk in named]
    rings = rings_for((named[pk] for pk in shown), viewer)
    marks = marks_of(shown, viewer)
    nodes = {pk: _node(named[pk], rings.get(pk), steps[pk], graph, marks.get(pk, ())) for pk in shown}
    return Chain(
        columns=tuple(
            ChainColumn(column, tuple(nodes[pk] for pk in chosen[column] if pk in nodes), more[column])
            for column in Column
        ),
        edges=tuple(edge for edge in graph.edges if edge.lower in drawn and edge.upper in drawn),
        broken=tuple(_gone(breaks, named)),
        is_cut=len(graph.nodes) >= MOST_FOLLOWED,
    )


def _gone(breaks: Iterable[Break], named: Mapping[int, Element]) -> Iterator[BrokenThread]:
    """The threads whose aim is gone, as far as the viewer may see both ends."""
    for each in breaks:
        if each.lower in named and each.end in named and is_gone(named[each.end]):
            yield BrokenThread(named[each.lower], named[each.end])


def is_gone(element: Element) -> bool:
    """Whether a thread that ends here is broken: the aim was in force and is not any more.

    A draft is not there yet, and neither is what comes into force on a later day.
    """
    document = element.document
    is_coming = document.in_force_from is not None and document.in_force_from > today()
    return not element.counts and not document.is_draft and not is_coming


def hangs_loose(pk: int, graph: Graph) -> bool:
    """Whether an element leads up to nothing, though something stands above it: visions and laws are where threads end."""
    home = graph.home(pk)
    return pk not in graph.ups and home.column != Column.VISION and home.life != Life.EXTERNAL


def lacks_support(pk: int, graph: Graph) -> bool:
    """Whether an aim above the plans of action has nothing under it."""
    return graph.home(pk).column not in EFFECT_ONLY and pk not in graph.downs


def _chosen(
    steps: dict[int, int], graph: Graph, most: int
) -> tuple[dict[Column, list[int]], dict[Column, int]]:
    """The nodes of each column that are shown, the nearest, so ordered that threads cross little; and how many more."""
    columns: dict[Column, list[int]] = defaultdict(list)
    for pk in sorted(steps, key=lambda pk: (abs(steps[pk]), graph.nodes[pk].document, pk)):
        columns[Column(graph.home(pk).column)].append(pk)
    shown = {column: columns[column][:most] for column in Column}
    more = {column: len(columns[column]) - len(shown[column]) for column in Column}
    return _untangled(shown, graph.edges), more


def _untangled(shown: dict[Column, list[int]], edges: Iterable[Edge]) -> dict[Column, list[int]]:
    """Each column ordered by the mean height of what its nodes are joined to: twice from the left and back."""
    drawn = {pk for column in shown.values() for pk in column}
    joined: dict[int, list[int]] = defaultdict(list)
    for edge in edges:
        if edge.lower in drawn and edge.upper in drawn:
            joined[edge.lower].append(edge.upper)
            joined[edge.upper].append(edge.lower)
    height = {pk: place / max(len(column), 1) for column in shown.values() for place, pk in enumerate(column)}
    order = list(Column)
    for column in (*order, *reversed(order), *order):
        here = set(shown[column])
        wanted = {
            pk: _mean([height[o] for o in joined[pk] if o not in here], height[pk]) for pk in shown[column]
        }
        shown[column] = sorted(shown[column], key=lambda pk: wanted[pk])
        height.update({pk: (place + 0.5) / len(here) for place, pk in enumerate(shown[column])})
    return shown


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _node(
    element: Element, ring: Ring | None, steps: int, graph: Graph, marks: tuple[Labelled, ...]
) -> ChainNode:
    should_tie = element.kind.is_aim or element.kind.nature == Nature.WORK
    return ChainNode(
        element,
        ring,
        steps,
        hangs_loose=should_tie and hangs_loose(element.pk, graph),
        lacks_support=element.kind.is_aim and lacks_support(element.pk, graph),
        marks=marks,
    )
