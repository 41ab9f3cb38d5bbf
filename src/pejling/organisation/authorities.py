"""Where many people stand, in as many queries as it takes for one: for what is made for a whole municipality at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from pejling.core import request_cache
from pejling.organisation.authority import AUTHORITY, Authority, assemble, authority_of, unit_parents, way_up
from pejling.organisation.models import Deputyship, Post, Seat

if TYPE_CHECKING:
    from pejling.people.models import Person


def know_authorities(people: "Collection[Person]") -> None:
    """See to it that `authority_of` answers for each of the people without a query: four at most for all of them.

    It does so within `request_cache.kept()` alone, which whoever asks for many has around them.
    """
    active = {each.pk: each for each in people if each.is_active}

    def read(unknown: list[int]) -> Mapping[int, Authority]:
        if len(unknown) == 1:
            return {unknown[0]: authority_of(active[unknown[0]])}
        return _read([active[pk] for pk in unknown])

    request_cache.get_many(AUTHORITY, active, read)


def _read(people: "Collection[Person]") -> Mapping[int, Authority]:
    ids = {person.pk for person in people}
    absent = _absent_of(ids)
    posts = _posts_of(ids | {person for people in absent.values() for person in people})
    seats: dict[int, list[tuple[int, str]]] = defaultdict(list)
    seated = Seat.objects.current().filter(person__in=ids)
    for person_id, forum, nature in seated.values_list("person", "forum", "forum__kind__nature"):
        seats[person_id].append((forum, nature))
    parents = unit_parents() if posts else {}
    return {
        person.pk: assemble(
            person,
            [post for each in (person.pk, *absent[person.pk]) for post in posts.get(each, ())],
            seats[person.pk],
            parents,
        )
        for person in people
    }


def _absent_of(deputies: set[int]) -> Mapping[int, list[int]]:
    absent: dict[int, list[int]] = defaultdict(list)
    standing_in = Deputyship.objects.current().filter(deputy__in=deputies, person__is_active=True)
    for deputy, person in standing_in.order_by("pk").values_list("deputy", "person"):
        if person not in absent[deputy]:
            absent[deputy].append(person)
    return absent


def _posts_of(people: set[int]) -> Mapping[int, list[Post]]:
    posts: dict[int, list[Post]] = defaultdict(list)
    for post in Post.objects.current().filter(person__in=people).select_related("role", "person"):
        posts[post.person_id].append(post)
    return dict(posts)


LeadingPost = tuple[int, int, int, str]
"""A post of somebody who leads a unit: its key, the unit, the person and the name."""


def posts_of_leaders() -> list[LeadingPost]:
    """The posts of those who lead a unit, the longest post first."""

    def read() -> list[LeadingPost]:
        rows = Post.objects.leading().filter(person__is_active=True).order_by("pk")
        return list(rows.values_list("pk", "unit_id", "person_id", "person__name"))

    return request_cache.get_or_set("posts of leaders", read)


def leaders_above(people: "Collection[Person]") -> "Mapping[int, Person]":
    """For each of the people who has one: the nearest leader above them, by the first of their posts.

    Of a leader it is the one who leads the nearest unit above their own; three queries for all.
    """
    parents = unit_parents()
    leaders: dict[int, Person] = {}
    for post in (
        Post.objects.leading().filter(person__is_active=True).select_related("person").order_by("-pk")
    ):
        leaders[post.unit_id] = post.person
    above: dict[int, Person] = {}
    posts = Post.objects.current().filter(person__in={person.pk for person in people})
    for person, unit in posts.order_by("pk").values_list("person", "unit"):
        found = _nearest(unit, parents, leaders, besides=person)
        if found is not None:
            above.setdefault(person, found)
    return above


def _nearest(
    unit: int, parents: Mapping[int, int | None], leaders: "Mapping[int, Person]", *, besides: int
) -> "Person | None":
    """The leader of the unit or of the nearest one above it, who is not this person."""
    others = (leaders[each] for each in way_up(unit, parents) if each in leaders)
    return next((leader for leader in others if leader.pk != besides), None)


def deputies_of(people: "Collection[Person]") -> "Mapping[int, list[Person]]":
    """For each of the people who is away: who stands in for them today."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Deputyship.objects.current().filter(person__in={person.pk for person in people})
    for row in rows.filter(deputy__is_active=True).select_related("deputy").order_by("pk"):
        found[row.person_id].append(row.deputy)
    return found
