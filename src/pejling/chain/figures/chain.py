"""Kæden: the columns from vision to effect, seen from an element, a document or a unit, with the threads through it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from pejling.chain.figures.bundles import FEW_BOXES, Bundle, Ways, bundled, told_apart
from pejling.chain.figures.ring import Ring, rings_for
from pejling.chain.graph import FULL, Break, Edge, Graph
from pejling.chain.graph_building import graph_through
from pejling.core.dates import today
from pejling.direction.marks import Labelled, marks_of
from pejling.direction.models import Column, Element, Life, Nature

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

FEW = 12
"""So many of what the chain is seen from each column shows at first."""
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
    is_namesake: bool = False

    @property
    def key(self) -> str:
        """What it is called in the picture."""
        return str(self.element.pk)

    @property
    def is_focus(self) -> bool:
        """Whether the chain is seen from it."""
        return self.steps == 0

    @property
    def where(self) -> str:
        """Its document; and the unit, where another here has the same name."""
        return place_of(self.element, is_namesake=self.is_namesake)


ChainBox = ChainNode | Bundle


@dataclass(frozen=True)
class ChainThread:
    """What leads from one box up to another. `upper` and `lower` are keys, `edges` what it stands for."""

    lower: str
    upper: str
    edges: tuple[Edge, ...]

    @property
    def is_half(self) -> bool:
        """Whether all of it is worth half only."""
        return all(edge.strength < FULL for edge in self.edges)

    @property
    def is_tie(self) -> bool:
        """Whether somebody tied it, and it is not only the place in a document."""
        return any(edge.tie for edge in self.edges)


@dataclass(frozen=True)
class ChainColumn:
    """One column with what is shown, and how many more there are that are in no bundle either."""

    column: Column
    boxes: tuple[ChainBox, ...]
    more: int

    @property
    def count(self) -> int:
        """All that it holds."""
        bundled = sum(len(box.elements) for box in self.boxes if isinstance(box, Bundle))
        return bundled + sum(isinstance(box, ChainNode) for box in self.boxes) + self.more


@dataclass(frozen=True)
class BrokenThread:
    """A tie to an aim that is gone."""

    lower: Element
    end: Element
    place: str
    """Where the aim stood."""


@dataclass(frozen=True)
class Chain:
    """What the picture and the tree below it show. `opened` are the bundles that were opened, with their names."""

    columns: tuple[ChainColumn, ...]
    threads: tuple[ChainThread, ...]
    broken: tuple[BrokenThread, ...]
    is_cut: bool
    opened: tuple[tuple[str, str], ...] = ()

    @cached_property
    def boxes(self) -> dict[str, ChainBox]:
        """All that is shown, by key, in reading order."""
        return {box.key: box for column in self.columns for box in column.boxes}

    @cached_property
    def nodes(self) -> dict[int, ChainNode]:
        """The elements shown one by one, by their ids."""
        return {box.element.pk: box for box in self.boxes.values() if isinstance(box, ChainNode)}

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
    def ups(self) -> dict[str, list[ChainThread]]:
        """The threads up from each box."""
        return _by(self.threads, "lower")

    @cached_property
    def downs(self) -> dict[str, list[ChainThread]]:
        """The threads down from each box."""
        return _by(self.threads, "upper")

    def above(self, key: str) -> list[str]:
        """All that a box leads up to."""
        return _reached(key, self.ups, "upper")

    def below(self, key: str) -> list[str]:
        """All that leads up to a box."""
        return _reached(key, self.downs, "lower")


def _by(threads: Iterable[ChainThread], end: str) -> dict[str, list[ChainThread]]:
    found: dict[str, list[ChainThread]] = defaultdict(list)
    for thread in threads:
        found[getattr(thread, end)].append(thread)
    return dict(found)


def _reached(key: str, along: Mapping[str, list[ChainThread]], end: str) -> list[str]:
    reached = {key: None}
    waiting = [key]
    for here in waiting:
        for thread in along.get(here, ()):
            other = getattr(thread, end)
            if other not in reached:
                reached[other] = None
                waiting.append(other)
    return [other for other in reached if other != key]


def chain_from(
    start: Collection[int], viewer: "Viewer", *, most: int = FEW, opened: Collection[str] = ()
) -> Chain:
    """The chain seen from some elements (one, or those of a document or a unit), `most` of these in each column.

    What hangs above and below is bundled where a column holds many; `opened` are the codes of bundles to look into.
    """
    start = list(start)[:MOST_STARTS]
    graph = graph_through(start, today(), viewer=viewer, most=MOST_FOLLOWED)
    steps = {pk: -far for pk, far in graph.reach(start, upwards=True).items()}
    steps |= {pk: far for pk, far in graph.reach(start, upwards=False).items() if far}
    shown = _shown(steps, graph, most, opened)
    drawn = {pk for column in shown.values() for pk in column.single}
    breaks = [each for each in graph.breaks if each.lower in drawn]
    ends = {each.end for each in breaks}
    named = Element.objects.visible_to(viewer).filter(pk__in=drawn | ends).for_list().in_bulk()
    nodes = _nodes([pk for pk in drawn if pk in named], named, steps, graph, viewer)
    boxes: dict[Column, list[ChainBox]] = {
        column: [*(nodes[pk] for pk in found.single if pk in nodes), *found.bundles]
        for column, found in shown.items()
    }
    return Chain(
        columns=tuple(ChainColumn(column, tuple(boxes[column]), shown[column].more) for column in Column),
        threads=tuple(_threads(graph.edges, boxes)),
        broken=tuple(_gone(breaks, named)),
        is_cut=len(graph.nodes) >= MOST_FOLLOWED,
        opened=tuple(
            (code, name) for found in shown.values() for code, name in found.opened if code in opened
        ),
    )


class _Shown(NamedTuple):
    """What a column shows: elements one by one, bundles, how many more, and the names of the opened bundles."""

    single: list[int]
    bundles: list[Bundle]
    more: int
    opened: list[tuple[str, str]]


def _shown(
    steps: Mapping[int, int], graph: Graph, most: int, opened: Collection[str]
) -> dict[Column, _Shown]:
    """Of what the chain is seen from, the first; of the rest what is nearest first, bundled where it is much."""
    columns: dict[Column, list[int]] = {column: [] for column in Column}
    for pk in sorted(steps, key=lambda pk: (abs(steps[pk]), graph.nodes[pk].document, pk)):
        columns[Column(graph.home(pk).column)].append(pk)
    homes = {pk: graph.nodes[pk].document for pk in steps}
    crowded = [pk for column in columns.values() if len(column) > FEW_BOXES for pk in column if steps[pk]]
    ways = Ways.of({homes[pk] for pk in crowded})
    return {
        column: _of_column(column, found, steps, homes, ways, most, opened)
        for column, found in columns.items()
    }


def _of_column(
    column: Column,
    found: list[int],
    steps: Mapping[int, int],
    homes: Mapping[int, int],
    ways: Ways,
    most: int,
    opened: Collection[str],
) -> _Shown:
    focus, rest = [pk for pk in found if not steps[pk]], [pk for pk in found if steps[pk]]
    single, bundles = bundled(column, rest, homes, ways, opened)
    open_here = [
        (code, ways.names[code[0], int(code[1:])]) for code in opened if ways.holds(code, rest, homes)
    ]
    shown = [*focus[:most], *single[:MOST]]
    return _Shown(shown, told_apart(bundles, homes, ways), len(focus) + len(single) - len(shown), open_here)


def _nodes(
    shown: list[int], named: Mapping[int, Element], steps: Mapping[int, int], graph: Graph, viewer: "Viewer"
) -> dict[int, ChainNode]:
    rings = rings_for((named[pk] for pk in shown), viewer)
    marks = marks_of(shown, viewer)
    namesakes = namesakes_of(named[pk] for pk in shown)
    return {
        pk: _node(named[pk], rings.get(pk), steps[pk], graph, marks.get(pk, ()), is_namesake=pk in namesakes)
        for pk in shown
    }


def _threads(edges: Iterable[Edge], boxes: Mapping[Column, list[ChainBox]]) -> Iterator[ChainThread]:
    """The ways between what is shown; those between the same two boxes are one thread."""
    keys: dict[int, str] = {}
    for column in boxes.values():
        for box in column:
            held = box.elements if isinstance(box, Bundle) else (box.element.pk,)
            keys.update(dict.fromkeys(held, box.key))
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        lower, upper = keys.get(edge.lower), keys.get(edge.upper)
        if lower and upper and lower != upper:
            found[lower, upper].append(edge)
    for (lower, upper), several in found.items():
        yield ChainThread(lower, upper, tuple(several))


def namesakes_of(elements: Iterable[Element]) -> set[int]:
    """Those that have the same name as another of them."""
    named: dict[str, list[int]] = defaultdict(list)
    for element in elements:
        named[element.title.casefold()].append(element.pk)
    return {pk for several in named.values() if len(several) > 1 for pk in several}


def place_of(element: Element, *, is_namesake: bool) -> str:
    """The document that it stands in; and the unit, where the name alone does not tell which is meant."""
    document, unit = element.document.title, element.document.unit.name
    return f"{document} · {unit}" if is_namesake and unit not in document else document


def _gone(breaks: Iterable[Break], named: Mapping[int, Element]) -> Iterator[BrokenThread]:
    """The threads whose aim is gone, as far as the viewer may see both ends."""
    namesakes = namesakes_of(named.values())
    for each in breaks:
        if each.lower in named and each.end in named and is_gone(named[each.end]):
            place = place_of(named[each.end], is_namesake=each.end in namesakes)
            yield BrokenThread(named[each.lower], named[each.end], place)


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


def _node(
    element: Element,
    ring: Ring | None,
    steps: int,
    graph: Graph,
    marks: tuple[Labelled, ...],
    *,
    is_namesake: bool,
) -> ChainNode:
    should_tie = element.kind.is_aim or element.kind.nature == Nature.WORK
    return ChainNode(
        element,
        ring,
        steps,
        hangs_loose=should_tie and hangs_loose(element.pk, graph),
        lacks_support=element.kind.is_aim and lacks_support(element.pk, graph),
        marks=marks,
        is_namesake=is_namesake,
    )
