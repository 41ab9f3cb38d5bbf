"""Ties that wait for an answer from who answers for their lower end: inherited, without a living aim, or questioned."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from pejling.core.dates import today
from pejling.direction.figures.sight import Sight
from pejling.direction.figures.weaving import threads_near
from pejling.direction.models import Contribution, Document, Element, Fate, TieQuestion
from pejling.organisation.models import Post
from pejling.organisation.standing import standing_of
from pejling.organisation.standings import know_standings

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.people.models import Person

MOST = 200
"""Ties of one person; whoever has more has enough to begin with."""


@dataclass(frozen=True)
class WaitingTie:
    """A tie to an old aim: where it is read to now (`heir`, through `fate`), or nowhere when the aim has lapsed.

    With `question` it is a tie that the owner of the aim has questioned, and that has not been answered.
    """

    tie: Contribution
    heir: Element | None
    fate: int
    question: TieQuestion | None = None


def waiting_ties(viewer: "Viewer") -> list[WaitingTie]:
    """The ties that wait for this viewer: of elements and documents they answer for, and of the units they lead."""
    person = standing_of(viewer).person
    return [] if person is None else waiting_ties_of([person], today())[person.pk]


def waiting_ties_of(people: "Collection[Person]", on: date) -> Mapping[int, list[WaitingTie]]:
    """The same for many people, in a number of queries that does not grow with them; one when nothing waits."""
    know_standings(people)
    owners = _Owners(people)
    asked = {tie.pk: tie for tie in owners.ties(on)}
    found: dict[int, list[WaitingTie]] = defaultdict(list)
    if not asked:
        return found
    waiting = [*_inherited(asked, on), *_questioned(asked)]
    heirs = [each.heir.document for each in waiting if each.heir]
    sight = Sight([*(each.tie.lower.document for each in waiting), *heirs])
    for each in waiting:
        for person in owners.of(each.tie.lower):
            may_see = sight.sees(person, each.tie.lower.document)
            if may_see and (each.heir is None or sight.sees(person, each.heir.document)):
                found[person.pk].append(each)
    return defaultdict(list, {person: ties[:MOST] for person, ties in found.items()})


def answering(element: Element) -> "list[Person]":
    """The nearest who answers for an element: by name, else for the whole document, else as leader of its unit."""
    named = element.responsible or element.document.responsible
    if named is not None and named.is_active:
        return [named]
    leading = Post.objects.leading().filter(unit=element.document.unit_id, person__is_active=True)
    return [post.person for post in leading.select_related("person").order_by("pk")]


class _Owners:
    """Who answers for which elements: by name, for the whole document, or as leader of its unit."""

    def __init__(self, people: "Collection[Person]") -> None:
        self.people = {person.pk: person for person in people}
        self.leaders: dict[int, list[Person]] = defaultdict(list)
        for person in people:
            standing = standing_of(person)
            for unit in standing.own_units & standing.led_units:
                self.leaders[unit].append(person)

    def ties(self, on: date) -> Iterator[Contribution]:
        """Their ties that may have something to answer: to an aim that has a fate, or with an open question."""
        gone = Exists(Fate.objects.effective(on).filter(element=OuterRef("upper")))
        unanswered = TieQuestion.objects.open().filter(contribution=OuterRef("pk"), answer="")
        mine = Q(lower__responsible__in=self.people) | Q(lower__document__responsible__in=self.people)
        mine |= Q(lower__document__unit__in=list(self.leaders))
        binding = Document.objects.in_force(on).values("pk")
        ties = Contribution.objects.standing().filter(lower__ended_on=None, lower__document__in=binding)
        ties = ties.alias(is_gone=gone).annotate(is_doubted=Exists(unanswered))
        found = ties.filter(mine).filter(Q(is_gone=True) | Q(is_doubted=True))
        yield from found.select_related("lower__document__unit", "upper").order_by("pk")

    def of(self, element: Element) -> "list[Person]":
        """Those of the people who answer for the element."""
        named = {element.responsible_id, element.document.responsible_id}
        people = [self.people[pk] for pk in named if pk in self.people]
        return list(dict.fromkeys([*people, *self.leaders.get(element.document.unit_id, ())]))


def _inherited(asked: Mapping[int, Contribution], on: date) -> list[WaitingTie]:
    threads = threads_near({tie.lower_id for tie in asked.values()}, on)
    inherited = [
        (edge.tie, edge.upper, edge.fate) for edge in threads.edges if edge.fate and edge.tie in asked
    ]
    heirs = Element.objects.select_related("document").in_bulk([upper for _tie, upper, _fate in inherited])
    waiting = [WaitingTie(asked[tie], heirs[upper], fate) for tie, upper, fate in inherited if upper in heirs]
    broken = {each.tie for each in threads.breaks if each.tie in asked}
    return waiting + [WaitingTie(asked[tie], None, 0) for tie in sorted(broken)]


def _questioned(asked: Mapping[int, Contribution]) -> list[WaitingTie]:
    doubted = [pk for pk, tie in asked.items() if getattr(tie, "is_doubted", False)]
    if not doubted:
        return []
    questions = TieQuestion.objects.open().filter(contribution__in=doubted, answer="")
    return [
        WaitingTie(asked[question.contribution_id], None, 0, question)
        for question in questions.select_related("by").order_by("pk")
    ]
