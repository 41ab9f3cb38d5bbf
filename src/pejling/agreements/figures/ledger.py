"""The ledger of what was agreed: in which state each stands, how many, and how long it takes from agreed to done."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, Value, When

from pejling.agreements.models import Commitment, Outcome
from pejling.core.dates import today

if TYPE_CHECKING:
    from datetime import date

    from pejling.agreements.models.commitments import CommitmentQuerySet
    from pejling.core.permissions import Viewer


SOON = timedelta(days=30)


class State(StrEnum):
    """Where a commitment stands today, as the ledger's filter names it."""

    OVERDUE = "over_tiden"
    OPEN = "aaben"
    DONE = "gjort"
    DROPPED = "opgivet"


def state_of(commitment: Commitment) -> State:
    """Where it stands today."""
    if commitment.closing is not None:
        return State.DONE if commitment.closing.outcome == Outcome.DONE else State.DROPPED
    return State.OVERDUE if commitment.is_overdue else State.OPEN


def stands(state: State, on: "date | None" = None) -> Q:
    """The condition for a state; open counts those too whose day has passed only under that name."""
    on = on or today()
    return {
        State.OVERDUE: Q(closing=None, due_on__lt=on),
        State.OPEN: Q(closing=None, due_on__gte=on),
        State.DONE: Q(closing__outcome=Outcome.DONE),
        State.DROPPED: Q(closing__outcome=Outcome.DROPPED),
    }[state]


def in_turn() -> Case:
    """The order in which states ask for attention."""
    return Case(*(When(stands(state), then=Value(place)) for place, state in enumerate(State)))


@dataclass(frozen=True)
class Sums:
    """How many stand in each state, how many are due soon or in no plan, and the median of days from agreed to done."""

    counts: dict[State, int]
    soon: int
    outside_plans: int
    median_days: float | None

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


def sums_of(rows: "CommitmentQuerySet") -> Sums:
    """Of the commitments asked about, in three queries however many they are."""
    counted = rows.order_by().aggregate(**_counts())
    ended = rows.done().order_by().values_list("agreed_on", "closing__on")
    days = [(done_on - agreed_on).days for agreed_on, done_on in ended]
    return Sums(
        counts={state: counted[state.name] for state in State},
        soon=counted["soon"],
        outside_plans=rows.outside_plans().count(),
        median_days=median(days) if days else None,
    )


def due_soon(on: "date | None" = None) -> Q:
    """The condition for what is due within a month, or should have been done."""
    return Q(closing=None, due_on__lte=(on or today()) + SOON)


def _counts() -> dict[str, Count]:
    found = {state.name: Count("pk", filter=stands(state)) for state in State}
    return {**found, "soon": Count("pk", filter=due_soon())}


def about(elements: "set[int]", viewer: "Viewer") -> "CommitmentQuerySet":
    """What was agreed about some aims and pieces of work, of what the viewer may see; the newest first."""
    rows: Any = Commitment.objects.visible_to(viewer).filter(element__in=elements)
    return rows.for_list().order_by("-agreed_on", "-pk")  # type: ignore[no-any-return]
