"""Where a person stands in the organisation today: what every question of rights is answered from.

Computed once a request, in one query. A deputy leads what the absent person leads, and does what
waits for that person; what the absent one keeps for the whole municipality (secretariat, controller, operator) is not handed
on with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Value

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.prepared import Given, Prepared
from pejling.organisation.models import POLITICAL_NATURES, Capacity, Deputyship, Post, Role, Seat, Unit
from pejling.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer

Ids = frozenset[int]


@dataclass(frozen=True)
class Authority:
    """What a person is today. Units are given by their ids.

    `lines` gives each of their own units with its line: itself and all above it. `acts_for` says whose deputy they are
    for which unit that they lead only as such, `stands_in_for` for whom at all, by id.
    """

    person: Person | None = None
    capacities: frozenset[str] = frozenset()
    led_units: Ids = frozenset()
    own_units: Ids = frozenset()
    lines: dict[int, Ids] = field(default_factory=dict)
    forums: Ids = frozenset()
    is_council_member: bool = False
    acts_for: dict[int, Person] = field(default_factory=dict)
    stands_in_for: dict[int, Person] = field(default_factory=dict)

    @property
    def is_operator(self) -> bool:
        """Runs the installation."""
        return Capacity.OPERATOR in self.capacities

    @property
    def is_secretariat(self) -> bool:
        """Keeps the register and runs the processes for the whole municipality."""
        return Capacity.SECRETARIAT in self.capacities

    @property
    def is_controller(self) -> bool:
        """Joins money to goals for the whole municipality."""
        return Capacity.CONTROLLER in self.capacities

    @property
    def is_internal(self) -> bool:
        """Staff of any kind, or a council member: may read what is internal."""
        return bool(self.capacities) or self.is_council_member

    @property
    def people(self) -> Ids:
        """Themselves, and those whose deputy they are: what waits for any of them is theirs to do."""
        return frozenset({self.person.pk, *self.stands_in_for}) if self.person else frozenset()

    @property
    def led_themselves(self) -> Ids:
        """Those of their own units that they lead: not what lies below."""
        return self.own_units & self.led_units

    @property
    def units_and_above(self) -> Ids:
        """Their own units and all above them."""
        return frozenset().union(*self.lines.values())

    def leads(self, unit_id: int | None) -> bool:
        """Whether they lead the unit, or one above it."""
        return unit_id in self.led_units


NOBODY = Authority()
AUTHORITY = "authority"
"""Under which people's standing is kept for the request, with the person's key."""


def authority_of(viewer: "Viewer") -> Authority:
    """The viewer's standing today; an anonymous or departed one has none."""
    if not viewer.is_authenticated or not viewer.is_active:
        return NOBODY
    person = viewer
    return request_cache.get_or_set((AUTHORITY, person.pk), lambda: _compute(person))


def _places(given: type[Given]) -> "QuerySet[Any, Any]":
    """A person's posts and seats, the posts of those whose deputy they are, and the whole tree of units."""
    person: Any = given("person")
    on: Any = given("on")
    absent = Deputyship.objects.current(on).filter(deputy=person).values("person")
    theirs = Q(person=person) | Q(person__in=absent, person__is_active=True)
    posts = Post.objects.current(on).filter(theirs).order_by()
    seats = Seat.objects.current(on).filter(person=person).order_by()
    return posts.values_list(Value("post"), "unit", "person", "role__capacity", "pk").union(
        seats.values_list(Value("seat"), "forum", "person", "forum__kind__nature", "pk"),
        Unit.objects.order_by().values_list(Value("unit"), "pk", "parent", Value(""), "pk"),
        all=True,
    )


# Every page begins with it, so it is put into SQL once and not each time.
_PLACES = Prepared(_places)


def _compute(person: Person) -> Authority:
    found = _PLACES.ask(person=person.pk, on=today().isoformat())
    holders = {row[2] for row in found if row[0] == "post"}
    people = {person.pk: person}
    if absent := holders - people.keys():
        people |= Person.objects.in_bulk(absent)
    posts = [
        Post(pk=pk, unit_id=unit, person=people[holder], role=Role(capacity=capacity))
        for what, unit, holder, capacity, pk in found
        if what == "post"
    ]
    seats = [(forum, nature) for what, forum, _person, nature, _pk in found if what == "seat"]
    parents = {unit: parent for what, unit, parent, _name, _pk in found if what == "unit"}
    request_cache.get_or_set("unit_parents", lambda: parents)
    return assemble(person, posts, seats, parents)


def assemble(
    person: Person, posts: list[Post], seats: list[tuple[int, str]], parents: dict[int, int | None]
) -> Authority:
    """The standing of a person from their current posts, those of the absent whose deputy they are, and their seats."""
    absentees = {post.person_id: post.person for post in posts if post.person_id != person.pk}
    posts = [post for post in posts if post.person_id == person.pk or post.role.capacity == Capacity.LEADER]
    leading = [post for post in posts if post.role.capacity in (Capacity.LEADER, Capacity.DEPUTY)]
    own = frozenset(post.unit_id for post in posts)
    return Authority(
        person=person,
        capacities=frozenset(post.role.capacity for post in posts),
        led_units=below({post.unit_id for post in leading}, parents),
        own_units=own,
        lines={unit: above(frozenset({unit}), parents) for unit in own},
        forums=frozenset(forum for forum, _nature in seats),
        is_council_member=any(nature in POLITICAL_NATURES for _forum, nature in seats),
        acts_for=_acts_for(person, leading, parents),
        stands_in_for=absentees,
    )


def _acts_for(person: Person, leading: list[Post], parents: dict[int, int | None]) -> dict[int, Person]:
    """For each unit led only as a deputy: whose. Under two absent leaders it is the nearer one's."""
    borrowed = [post for post in leading if post.person_id != person.pk]
    if not borrowed:
        return {}
    own = below({post.unit_id for post in leading if post.person_id == person.pk}, parents)
    acts_for: dict[int, Person] = {}
    for post in sorted(borrowed, key=lambda post: (len(above(frozenset({post.unit_id}), parents)), post.pk)):
        acts_for.update(dict.fromkeys(below({post.unit_id}, parents) - own, post.person))
    return acts_for


def unit_parents() -> dict[int, int | None]:
    """Every unit's id and its parent's; ended units too, for somebody must still answer for what they left."""
    return request_cache.get_or_set(
        "unit_parents", lambda: dict(Unit.objects.order_by().values_list("pk", "parent_id"))
    )


def below(units: set[int], parents: dict[int, int | None]) -> Ids:
    """The units and all below them."""
    if not units:
        return frozenset()
    children: dict[int | None, list[int]] = {}
    for unit, parent in parents.items():
        children.setdefault(parent, []).append(unit)
    found, waiting = set(units), list(units)
    while waiting:
        new = [child for child in children.get(waiting.pop(), []) if child not in found]
        found.update(new)
        waiting.extend(new)
    return frozenset(found)


def way_up(unit: int, parents: Mapping[int, int | None]) -> Iterator[int]:
    """The unit and those above it, the nearest first."""
    here: int | None = unit
    seen: set[int] = set()
    while here is not None and here not in seen:
        seen.add(here)
        yield here
        here = parents.get(here)


def above(units: Ids, parents: Mapping[int, int | None]) -> Ids:
    """The units and all above them."""
    return frozenset(each for unit in units for each in way_up(unit, parents))
