"""The ring of an aim: how well four anchors hold it. Computed for a whole set of aims at once, explained for one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from pejling.chain.anchors import AimSet, AimViewer, Anchor, Explanation, RingQuarter, anchors
from pejling.chain.graph import Strength
from pejling.core import request_cache
from pejling.core.dates import today
from pejling.direction.models import Element
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


class RingState(Enum):
    """How a quarter of the ring is drawn."""

    FULL = "full"
    HALF = "half"
    EMPTY = "empty"
    WAITING = "waiting"

    @property
    def label(self) -> "_StrPromise":
        """Its Danish word, as in »Politisk: fuld«."""
        return STATE_NAMES[self]


STATE_NAMES = {
    RingState.FULL: pgettext_lazy("ringens felt", "fuld"),
    RingState.HALF: pgettext_lazy("ringens felt", "halv"),
    RingState.EMPTY: pgettext_lazy("ringens felt", "tom"),
    RingState.WAITING: pgettext_lazy("ringens felt", "venter"),
}
SHORT_NAMES = {
    RingQuarter.POLITICAL: gettext_lazy("Politisk"),
    RingQuarter.MANAGERIAL: gettext_lazy("Ledelse"),
    RingQuarter.PLANNING: gettext_lazy("Planlægning"),
    RingQuarter.STEERING: gettext_lazy("Styring"),
}


@dataclass(frozen=True)
class Condition:
    """One condition of a quarter and how far it holds; None while the part that must answer is not there."""

    anchor: Anchor
    strength: Strength | None


@dataclass(frozen=True)
class QuarterState:
    """One quarter of a ring."""

    quarter: RingQuarter
    state: RingState
    conditions: tuple[Condition, ...]

    @property
    def name(self) -> "_StrPromise":
        """Its short name."""
        return SHORT_NAMES[self.quarter]

    @property
    def waits_for(self) -> list[str]:
        """The parts of the system that it waits for."""
        waiting = (c.anchor.waits_for for c in self.conditions if c.strength is None)
        return list(dict.fromkeys(str(words) for words in waiting))


@dataclass(frozen=True)
class Ring:
    """The four quarters of an aim. `counts` is false for an aim that is not in force, or not yet: nothing holds it."""

    quarters: tuple[QuarterState, ...]
    counts: bool

    def __getitem__(self, quarter: RingQuarter) -> QuarterState:
        return next(each for each in self.quarters if each.quarter == quarter)

    @cached_property
    def words(self) -> str:
        """The ring read aloud: »Politisk: fuld, ledelse: halv, planlægning: tom, styring: venter«."""
        if not self.counts:
            return _("Ingen forankring: det gælder ikke")
        said = ", ".join(f"{each.name}: {each.state.label}" for each in self.quarters)
        return pgettext("ring", "%(quarters)s") % {"quarters": said[:1] + said[1:].lower()}


def state_of(strengths: Iterable[Strength | None]) -> RingState:
    """What the conditions of a quarter come to; None is one that waits."""
    all_of_them = list(strengths)
    known = [strength for strength in all_of_them if strength is not None]
    if not known:
        return RingState.WAITING
    if min(known) == Strength.FULL and len(known) == len(all_of_them):
        return RingState.FULL
    return RingState.HALF if max(known) > Strength.NONE else RingState.EMPTY


def rings(aim_ids: Collection[int], *, public_only: bool = False, on: date | None = None) -> dict[int, Ring]:
    """The ring of each aim, in a number of queries that does not grow with them.

    `public_only` lets nothing count but what is public, for the pages that anonymous people see.
    """
    return rings_of(AimSet(aim_ids, public_only=public_only, on=on or today()))


@request_cache.kept()
def rings_of(aims: AimSet) -> dict[int, Ring]:
    """The same for a set whose threads are wanted afterwards too."""
    if not aims.ids:
        return {}
    asked, ids = list(anchors().values()), list(aims.ids)
    answers = [_answers(anchor, aims) for anchor in asked]
    nodes = aims.graph.nodes
    made: dict[tuple[object, ...], Ring] = {}
    found: dict[int, Ring] = {}
    for pk, counts, *strengths in zip(ids, [pk in nodes for pk in ids], *answers, strict=True):
        key = (counts, *strengths)
        ring = made.get(key)
        found[pk] = made[key] = ring or _ring(asked, strengths, counts=counts)
    return found


def _answers(anchor: Anchor, aims: AimSet) -> list[Strength | None]:
    """One condition's answer for each aim in turn; None from one that waits."""
    sources = anchor.sources
    if not sources:
        return [None] * len(aims.ids)
    first, *others = [aims.answers(source) for source in sources]
    found: list[Strength | None] = [first.get(pk, Strength.NONE) for pk in aims.ids]
    if any(others):
        strengths = [first, *others]
        found = [max(each.get(pk, Strength.NONE) for each in strengths) for pk in aims.ids]
    return found


def rings_for(elements: Iterable[Element], viewer: "Viewer") -> dict[int, Ring]:
    """The rings of those of the elements that are aims, as this viewer may know them. Needs each element's kind at hand."""
    aims = [element.pk for element in elements if element.kind.is_aim]
    return rings(aims, public_only=not authority_of(viewer).is_internal)


def _ring(asked: list[Anchor], strengths: list[Strength | None], *, counts: bool) -> Ring:
    conditions = [Condition(anchor, strength) for anchor, strength in zip(asked, strengths, strict=True)]
    quarters = []
    for quarter in RingQuarter:
        own = tuple(c for c in conditions if c.anchor.quarter == quarter)
        quarters.append(QuarterState(quarter, state_of(c.strength for c in own), own))
    return Ring(tuple(quarters), counts)


@dataclass(frozen=True)
class ExplainedCondition:
    """A condition, and why it stands as it does."""

    condition: Condition
    explanation: Explanation | None


@dataclass(frozen=True)
class ExplainedQuarter:
    """A quarter with its conditions explained."""

    quarter: QuarterState
    conditions: tuple[ExplainedCondition, ...]


@request_cache.kept()
def explained(aim: Element, viewer: "Viewer") -> tuple[Ring, tuple[ExplainedQuarter, ...]]:
    """The ring of one aim, and in words why each quarter stands as it does, naming only what the viewer may see."""
    aims = AimSet([aim.pk], public_only=not authority_of(viewer).is_internal)
    ring, reader = rings_of(aims)[aim.pk], AimViewer(viewer, aim)
    return ring, tuple(
        ExplainedQuarter(
            quarter, tuple(ExplainedCondition(c, _explanation(c, reader, aims)) for c in quarter.conditions)
        )
        for quarter in ring.quarters
    )


def _explanation(condition: Condition, reader: AimViewer, aims: AimSet) -> Explanation | None:
    """What each source of the condition has to say, one after the other. What holds altogether needs no remedy."""
    if condition.strength is None:
        return None
    told = [
        source.explain(reader, aims.answers(source).get(reader.aim.pk, Strength.NONE), aims)
        for source in condition.anchor.sources
    ]
    remedies = chain.from_iterable(each.remedies for each in told)
    return Explanation(
        tuple(chain.from_iterable(each.reasons for each in told)),
        tuple(remedies) if condition.strength < Strength.FULL else (),
    )
