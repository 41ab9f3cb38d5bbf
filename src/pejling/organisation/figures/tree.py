"""The tree of units, with their leaders."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pejling.core.text import fold
from pejling.organisation.models import Post, Unit
from pejling.people.models import Person

Leaders = dict[int, list[Person]]


@dataclass
class Branch:
    """A unit, who leads it, and the units below it."""

    unit: Unit
    leaders: list[Person]
    branches: "list[Branch]" = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many units there are below."""
        return sum(1 + branch.size for branch in self.branches)


@dataclass(frozen=True)
class Tree:
    """What is shown of the tree: its tops, how many units match, and of how many."""

    tops: list[Branch]
    shown: int
    all: int


def leaders_of_units(units: Iterable[int] | None = None) -> Leaders:
    """Who leads each unit today."""
    posts = Post.objects.leading().filter(person__is_active=True).select_related("person")
    if units is not None:
        posts = posts.filter(unit__in=units)
    leaders: Leaders = {}
    for post in posts.order_by("role__position", "person__sort_key"):
        known = leaders.setdefault(post.unit_id, [])
        if post.person not in known:
            known.append(post.person)
    return leaders


def tree_of_units(*, q: str = "", kind: int | None = None, with_ended: bool = False) -> Tree:
    """The tree with what matches, and all above it so that one sees where it belongs."""
    units = [unit for unit in Unit.objects.for_list() if with_ended or not unit.has_ended]
    leaders = leaders_of_units()
    hits = {unit.pk for unit in units if _matches(unit, leaders, fold(q.strip()), kind)}
    branches = {unit.pk: Branch(unit, leaders.get(unit.pk, [])) for unit in units}
    kept = _with_those_above(hits, units)
    tops: list[Branch] = []
    for unit in units:
        if unit.pk in kept:
            above = branches.get(unit.parent_id or 0)
            (above.branches if above else tops).append(branches[unit.pk])
    return Tree(tops, len(hits), len(units))


def _matches(unit: Unit, leaders: Leaders, words: str, kind: int | None) -> bool:
    if kind and unit.kind_id != kind:
        return False
    names = [unit.name, *(person.name for person in leaders.get(unit.pk, []))]
    return not words or any(words in fold(name) for name in names)


def _with_those_above(hits: set[int], units: list[Unit]) -> set[int]:
    parents = {unit.pk: unit.parent_id for unit in units}
    kept: set[int] = set()
    for hit in hits:
        here: int | None = hit
        while here in parents and here not in kept:
            kept.add(here)
            here = parents[here]
    return kept
