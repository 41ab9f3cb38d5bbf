"""Ties that wait for an answer from who answers for their lower end: inherited, without a living aim, or questioned."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from django.db.models import Exists, OuterRef, Q

from pejling.chain.graph_building import graph_near
from pejling.core import request_cache
from pejling.core.prepared import Given, Prepared
from pejling.direction.models import Contribution, Document, Element, Fate, TieQuestion
from pejling.direction.models.documents import binding
from pejling.organisation.authorities import know_authorities
from pejling.organisation.authority import authority_of
from pejling.organisation.visibility import BulkVisibility, Thing, ThingFacts

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person

MOST = 200
"""Ties of one person; whoever has more has enough to begin with."""


class Heir(NamedTuple):
    """The aim that has taken an old one's place."""

    title: str
    document: ThingFacts


class Doubt(NamedTuple):
    """A question to a tie, and who asked it."""

    pk: int
    by: str


@dataclass(frozen=True)
class WaitingTie:
    """A tie to an old aim: where it is read to now (`heir`, through `fate`), or nowhere when the aim has lapsed.

    With `question` it is a tie that the owner of the aim has questioned, and that has not been answered.
    """

    tie: Contribution
    heir: Heir | None
    fate: int
    question: Doubt | None = None

    @property
    def documents(self) -> "Iterator[Thing]":
        """Where all stands that is named when one is asked about it."""
        yield self.tie.lower.document
        yield self.tie.upper.document
        if self.heir:
            yield self.heir.document


@request_cache.kept()
def waiting_ties_of(people: "Collection[Person]", on: date) -> Mapping[int, list[WaitingTie]]:
    """The ties that wait for each: of elements and documents that they answer for, and of the units that they lead.

    One query when nothing waits; else as many for a thousand people as for one.
    """
    know_authorities(people)
    owners = _Owners(people)
    asked = {tie.pk: tie for tie in owners.ties(on)}
    found: dict[int, list[WaitingTie]] = defaultdict(list)
    if not asked:
        return found
    waiting, sight = _read(asked, on)
    for each in waiting:
        for person in owners.of(each.tie.lower):
            if all(sight.sees(person, document) for document in each.documents):
                found[person.pk].append(each)
    return defaultdict(list, {person: ties[:MOST] for person, ties in found.items()})


def _waiting(given: type[Given]) -> "QuerySet[Contribution]":
    on, people = given("on"), given("people")
    gone = Exists(Fate.objects.effective(cast(Any, on)).filter(element=OuterRef("upper")))
    unanswered = TieQuestion.objects.open().filter(contribution=OuterRef("pk"), answer="")
    # From their own lines to the ties of these: asked the other way round, everybody's lines would be gone through.
    led = Q(responsible__in=people) | Q(unit__in=given("units"))
    homes = Document.objects.filter(binding(on), led).order_by().values("pk")
    named = Q(
        responsible__in=people, document__in=Document.objects.filter(binding(on)).order_by().values("pk")
    )
    lines = Element.objects.filter(named | Q(document__in=homes), ended_on=None).order_by().values("pk")
    ties = Contribution.objects.active().filter(lower__in=lines)
    ties = ties.alias(is_gone=gone, is_doubted=Exists(unanswered))
    found = ties.filter(Q(is_gone=True) | Q(is_doubted=True))
    return found.select_related("lower__document__unit", "upper__document").order_by("pk")


_WAITING = Prepared(_waiting)


class _Owners:
    """Who answers for which elements: by name, for the whole document, or as leader of its unit."""

    def __init__(self, people: "Collection[Person]") -> None:
        self.people = {person.pk: person for person in people}
        self.leaders: dict[int, list[Person]] = defaultdict(list)
        for person in people:
            authority = authority_of(person)
            for unit in authority.led_themselves:
                self.leaders[unit].append(person)

    def ties(self, on: date) -> Iterator[Contribution]:
        """Their ties that may have something to answer: to an aim that has a fate, or with an open question."""
        yield from _WAITING.rows(on=on, people=self.people.keys(), units=list(self.leaders))

    def of(self, element: Element) -> "list[Person]":
        """Those of the people who answer for the element."""
        named = {element.responsible_id, element.document.responsible_id}
        people = [self.people[pk] for pk in named if pk in self.people]
        return list(dict.fromkeys([*people, *self.leaders.get(element.document.unit_id, ())]))


def _read(asked: Mapping[int, Contribution], on: date) -> tuple[list[WaitingTie], BulkVisibility]:
    """What is asked of these ties, and who may see it."""
    graph = graph_near({tie.lower_id for tie in asked.values()}, on)
    inherited = [edge for edge in graph.edges if edge.fate and edge.tie in asked]
    heirs = {edge.upper for edge in inherited}
    questions = TieQuestion.objects.open().filter(contribution__in=asked, answer="").order_by("pk")
    doubts = questions.values_list("pk", "contribution_id", "by__name")
    columns = ("pk", "title", *(f"document__{name}" for name in ThingFacts._fields))
    rows = Element.objects.filter(pk__in=heirs).values_list(*columns)
    named = {pk: Heir(title, ThingFacts(*home)) for pk, title, *home in rows}
    old = [edge for edge in inherited if edge.upper in named]
    broken = {each.tie for each in graph.breaks if each.tie in asked}
    waiting = [
        *(WaitingTie(asked[edge.tie], named[edge.upper], edge.fate) for edge in old),
        *(WaitingTie(asked[tie], None, 0) for tie in sorted(broken)),
        *(WaitingTie(asked[tie], None, 0, Doubt(pk, by)) for pk, tie, by in doubts),
    ]
    homes: list[Thing] = [
        *(end.document for tie in asked.values() for end in (tie.lower, tie.upper)),
        *(heir.document for heir in named.values()),
    ]
    return waiting, BulkVisibility.of(Document, homes)
