"""How often units report: the periods of the year, when a status is owed and when it is stale.

Periods lie fast in the year (a quarter begins on 1 January, 1 April ...), so that whoever leads several initiatives is asked
about all of them at once. A status given in the last fortnight of a period counts for the one that comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pejling.core.calendar import working_days_after
from pejling.core.dates import months_before
from pejling.initiatives.models import USUAL_INTERVAL, ReportingRhythm
from pejling.organisation.standing import unit_parents

DAYS_TO_ANSWER = 10
"""Working days from a period's first day until its status is overdue."""
AHEAD = timedelta(days=14)
"""How long before a period a status counts for it."""


@dataclass(frozen=True)
class ReportingPeriod:
    """One span in which one status is expected. A report from `counts_from` on answers it; after `due_on` it is overdue."""

    first: date
    months: int

    @property
    def counts_from(self) -> date:
        """The first day on which a status counts for this period."""
        return self.first - AHEAD

    @property
    def due_on(self) -> date:
        """The last day on which a status comes in time."""
        return working_days_after(self.first, DAYS_TO_ANSWER)

    @property
    def previous(self) -> "ReportingPeriod":
        """The period before it."""
        return ReportingPeriod(months_before(self.first, self.months), self.months)

    def is_answered_by(self, reported_on: date | None) -> bool:
        """Whether a status of that day counts for the period."""
        return reported_on is not None and reported_on >= self.counts_from


def period_at(on: date, months: int) -> ReportingPeriod:
    """The reporting period that a day lies in, when one reports every so many months."""
    return ReportingPeriod(date(on.year, (on.month - 1) // months * months + 1, 1), months)


@lru_cache(maxsize=64)
def settled_period(on: date, months: int) -> ReportingPeriod:
    """The latest period whose status should have come by now: the current one when its last day to answer has passed."""
    current = period_at(on, months)
    return current if on > current.due_on else current.previous


def is_stale(reported_on: date | None, expected_since: date, on: date, months: int) -> bool:
    """Whether a status that should have come by now has not; nothing is asked of a period before `expected_since`."""
    period = settled_period(on, months)
    return period.due_on >= expected_since and not period.is_answered_by(reported_on)


def is_silent(reported_on: date | None, expected_since: date, on: date, months: int) -> bool:
    """Whether two periods running have gone by without a status."""
    earlier = settled_period(on, months).previous
    return earlier.due_on >= expected_since and not earlier.is_answered_by(reported_on)


def intervals() -> Mapping[int, int]:
    """For every unit how many months lie between its reports: its own choice, else that of the nearest unit above it."""
    chosen = dict(ReportingRhythm.objects.values_list("unit_id", "interval"))
    parents = unit_parents()
    found: dict[int, int] = {}
    for unit in parents:
        found[unit] = _nearest(unit, chosen, parents)
    return found


def _nearest(unit: int | None, chosen: Mapping[int, int], parents: Mapping[int, int | None]) -> int:
    while unit is not None and unit not in chosen:
        unit = parents.get(unit)
    return chosen[unit] if unit is not None else USUAL_INTERVAL.value
