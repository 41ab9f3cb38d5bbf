"""Whether a plan is alive: told by the rooms from what has been done with it, and put as one sentence. No score, no ranking.

    Liveness("conversations.held", 40, signs_of_conversations)

A room that knows something of plans' lives answers for many plans at once: its part of the sentence, and the facts that the
sentence builds on. What initiatives know themselves stands in `life_signs`.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from pejling.core.dates import start_of, today
from pejling.core.prepared import Prepared
from pejling.core.rooms import Part, parts
from pejling.direction.models import Document
from pejling.direction.models.documents import DocumentQuerySet
from pejling.initiatives.figures.silence import StatusSummary, rows_known, summaries_from
from pejling.initiatives.models import (
    REPORTED,
    Circle,
    Confirmation,
    Initiative,
    Involvement,
    Phase,
    PhaseStep,
    Scope,
)

DISCUSSED = (Circle.STAFF, Circle.MED)
"""The circles that a plan is to be talked over with."""


@dataclass(frozen=True)
class Work:
    """What a plan's initiatives tell about it. Those that were stopped are left out of the shares."""

    initiatives: int = 0
    expecting: int = 0
    missing: int = 0
    ahead: int = 0
    own: int = 0
    reported_at: datetime | None = None


@dataclass(frozen=True)
class Plans:
    """Plans of which one asks on a day whether they live: read `with_signs`, and what their initiatives tell."""

    documents: Collection[Document]
    work: Mapping[int, Work]
    on: date

    def work_of(self, document: Document) -> Work:
        """What the plan's initiatives tell; nothing where it has none."""
        return self.work.get(document.pk, Work())


STILL = timedelta(days=365)
"""A plan that nobody has touched for so long lies still."""


class LifeSign(NamedTuple):
    """What a room knows of one plan's life: its part of the sentence, and the facts under it, each with its name."""

    phrase: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Liveness(Part):
    """What a room knows of plans' lives, by the plans' ids; in the order of positions.

    Under a key that is known it takes that one's place: so a room answers what waits for it.
    """

    key: str
    position: int
    signs: Callable[[Plans], Mapping[int, LifeSign]]


@dataclass(frozen=True)
class Confirmed:
    """Who said last that a plan still holds, and when."""

    who: str
    at: datetime


@dataclass(frozen=True)
class PlanLife:
    """Whether one plan lives: what the rooms know of it, and the last real change of its text or of its work.

    A confirmation is told apart and never counts as a change.
    """

    changed_at: datetime
    work: Work
    confirmation: Confirmed | None
    signs: tuple[LifeSign, ...]

    @property
    def sentence(self) -> str:
        """Sidst rørt for 4 måneder siden; to indsatser mangler status; ikke drøftet i MED i år."""
        said = "; ".join(sign.phrase for sign in self.signs if sign.phrase)
        return f"{said[:1].upper()}{said[1:]}."

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the sentence builds on."""
        return [fact for sign in self.signs for fact in sign.facts]

    @property
    def is_confirmed_since(self) -> bool:
        """Whether somebody has said that it holds after it was last changed."""
        return self.confirmation is not None and self.confirmation.at > self.changed_at


def with_signs(documents: DocumentQuerySet) -> DocumentQuerySet:
    """The documents with what `liveness_of` needs of each: when the work last changed its phase, with whom it was talked
    over, and who confirmed it."""
    steps = PhaseStep.objects.filter(initiative__element__document=OuterRef("pk")).order_by("-at")
    talks = Involvement.objects.active().filter(document=OuterRef("pk")).order_by("-on")
    confirmations = Confirmation.objects.active().filter(document=OuterRef("pk")).order_by("-at")
    latest = {talked_in(circle): talks.filter(circle=circle).values("on")[:1] for circle in DISCUSSED}
    return documents.annotate(
        work_stepped_at=Subquery(steps.values("at")[:1]),
        confirmed_at=Subquery(confirmations.values("at")[:1]),
        confirmed_by=Subquery(confirmations.values("by__name")[:1]),
        **{name: Subquery(days) for name, days in latest.items()},
    )


def talked_in(circle: str) -> str:
    """The name under which `with_signs` tells when a plan was last talked over in a circle."""
    return f"talked_in_{circle}"


def by_change() -> Combinable:
    """The same as `changed_at`, to sort the rows by."""
    steps = PhaseStep.objects.filter(initiative__element__document=OuterRef("pk")).order_by("-at")
    return Greatest(F("touched_at"), Coalesce(Subquery(steps.values("at")[:1]), F("touched_at")))


def changed_at(document: Any) -> datetime:
    """The last real change of a plan's text or of the phase of its work."""
    touched: datetime = document.touched_at
    return max(touched, document.work_stepped_at or touched)


def untouched(plans: DocumentQuerySet, since: date) -> DocumentQuerySet:
    """Those whose text and work have stood unchanged from before a day: `PlanLife.changed_at`, asked of the rows."""
    start = start_of(since)
    stepped = PhaseStep.objects.filter(initiative__element__document=OuterRef("pk"), at__gte=start)
    return plans.filter(touched_at__lt=start).exclude(Exists(stepped))


def liveness_of(documents: Collection[Document], on: date | None = None) -> dict[int, PlanLife]:
    """The lives of many plans that were read `with_signs`, by id; what initiatives tell of them in two queries."""
    on = on or today()
    rows = _WORK_IN.rows(documents=[document.pk for document in documents])
    return liveness_from(documents, summaries_from(rows, on), on)


_WORK_IN = Prepared(
    lambda given: rows_known(
        Initiative.objects.filter(element__document__in=given("documents"), element__ended_on=None)
    )
)


def liveness_from(
    documents: Collection[Document], heard: Iterable[StatusSummary], on: date
) -> dict[int, PlanLife]:
    """The same from what is known of their initiatives already."""
    plans = Plans(documents, work_of(heard, on), on)
    known = {each.key: each for each in parts(Liveness)}
    told = [each.signs(plans) for each in sorted(known.values(), key=lambda each: each.position)]
    return {document.pk: _life(document, plans, told) for document in documents}


def _life(document: Any, plans: Plans, told: Iterable[Mapping[int, LifeSign]]) -> PlanLife:
    at = document.confirmed_at
    return PlanLife(
        changed_at=changed_at(document),
        work=plans.work_of(document),
        confirmation=Confirmed(document.confirmed_by, at) if at else None,
        signs=tuple(signs[document.pk] for signs in told if document.pk in signs),
    )


def work_of(heard: Iterable[StatusSummary], on: date) -> dict[int, Work]:
    """What the initiatives tell about the plans that they stand in, by the plan's id."""
    by_plan: dict[int, list[StatusSummary]] = defaultdict(list)
    for each in heard:
        if each.phase != Phase.STOPPED:
            by_plan[each.document].append(each)
    return {document: _work(rows, on) for document, rows in by_plan.items()}


def _work(rows: list[StatusSummary], on: date) -> Work:
    expecting = [row for row in rows if row.phase in REPORTED]
    return Work(
        initiatives=len(rows),
        expecting=len(expecting),
        missing=sum(row.silence.is_stale for row in expecting),
        ahead=sum(_lies_ahead(row, on) for row in rows),
        own=sum(row.scope == Scope.CORE_TASK for row in rows),
        reported_at=max((row.at for row in rows if row.at), default=None),
    )


def _lies_ahead(row: StatusSummary, on: date) -> bool:
    """Whether work ends after a day: it is not done, and its last day is still to come or not set."""
    return row.phase != Phase.DONE and (row.ends_on is None or row.ends_on > on)
