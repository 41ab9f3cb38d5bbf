"""The chain as one graph: which elements count on a day, and what leads from a lower one up to a higher one.

Three things lead upwards: an element to its parent, a tie to its aim, and - where the aim of a tie is no longer in force -
the tie read through the aim's fate to where it lives on. docs/decisions/104-anchoring.md says what each is worth.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from pejling.direction.models import Life


class Strength(IntEnum):
    """How far a way leads up, or a condition of the ring holds."""

    NONE = 0
    HALF = 1
    FULL = 2


NONE, HALF, FULL = Strength.NONE, Strength.HALF, Strength.FULL


class DocumentFacts(NamedTuple):
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
class Graph:
    """The elements that count, the ways between them, and the ties that are broken."""

    on: date
    nodes: Mapping[int, Node]
    homes: Mapping[int, DocumentFacts]
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
        return frozenset(
            pk for pk, home in self.homes.items() if home.period_ends and home.period_ends < self.on
        )

    def home(self, pk: int) -> DocumentFacts:
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
        worth = {
            pk: HALF if pk in self.expired else FULL for pk, home in self.homes.items() if home.has_authority
        }
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

    def within(self, aim: int) -> tuple[list[int], list[Edge]]:
        """The aim and all below it in its own document; and the ways that come to these from others, the strongest first."""
        home = self.nodes[aim].document
        inside, arriving = [aim], []
        for pk in inside:
            for edge in self.downs.get(pk, ()):
                if self.nodes[edge.lower].document != home:
                    arriving.append(edge)
                elif edge.lower not in inside:
                    inside.append(edge.lower)
        return inside, sorted(arriving, key=lambda edge: -edge.strength)

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
