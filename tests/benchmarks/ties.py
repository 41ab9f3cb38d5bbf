"""The chain of the made-up municipality: ties upwards, doubts about some, successions and what they leave."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from pejling.core.history import create_all, update_all
from pejling.direction.models import (
    ChainColumn,
    Contribution,
    Document,
    Element,
    Fate,
    FateKind,
    InheritanceAnswer,
    InheritanceReply,
    Life,
    Nature,
    Phase,
    Succession,
    TieQuestion,
)
from tests.benchmarks import words

if TYPE_CHECKING:
    from tests.benchmarks.world import World

LAST_DAY = timedelta(days=100)


def tie_together(world: "World") -> None:
    """All ties; then some documents are succeeded, and some ties doubted."""
    rows = [
        Contribution(lower=lower, upper=upper, how=words.sentence(world.draw), by=world.secretary)
        for lower, upper in islice(_pairs(world), world.size.ties)
    ]
    ties = create_all(Contribution, rows, by=world.secretary)
    TieQuestion.objects.bulk_create(
        TieQuestion(contribution=tie, why=words.sentence(world.draw), by=world.secretary)
        for tie in ties[::200]
    )
    _answer_for_some(world, ties, _succeed(world))
    world.aim = _most_tied(ties)


def _pairs(world: "World") -> Iterator[tuple[Element, Element]]:
    """What contributes to what, without end: every point to aims of the columns before its own, a few of them often.

    The initiatives of the plan that is full of work contribute to two each, whatever the size of the municipality.
    """
    pools = _aims_before(world)
    for element in world.elements[world.plan.pk]:
        if element.kind.nature == Nature.WORK:
            for upper in world.draw.sample(pools[world.plan.kind.column], 2):
                yield element, upper
    ways = [
        (element, pool)
        for row in world.documents
        if row.kind.life != Life.EXTERNAL and row is not world.plan and (pool := pools[row.kind.column])
        for element in world.elements[row.pk]
        if element.kind.nature in (Nature.AIM, Nature.WORK)
    ]
    seen: set[tuple[int, int]] = set()
    while True:
        for lower, pool in ways:
            upper = pool[int(world.draw.random() ** 2 * len(pool))]
            if (lower.pk, upper.pk) not in seen:
                seen.add((lower.pk, upper.pk))
                yield lower, upper


def _aims_before(world: "World") -> dict[str, list[Element]]:
    """For each column the aims in force of those before it, the nearest first."""
    before: dict[str, list[Element]] = {}
    aims: list[Element] = []
    for column in ChainColumn:
        before[column] = aims
        aims = [
            element
            for row in world.documents
            if row.kind.column == column and row.phase == Phase.IN_FORCE
            for element in world.elements[row.pk]
            if element.kind.is_aim and not element.ended_on
        ] + aims
    return before


def _succeed(world: "World") -> dict[int, Fate]:
    """Every tenth policy is taken over by the one after it. The fates, by the points that they are of."""
    policies = [row for row in world.documents if row.kind.code == "policy" and row.phase == Phase.IN_FORCE]
    fates: list[Fate] = []
    for old, new in zip(policies[0:-1:10], policies[1::10], strict=False):
        old.phase, old.in_force_until = Phase.SUCCEEDED, world.on - LAST_DAY
        succession = Succession.objects.create(new=new, by=world.secretary)
        succession.olds.add(old)
        heirs = [element for element in world.elements[new.pk] if element.kind.is_aim]
        for number, element in enumerate(world.elements[old.pk]):
            to = None if number % 7 == 6 else heirs[number % len(heirs)]
            kind = FateKind.CARRIED_ON if to else FateKind.LAPSED
            why = "" if to else words.sentence(world.draw)
            effective = world.on - LAST_DAY + timedelta(days=1)
            fates.append(Fate(element=element, kind=kind, to=to, why=why, effective_on=effective))
    update_all(Document, policies, ["phase", "in_force_until"], by=world.secretary)
    return {fate.element_id: fate for fate in create_all(Fate, fates, by=world.secretary)}


def _answer_for_some(world: "World", ties: list[Contribution], fates: dict[int, Fate]) -> None:
    """The owners of every third inherited tie have ended it."""
    inherited = [tie for tie in ties if tie.upper_id in fates]
    InheritanceAnswer.objects.bulk_create(
        InheritanceAnswer(
            contribution=tie, fate=fates[tie.upper_id], reply=InheritanceReply.ENDED, by=world.secretary
        )
        for tie in inherited[::3]
    )


def _most_tied(ties: list[Contribution]) -> Element:
    """The aim of a strategy that most points contribute to."""
    strategic = [tie.upper for tie in ties if tie.upper.document.kind.code == "strategy"]
    uppers = {upper.pk: upper for upper in strategic}
    ((most, _count),) = Counter(upper.pk for upper in strategic).most_common(1)
    return uppers[most]
