"""A municipality of a given size, the same every time: the organisation, its documents, the ties between them, the work."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from pejling.core.dates import today
from pejling.direction.defaults import ensure_default_kinds
from pejling.direction.models import Document, Element
from pejling.initiatives.models import Initiative
from pejling.organisation.defaults import ensure_organisation_defaults
from pejling.organisation.models import Forum, ForumKind, Post, Role, Seat, SeatRole, Unit, UnitKind
from pejling.people.models import Person
from pejling.search.actions import rebuild
from tests.benchmarks import words
from tests.benchmarks.documents import write_documents
from tests.benchmarks.talks import hold_talks
from tests.benchmarks.ties import tie_together
from tests.benchmarks.work import begin_work

SEED = 2026
CENTRES_PER_DIRECTOR = 5
KINDS_BELOW = ("Skole", "Daginstitution", "Plejecenter", "Afdeling", "Team")


@dataclass(frozen=True)
class Size:
    """How large the municipality is; `long` is the number of points in the one document that is read as a page, and `work`
    the number of initiatives in the one plan that is full of them."""

    units: int = 300
    documents: int = 500
    elements: int = 20_000
    ties: int = 40_000
    long: int = 200
    people: int = 5_000
    initiatives: int = 5_000
    work: int = 500
    commitments: int = 20_000

    def part(self, one_of: int) -> "Size":
        """One of so many parts, in every respect."""
        return Size(*(getattr(self, name) // one_of for name in self.__dataclass_fields__))


FULL = Size()


@dataclass
class World:
    """What was made, and what of it the pages are about."""

    size: Size
    draw: Random = field(default_factory=lambda: Random(SEED))
    on: date = field(default_factory=today)
    units: list[Unit] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    leaders: list[Person] = field(default_factory=list)
    forums: list[Forum] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    elements: dict[int, list[Element]] = field(default_factory=dict)
    secretary: Person = field(default_factory=Person)
    long_document: Document = field(default_factory=Document)
    plan: Document = field(default_factory=Document)
    initiative: Initiative = field(default_factory=Initiative)
    aim: Element = field(default_factory=Element)

    @property
    def leader(self) -> Person:
        """Who leads the unit that the long document belongs to."""
        return self.leader_of(self.long_document)

    @property
    def director(self) -> Person:
        """Who stands above all units."""
        return self.leaders[0]

    def leader_of(self, document: Document) -> Person:
        """Who leads the unit that a document belongs to."""
        return self.leaders[self.units.index(document.unit)]

    def days_ago(self, most: int) -> date:
        """A day within so many days back."""
        return self.on - timedelta(days=self.draw.randrange(most))


def make_world(size: Size, *, is_searched: bool = True) -> World:
    """Make it, index it, and let the database gather what it knows of its tables."""
    world = World(size)
    with transaction.atomic():
        ensure_organisation_defaults()
        ensure_default_kinds()
        _make_units(world)
        _make_people(world)
        _make_forums(world)
        write_documents(world)
        tie_together(world)
        begin_work(world)
        hold_talks(world)
    if is_searched:
        rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return world


def _make_units(world: World) -> None:
    """Four levels: the municipality, its directors' areas, centres, and what citizens know as schools and homes."""
    kinds = {kind.name: kind for kind in UnitKind.objects.all()}
    directors = max(1, world.size.units // 60)
    centres = directors * CENTRES_PER_DIRECTOR
    levels = [("Kommune", 1), ("Direktion", directors), ("Center", centres), ("", world.size.units)]
    above: list[Unit] = []
    for kind, count in levels:
        room = world.size.units - len(world.units)
        rows = [
            Unit(
                name=_unit_name(kind or KINDS_BELOW[number % 5], number),
                kind=kinds[kind or KINDS_BELOW[number % 5]],
                parent=above[number % len(above)] if above else None,
                external_id=f"{kind}{number}",
            )
            for number in range(min(count, room))
        ]
        above = Unit.objects.bulk_create(rows) or above
        world.units += rows


def _unit_name(kind: str, number: int) -> str:
    return f"{kind} {words.PLACES[number % len(words.PLACES)]} {number // len(words.PLACES) + 1}"


def _make_people(world: World) -> None:
    """A leader for each unit, the secretariat, and all others at work in the units in turn."""
    no_password = make_password(None)
    people = [
        Person(name=words.person_name(n), email=f"person{n}@fjordlund.example", password=no_password)
        for n in range(world.size.people)
    ]
    world.people = Person.objects.bulk_create(people)
    world.leaders, world.secretary = people[: len(world.units)], people[-1]
    roles = {role.name: role for role in Role.objects.all()}
    posts = [Post(person=world.secretary, unit=world.units[0], role=roles["Strategikonsulent"])]
    for number, person in enumerate(people[:-1]):
        role = roles["Institutionsleder" if number < len(world.units) else "Medarbejder"]
        posts.append(Post(person=person, unit=world.units[number % len(world.units)], role=role))
    Post.objects.bulk_create(posts)
    gone = world.leaders[7::40]
    Post.objects.filter(person__in=gone).update(ends_on=world.on - timedelta(days=30))


def _make_forums(world: World) -> None:
    """The council, its committees, the board, and the MED committees."""
    kinds = {kind.name: kind for kind in ForumKind.objects.all()}
    named = [("Byrådet", "Byråd"), *((f"Udvalget for {what}", "Udvalg") for what in words.WHAT[:6])]
    named += [("Direktionen", "Direktion"), ("Hovedudvalget", "Hovedudvalg")]
    rows = [Forum(name=name, kind=kinds[kind]) for name, kind in named]
    world.forums = Forum.objects.bulk_create(rows)
    member = SeatRole.objects.get(name="Medlem")
    council = Person.objects.bulk_create(
        Person(name=words.person_name(700 + n), email=f"byraad{n}@fjordlund.example", password="!")
        for n in range(25)
    )
    Seat.objects.bulk_create(
        Seat(person=person, forum=forum, role=member)
        for number, person in enumerate(council)
        for forum in (world.forums[0], world.forums[1 + number % 6])
    )
