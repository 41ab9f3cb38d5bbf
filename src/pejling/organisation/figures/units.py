"""All that a unit's page shows of the organisation."""

from dataclasses import dataclass

from django.db.models import Q

from pejling.core.dates import today
from pejling.organisation.figures.tree import Branch
from pejling.organisation.models import Capacity, Forum, Post, Unit
from pejling.people.models import Person


@dataclass(frozen=True)
class UnitFacts:
    """A unit, the way up, who is in it, and what lies below."""

    unit: Unit
    above: list[Unit]
    leaders: list[Person]
    posts: list[Post]
    coming: list[Post]
    past: list[Post]
    forums: list[Forum]
    below: list[Branch]
    ended_below: list[Unit]
    merged: list[Unit]


def unit_facts(pk: int) -> UnitFacts | None:
    """What is known of a unit today, in three queries; None when there is no such unit."""
    units = {unit.pk: unit for unit in Unit.objects.for_list()}
    unit = units.get(pk)
    if unit is None:
        return None
    here = Q(unit=unit) | Q(unit__parent=unit, role__capacity=Capacity.LEADER)
    posts = list(
        Post.objects.filter(here)
        .select_related("person", "role")
        .order_by("role__position", "person__sort_key", "starts_on", "pk")
    )
    now = [post for post in posts if post.is_current() and post.person.is_active]
    own = [post for post in posts if post.unit_id == unit.pk and post not in now]
    below = [each for each in units.values() if each.parent_id == unit.pk]
    return UnitFacts(
        unit=unit,
        above=_way_up(unit, units),
        leaders=_leaders(unit, now),
        posts=[post for post in now if post.unit_id == unit.pk],
        coming=[post for post in own if _is_coming(post)],
        past=[post for post in own if not _is_coming(post)],
        forums=list(Forum.objects.current().filter(unit=unit).for_list()),
        below=[Branch(each, _leaders(each, now)) for each in below if not each.has_ended],
        ended_below=[each for each in below if each.has_ended],
        merged=[each for each in units.values() if each.merged_into_id == unit.pk],
    )


def _way_up(unit: Unit, units: dict[int, Unit]) -> list[Unit]:
    way: list[Unit] = []
    here = units.get(unit.parent_id or 0)
    while here is not None:
        way.insert(0, here)
        here = units.get(here.parent_id or 0)
    return way


def _leaders(unit: Unit, posts: list[Post]) -> list[Person]:
    leading = [
        post.person for post in posts if post.unit_id == unit.pk and post.role.capacity == Capacity.LEADER
    ]
    return list(dict.fromkeys(leading))


def _is_coming(post: Post) -> bool:
    return post.starts_on is not None and post.starts_on > today()
