"""The ways from promises down to the work, as anybody may see them, as of a day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from pejling.chain.graph_building import whole_graph
from pejling.core.dates import end_of, today
from pejling.direction.models import Column, Contribution

COLUMNS = list(Column)


@dataclass(frozen=True)
class Ways:
    """What leads to what among the public documents in force: for each element what is above it, and what is below it."""

    ups: Mapping[int, list[int]]
    downs: Mapping[int, list[int]]
    columns: Mapping[int, int]
    """How far down the chain each element stands: 0 for a vision."""

    def below(self, start: int) -> set[int]:
        """Everything that leads up to an element, itself included."""
        found, waiting = {start}, [start]
        for pk in waiting:
            for lower in self.downs.get(pk, ()):
                if lower not in found:
                    found.add(lower)
                    waiting.append(lower)
        return found

    def tree_below(self, start: int) -> dict[int, list[int]]:
        """Everything below, each in one place: under the one of those above it that stands nearest in the chain.

        So a school's work hangs under the policy that it serves, also where it is tied straight to the vision as well.
        """
        found = self.below(start)
        tree: dict[int, list[int]] = defaultdict(list)
        for pk in sorted(found - {start}):
            above = [upper for upper in self.ups.get(pk, ()) if upper in found]
            tree[max(above, key=lambda upper: (self.columns.get(upper, 0), -upper))].append(pk)
        return dict(tree)


def public_ways(on: date | None = None) -> Ways:
    """The ways as they were when the day ended: two queries, one more for a day that has passed."""
    on = on or today()
    graph = whole_graph(on, public_only=True)
    later, ended = _since(on) if on < today() else (set(), [])
    pairs = [(edge.lower, edge.upper) for edge in graph.edges if edge.tie not in later] + ended
    ups: dict[int, list[int]] = defaultdict(list)
    downs: dict[int, list[int]] = defaultdict(list)
    for lower, upper in pairs:
        if lower in graph.nodes and upper in graph.nodes:
            ups[lower].append(upper)
            downs[upper].append(lower)
    columns = {pk: COLUMNS.index(Column(graph.home(pk).column)) for pk in graph.nodes}
    return Ways(dict(ups), dict(downs), columns)


def _since(on: date) -> tuple[set[int], list[tuple[int, int]]]:
    """The ties made after the day, and those that stood then and have ended since."""
    ties = Contribution.objects.visible_to(AnonymousUser())
    changed = ties.filter(Q(created_at__gt=end_of(on)) | Q(ended_on__gt=on)).order_by("pk")
    later, ended = set(), []
    for pk, created_at, lower, upper in changed.values_list("pk", "created_at", "lower", "upper"):
        if created_at > end_of(on):
            later.add(pk)
        else:
            ended.append((lower, upper))
    return later, ended
