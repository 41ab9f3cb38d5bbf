"""Det venter på dig: what waits for one person or for many, and how it is put in few lines."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core import request_cache
from pejling.desk.duties import Duty, DutySource, by_urgency, duties_of
from pejling.desk.figures.deadlines import Deadline, deadline_of
from pejling.organisation.authorities import know_authorities
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.people.models import Person

SHOWN = 7
"""Lines on Min side; the rest stands behind one link."""
ALIKE = 3
"""More of a kind than this are one line."""
NAMED = 2
"""Places that a line of many names before it counts the others."""


@dataclass(frozen=True)
class Waiting:
    """A duty in somebody's list; a deputy has it for the one who is away."""

    source: DutySource
    duty: Duty
    on_behalf_of: "Person | None" = None

    @property
    def kind(self) -> tuple[str, int]:
        """What it can be told together with: the same kind for the same person."""
        return self.source.key, self.on_behalf_of.pk if self.on_behalf_of else 0


@dataclass(frozen=True)
class Line:
    """What one reads: one duty, or many of a kind as one."""

    title: str
    why: str
    url: str
    act: str
    deadline: Deadline
    is_asked: bool
    on_behalf_of: "Person | None"
    waiting: tuple[Waiting, ...]

    @property
    def count(self) -> int:
        """How many things there are to do: a duty may be to tidy up many."""
        return sum(each.duty.count for each in self.waiting)


def waiting_for(person: "Person", on: date) -> list[Waiting]:
    """What waits for a person, and for those whose deputy they are, most urgent first."""
    return waiting_for_all([person], on)[person.pk]


@request_cache.kept()
def waiting_for_all(people: "Collection[Person]", on: date) -> Mapping[int, list[Waiting]]:
    """The same for many people, in a number of queries that does not grow with them."""
    know_authorities(people)
    absent = {pk: each for person in people for pk, each in authority_of(person).stands_in_for.items()}
    everybody = {**absent, **{person.pk: person for person in people}}
    duties = duties_of(list(everybody.values()), on)
    return {person.pk: _of(person, duties) for person in people}


def _of(person: "Person", duties: Mapping[int, list[tuple[DutySource, Duty]]]) -> list[Waiting]:
    """Who leads a unit for somebody finds that one's duties among their own as well: they are told once, as the absent's."""
    borrowed = [
        Waiting(source, duty, absent)
        for pk, absent in authority_of(person).stands_in_for.items()
        for source, duty in duties.get(pk, ())
        if not duty.is_personal
    ]
    known = {each.duty.key for each in borrowed}
    own = [Waiting(source, duty) for source, duty in duties.get(person.pk, ()) if duty.key not in known]
    return sorted([*own, *borrowed], key=lambda each: by_urgency(each.duty))


def lines_of(waiting: Iterable[Waiting], on: date) -> list[Line]:
    """A line for each duty; more than three of a kind are one line, where the most urgent of them stands."""
    groups: dict[tuple[str, int], list[Waiting]] = defaultdict(list)
    for each in waiting:
        groups[each.kind].append(each)
    lines = [line for group in groups.values() for line in _lines(group, on)]
    return sorted(lines, key=lambda line: by_urgency(line.waiting[0].duty))


def _lines(group: list[Waiting], on: date) -> list[Line]:
    if len(group) > ALIKE:
        return [_together(group, on)]
    return [line_of(each, on) for each in group]


def line_of(each: Waiting, on: date) -> Line:
    """One duty as a line."""
    duty = each.duty
    deadline = deadline_of(duty, on)
    return Line(duty.title, duty.why, duty.url, duty.act, deadline, duty.is_asked, each.on_behalf_of, (each,))


def _together(group: list[Waiting], on: date) -> Line:
    first = group[0]
    count = sum(each.duty.count for each in group)
    return Line(
        title=str(first.source.many) % {"count": count},
        why=_places(group),
        url=first.source.url or f"{reverse('waiting')}#{first.source.key}",
        act=_("Se dem"),
        deadline=deadline_of(first.duty, on),
        is_asked=any(each.duty.is_asked for each in group),
        on_behalf_of=first.on_behalf_of,
        waiting=tuple(group),
    )


def _places(group: list[Waiting]) -> str:
    """Søparkens Skole, Bakkens Skole og 4 andre steder."""
    places = list(dict.fromkeys(each.duty.place for each in group if each.duty.place))
    if len(places) <= 1:
        return places[0] if places else group[0].duty.why
    named, others = places[:NAMED], len(places) - NAMED
    if not others:
        return _("%(one)s og %(other)s") % {"one": named[0], "other": named[1]}
    rest = ngettext("%(places)s og %(count)s andet sted", "%(places)s og %(count)s andre steder", others)
    return rest % {"places": ", ".join(named), "count": others}


@dataclass(frozen=True)
class Place:
    """What waits in one unit."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Kind:
    """All of one kind that waits, by the units that it is about when it is much."""

    source: DutySource
    places: tuple[Place, ...]
    count: int


MUCH = 12
"""So many lines of a kind are put in order by unit."""


def kinds_of(waiting: Iterable[Waiting], on: date) -> list[Kind]:
    """Everything, by kind, the kind with the most urgent duty first."""
    groups: dict[str, list[Waiting]] = defaultdict(list)
    for each in waiting:
        groups[each.source.key].append(each)
    return [_kind(group, on) for group in groups.values()]


def _kind(group: list[Waiting], on: date) -> Kind:
    places: dict[str, list[Line]] = defaultdict(list)
    is_much = len(group) > MUCH
    for each in group:
        places[each.duty.place if is_much else ""].append(line_of(each, on))
    ordered = tuple(Place(name, tuple(lines)) for name, lines in places.items())
    return Kind(group[0].source, ordered, sum(each.duty.count for each in group))
