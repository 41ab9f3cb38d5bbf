"""Reading the chain, or a part of it, and building a graph of the rows."""

import gc
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pejling.chain import graph_rows
from pejling.chain.graph import FULL, HALF, Break, DocumentFacts, Edge, Graph, Node
from pejling.core.prepared import Given, Prepared
from pejling.direction.figures import closure
from pejling.direction.models import Adoption, Document, Element, Visibility
from pejling.direction.models.documents import binding
from pejling.organisation.authority import authority_of
from pejling.organisation.models import POLITICAL_NATURES

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MANY = 500
"""From so many aims on it is quicker to read the whole graph than to look for what is near each."""


def whole_graph(on: date, *, public_only: bool = False) -> Graph:
    """The whole chain of the municipality: two queries."""
    with _undisturbed():
        rows = graph_rows.rows_of_everything(on, public_only=public_only)
        return _build_graph(rows, _facts(_binding(on, public_only=public_only)), on)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A hundred thousand tuples at once would make the garbage collector walk the heap for nothing: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def graph_near(aims: Collection[int], on: date, *, public_only: bool = False) -> Graph:
    """As much of the chain as the rings of these aims depend on: two queries."""
    if len(aims) > MANY:
        return whole_graph(on, public_only=public_only)
    tables = (closure.up(aims), closure.near(aims))
    hood = "SELECT id FROM up UNION SELECT id FROM near"
    rows = graph_rows.rows_around(tables, hood, on, public_only=public_only)
    homes = _HOMES[public_only].ask(documents={row[2] for row in rows[graph_rows.LINE]}, on=on.isoformat())
    return _build_graph(rows, homes, on)


def graph_through(start: Collection[int], on: date, *, viewer: "Viewer", most: int) -> Graph:
    """What hangs above and below the start as the viewer may see it, at most so many elements either way: two queries."""
    tables = (closure.up(start), closure.down(start))
    hood = " UNION ".join(
        f"SELECT id FROM (SELECT id FROM {way} LIMIT {int(most)}) most_{way}" for way in ("up", "down")
    )
    rows = graph_rows.rows_around(tables, hood, on, public_only=not authority_of(viewer).is_internal)
    seen = Document.objects.visible_to(viewer).in_force(on)
    return _build_graph(rows, _facts(seen.filter(pk__in={row[2] for row in rows[graph_rows.LINE]})), on)


def graph_above(element: Element, on: date, *, viewer: "Viewer") -> Graph:
    """The ways up from an element as the viewer may see them, and as they would be if its own document held: two queries."""
    rows = graph_rows.rows_around(
        (closure.up([element.pk]),), "SELECT id FROM up", on, public_only=not authority_of(viewer).is_internal
    )
    counting = Document.objects.visible_to(viewer).filter(binding(on) | Q(pk=element.document_id))
    return _build_graph(rows, _facts(counting.filter(pk__in={row[2] for row in rows[graph_rows.LINE]})), on)


def _binding(on: date, *, public_only: bool) -> QuerySet[Document]:
    holding = Document.objects.in_force(on)
    return holding.filter(visibility=Visibility.PUBLIC) if public_only else holding


def _facts(documents: QuerySet[Document]) -> QuerySet[Document, tuple[Any, ...]]:
    """What must be known of the documents, as `DocumentFacts` has it."""
    political = Adoption.objects.active().filter(
        document=OuterRef("pk"), forum__kind__nature__in=POLITICAL_NATURES
    )
    return documents.order_by().values_list(
        "pk", "ends_on", "responsible_id", "kind__life", "kind__column", Exists(political)
    )


def _homes(given: type[Given], *, public_only: bool) -> QuerySet[Document, tuple[Any, ...]]:
    on: Any = given("on")
    return _facts(_binding(on, public_only=public_only).filter(pk__in=given("documents")))


_HOMES = {public_only: Prepared(partial(_homes, public_only=public_only)) for public_only in (False, True)}


def _build_graph(rows: graph_rows.Rows, facts: Iterable[tuple[Any, ...]], on: date) -> Graph:
    homes = {row[0]: DocumentFacts._make(row) for row in facts}
    nodes = {row[1]: Node._make(row) for row in rows[graph_rows.LINE] if row[2] in homes}
    weaver = _GraphBuilder(nodes, homes, on)
    edges = [*weaver.tree(), *weaver.ties(rows)]
    return Graph(on, nodes, homes, edges, weaver.breaks)


class _GraphBuilder:
    """Turns rows into ways; ties to aims that no longer count are read through the fates of these."""

    def __init__(self, nodes: Mapping[int, Node], homes: Mapping[int, DocumentFacts], on: date) -> None:
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

    def ties(self, rows: graph_rows.Rows) -> list[Edge]:
        """The ways over ties, direct or inherited. Notes the broken ones."""
        nodes, weak = self.nodes, self.expired
        doubted = {row[1] for row in rows[graph_rows.DOUBT]}
        found, dangling = [], []
        for _tie, tie, lower, upper, _none in rows[graph_rows.TIE]:
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

    def _read_fates(self, rows: graph_rows.Rows) -> None:
        for _fate, pk, old, heir, _none in rows[graph_rows.FATE]:
            self.fates[old].append((pk, heir))
        self.answered.update((row[1], row[2]) for row in rows[graph_rows.ANSWER])

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
