"""The chain as one graph: which elements count on a day, and what leads from a lower one up to a higher one.

Three things lead upwards: an element to its parent, a tie to its aim, and - where the aim of a tie is no longer in force -
the tie read through the aim's fate to where it lives on. docs/decisions/anchoring.md says what each is worth.
"""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from pejling.direction.figures import closure
from pejling.direction.models import Adoption, Document, Life, Visibility
from pejling.direction.registries import Strength
from pejling.organisation.models import POLITICAL_NATURES

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

NONE, HALF, FULL = Strength.NONE, Strength.HALF, Strength.FULL
MANY = 500
"""From so many aims on it is quicker to read the whole graph than to look for what is near each."""


class Home(NamedTuple):
    """What must be known of the document that an element stands in."""

    pk: int
    period_ends: date | None
    responsible: int | None
    life: str
    column: str
    is_political: bool

    @property
    def has_authority(self) -> bool:
        """Whether it was decided by the council or a committee, or is law."""
        return self.is_political or self.life == Life.EXTERNAL


class Node(NamedTuple):
    """An element that counts, as it was read; 0 for no parent and nobody responsible."""

    what: int
    pk: int
    document: int
    parent: int
    responsible: int


class Edge(NamedTuple):
    """A way up from one element to another. `tie` is 0 for the tree; `fate` is set where a tie is inherited."""

    lower: int
    upper: int
    strength: Strength
    tie: int = 0
    fate: int = 0
    is_questioned: bool = False


class Break(NamedTuple):
    """A tie that leads nowhere: `end` is where its thread stops, an aim that has lapsed, has ended or is not in force."""

    lower: int
    upper: int
    tie: int
    end: int


Adjacent = Mapping[int, list[Edge]]


@dataclass(frozen=True)
class Threads:
    """The elements that count, the ways between them, and the ties that are broken."""

    on: date
    nodes: Mapping[int, Node]
    homes: Mapping[int, Home]
    edges: list[Edge]
    breaks: list[Break]

    @cached_property
    def ups(self) -> Adjacent:
        """The ways up from each element."""
        ups: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            ups[edge.lower].append(edge)
        return dict(ups)

    @cached_property
    def downs(self) -> Adjacent:
        """The ways down from each element."""
        downs: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            downs[edge.upper].append(edge)
        return dict(downs)

    @cached_property
    def expired(self) -> frozenset[int]:
        """The documents that are in force though their period has run out."""
        return frozenset(pk for pk, home in self.homes.items() if home.period_ends and home.period_ends < self.on)

    def home(self, pk: int) -> Home:
        """The document that an element stands in."""
        return self.homes[self.nodes[pk].document]

    def worth(self, pk: int) -> Strength:
        """What an element is worth: half when the period of its document has run out, though it is still in force."""
        return HALF if self.nodes[pk].document in self.expired else FULL

    def answers(self, pk: int) -> int | None:
        """Who answers for an element: its own responsible, else the document's."""
        return self.nodes[pk].responsible or self.home(pk).responsible

    @cached_property
    def authority(self) -> dict[int, Strength]:
        """The elements whose own document was decided politically or is law."""
        worth = {pk: HALF if pk in self.expired else FULL for pk, home in self.homes.items() if home.has_authority}
        return {pk: worth[node.document] for pk, node in self.nodes.items() if node.document in worth}

    @cached_property
    def political(self) -> dict[int, Strength]:
        """How far each element reaches, by itself or through what it contributes to, what was decided politically."""
        return spread(self.authority, self.downs, upwards=False)

    @cached_property
    def supported(self) -> dict[int, Strength]:
        """How far something of another document contributes to each element, to itself or to what stands under it."""
        nodes = self.nodes
        arriving: dict[int, Strength] = {}
        inside: dict[int, list[Edge]] = defaultdict(list)
        for edge in self.edges:
            if not edge.tie or nodes[edge.lower].document == nodes[edge.upper].document:
                inside[edge.lower].append(edge)
            elif arriving.get(edge.upper) != FULL:
                arriving[edge.upper] = max(edge.strength, arriving.get(edge.upper, NONE))
        return spread(arriving, inside, upwards=True)

    def reach(self, start: Iterable[int], *, upwards: bool) -> dict[int, int]:
        """Everything above (or below) the start, nearest first, with the number of steps; the start is 0 steps away."""
        along = self.ups if upwards else self.downs
        steps = {pk: 0 for pk in start if pk in self.nodes}
        waiting = list(steps)
        for pk in waiting:
            for edge in along.get(pk, ()):
                other = edge.upper if upwards else edge.lower
                if other not in steps:
                    steps[other] = steps[pk] + 1
                    waiting.append(other)
        return steps


def spread(sources: Mapping[int, Strength], along: Adjacent, *, upwards: bool) -> dict[int, Strength]:
    """Let strength flow from the sources along the ways: a way lets through no more than it is worth itself.

    Linear in the number of ways: first what is full flows, and what a half way lets through is kept for afterwards.
    """
    end = 1 if upwards else 0
    reached = {pk: FULL for pk, strength in sources.items() if strength == FULL}
    halves = [pk for pk, strength in sources.items() if strength == HALF]
    waiting = list(reached)
    for pk in waiting:
        for edge in along.get(pk, ()):
            other = edge[end]
            if other not in reached:
                if edge.strength == FULL:
                    reached[other] = FULL
                    waiting.append(other)
                else:
                    halves.append(other)
    halves = list({pk for pk in halves if pk not in reached})
    reached.update(dict.fromkeys(halves, HALF))
    for pk in halves:
        for edge in along.get(pk, ()):
            if (other := edge[end]) not in reached:
                reached[other] = HALF
                halves.append(other)
    return reached


def all_threads(on: date, *, public_only: bool = False) -> Threads:
    """The whole chain of the municipality: two queries."""
    with _undisturbed():
        rows = closure.rows_of_everything(on, public_only=public_only)
        return _woven(rows, _binding(on, public_only=public_only), on)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A hundred thousand tuples at once would make the garbage collector walk the whole heap, for nothing: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def threads_near(aims: Collection[int], on: date, *, public_only: bool = False) -> Threads:
    """As much of the chain as the rings of these aims depend on: two queries."""
    if len(aims) > MANY:
        return all_threads(on, public_only=public_only)
    tables = (closure.up(aims), closure.near(aims))
    hood = "SELECT id FROM up UNION SELECT id FROM near"
    rows = closure.rows_around(tables, hood, on, public_only=public_only)
    return _woven(rows, _of_rows(rows, _binding(on, public_only=public_only)), on)


def threads_through(start: Collection[int], on: date, *, viewer: "Viewer", most: int) -> Threads:
    """What hangs above and below the start as the viewer may see it, at most so many elements either way: two queries."""
    tables = (closure.up(start), closure.down(start))
    hood = " UNION ".join(f"SELECT id FROM (SELECT id FROM {way} LIMIT {int(most)}) most_{way}" for way in ("up", "down"))
    rows = closure.rows_around(tables, hood, on, public_only=not viewer.is_authenticated)
    return _woven(rows, _of_rows(rows, Document.objects.visible_to(viewer).in_force(on)), on)


def _binding(on: date, *, public_only: bool) -> QuerySet[Document]:
    binding = Document.objects.in_force(on)
    return binding.filter(visibility=Visibility.PUBLIC) if public_only else binding


def _of_rows(rows: closure.Rows, documents: QuerySet[Document]) -> QuerySet[Document]:
    return documents.filter(pk__in={row[2] for row in rows[closure.LINE]})


def _woven(rows: closure.Rows, documents: QuerySet[Document], on: date) -> Threads:
    political = Adoption.objects.standing().filter(document=OuterRef("pk"), forum__kind__nature__in=POLITICAL_NATURES)
    facts = documents.order_by().values_list(
        "pk", "ends_on", "responsible_id", "kind__life", "kind__column", Exists(political)
    )
    homes = {row[0]: Home._make(row) for row in facts}
    nodes = {row[1]: Node._make(row) for row in rows[closure.LINE] if row[2] in homes}
    weaver = _Weaver(nodes, homes, on)
    edges = [*weaver.tree(), *weaver.ties(rows)]
    return Threads(on, nodes, homes, edges, weaver.breaks)


class _Weaver:
    """Turns rows into ways; ties to aims that no longer count are read through the fates of these."""

    def __init__(self, nodes: Mapping[int, Node], homes: Mapping[int, Home], on: date) -> None:
        self.nodes = nodes
        stale = {pk for pk, home in homes.items() if home.period_ends and home.period_ends < on}
        self.expired = {pk for pk, node in nodes.items() if node.document in stale} if stale else set()
        self.fates: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.answered: set[tuple[int, int]] = set()
        self.breaks: list[Break] = []

    def tree(self) -> list[Edge]:
        """The ways from elements to their parents."""
        nodes, expired = self.nodes, self.expired
        return [
            Edge(pk, node.parent, HALF if pk in expired else FULL)
            for pk, node in nodes.items()
            if node.parent in nodes
        ]

    def ties(self, rows: closure.Rows) -> list[Edge]:
        """The ways over ties, direct or inherited. Notes the broken ones."""
        nodes, weak = self.nodes, self.expired
        doubted = {row[1] for row in rows[closure.DOUBT]}
        found, dangling = [], []
        for _tie, tie, lower, upper, _none in rows[closure.TIE]:
            if lower in nodes:
                if upper in nodes:
                    half = tie in doubted or lower in weak or upper in weak
                    found.append(Edge(lower, upper, HALF if half else FULL, tie, 0, tie in doubted))
                else:
                    dangling.append((tie, lower, upper))
        self._read_fates(rows)
        for tie, lower, upper in dangling:
            found += self._inherited(tie, lower, upper, is_questioned=tie in doubted)
        return found

    def _read_fates(self, rows: closure.Rows) -> None:
        for _fate, pk, old, heir, _none in rows[closure.FATE]:
            self.fates[old].append((pk, heir))
        self.answered.update((row[1], row[2]) for row in rows[closure.ANSWER])

    def _inherited(self, tie: int, lower: int, upper: int, *, is_questioned: bool) -> Iterator[Edge]:
        for fate, end in self._ends(tie, upper, {upper}):
            if end not in self.nodes:
                self.breaks.append(Break(lower, upper, tie, end))
            elif end != lower:
                yield Edge(lower, end, HALF, tie, fate, is_questioned)

    def _ends(self, tie: int, old: int, seen: set[int]) -> Iterator[tuple[int, int]]:
        """The last fate and the element at each end of a tie to an old aim; an end that does not count is a break."""
        if not self.fates[old]:
            yield 0, old
        for fate, heir in self.fates[old]:
            if (tie, fate) in self.answered or heir in seen:
                continue
            if not heir:
                yield fate, old
            elif heir in self.nodes:
                yield fate, heir
            else:
                yield from self._ends(tie, heir, seen | {heir})

