"""Who is the leadership of a unit, and who the leader above it is: by the posts of today, never by deputyship."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pejling.core import request_cache
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import unit_parents, way_up
from pejling.organisation.models import Capacity, ForumNature, Post, Seat

if TYPE_CHECKING:
    from pejling.people.models import Person

LEADERSHIP = (Capacity.LEADER, Capacity.DEPUTY)
"""The posts that are the leadership of their unit: the leader, and who leads with them (souschef)."""


def units_above() -> dict[int, int | None]:
    """For each unit: the nearest one above it that somebody leads. Read once for a request."""
    return request_cache.get_or_set("units above that are led", _units_above)


def _units_above() -> dict[int, int | None]:
    led = {each for _pk, each, _person, _name in posts_of_leaders()}
    parents = unit_parents()
    return {unit: _nearest_led(unit, parents, led) for unit in parents}


def _nearest_led(unit: int, parents: Mapping[int, int | None], led: set[int]) -> int | None:
    return next((each for each in way_up(unit, parents) if each in led and each != unit), None)


def unit_above(unit: int) -> int | None:
    """The nearest unit above that somebody leads."""
    return units_above().get(unit)


def chairs_of_council() -> list[int]:
    """Those who preside over the council today, by their ids."""

    def read() -> list[int]:
        seats = Seat.objects.current().filter(forum__kind__nature=ForumNature.COUNCIL, person__is_active=True)
        found = list(seats.order_by("role__position", "pk").values_list("person", "role__position"))
        return [person for person, position in found if position == found[0][1]]

    return request_cache.get_or_set("chairs of council", read)


def is_top(unit: int) -> bool:
    """Whether the unit has none above it: its leadership talks with the council, about its contract."""
    return unit_parents().get(unit, unit) is None


def leaders_above(unit: int) -> list[int]:
    """Those who lead the nearest unit above, by their ids; above the top those who preside over the council."""
    if is_top(unit):
        return chairs_of_council()
    above = unit_above(unit)
    return [person for _pk, each, person, _name in posts_of_leaders() if each == above and above is not None]


def leaderships() -> dict[int, list[int]]:
    """Those who are the leadership of each unit today, by the units' ids; its leader first. One query for all."""

    def read() -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        posts = Post.objects.current().filter(role__capacity__in=LEADERSHIP, person__is_active=True)
        for unit, person in posts.order_by("role__position", "pk").values_list("unit", "person"):
            found.setdefault(unit, []).append(person)
        return found

    return request_cache.get_or_set("leaderships", read)


def leadership_of(unit: int) -> list[int]:
    """Those who are the leadership of the unit today, by their ids; its leader first."""
    return leaderships().get(unit, [])


def units_hosted_by(person: "Person") -> frozenset[int]:
    """The units whose leadership the person is part of today."""
    return frozenset(unit for unit, people in leaderships().items() if person.pk in people)


def units_right_below(person: "Person") -> frozenset[int]:
    """The units of which the person is the leader above."""
    own = {unit for _pk, unit, who, _name in posts_of_leaders() if who == person.pk}
    if person.pk in chairs_of_council():
        own_tops = {unit for unit, parent in unit_parents().items() if parent is None}
    else:
        own_tops = set()
    if not own:
        return frozenset(own_tops)
    return frozenset(own_tops) | frozenset(unit for unit, above in units_above().items() if above in own)


def units_read_by(person: "Person") -> frozenset[int]:
    """The units whose conversations the person has a part in by their post."""
    return units_hosted_by(person) | units_right_below(person)
