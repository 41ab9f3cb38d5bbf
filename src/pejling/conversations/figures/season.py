"""When units hold their conversations, and how far each has come this year."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from pejling.conversations.leadership import chairs_of_council, is_top, units_above
from pejling.conversations.models import Conversation, PlanMonth
from pejling.core import request_cache
from pejling.core.dates import today
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import unit_parents, way_up
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

USUAL_MONTH = 9
"""September, where nobody has chosen: after the summer, before the council's second reading of the budget."""


class Stage(StrEnum):
    """How far the conversation of a year has come."""

    OVERDUE = "over_tiden"
    NOT_BEGUN = "ikke_begyndt"
    PREPARED = "forberedes"
    SENT = "sendt"
    HELD = "holdt"
    CONFIRMED = "bekraeftet"


@dataclass(frozen=True)
class UnitYear:
    """A unit's conversation of one year: the month that it belongs to, and the conversation when it has begun."""

    unit: Unit
    year: int
    month: int
    conversation: Conversation | None
    on: date

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        row = self.conversation
        if row is not None and row.is_held:
            return Stage.CONFIRMED if row.is_confirmed else Stage.HELD
        if (self.year, self.month) < (self.on.year, self.on.month):
            return Stage.OVERDUE
        if row is None:
            return Stage.NOT_BEGUN
        return Stage.SENT if row.sent_at else Stage.PREPARED


def months() -> Mapping[int, int]:
    """The months that units have chosen themselves, by unit."""
    return request_cache.get_or_set(
        "plan months", lambda: dict(PlanMonth.objects.order_by().values_list("unit", "month"))
    )


def month_of(unit: int) -> int:
    """The unit's month: its own, else that of the nearest unit above that has chosen."""
    chosen = months()
    return next((chosen[each] for each in way_up(unit, unit_parents()) if each in chosen), USUAL_MONTH)


def conversing_units() -> set[int]:
    """The units that somebody leads and somebody leads above: those that hold a conversation. The top, whose leadership
    answers to the council for its contract, where somebody presides over the council."""
    led = {unit for _pk, unit, _person, _name in posts_of_leaders()}
    above = units_above()
    return {unit for unit in led if above.get(unit) is not None or (is_top(unit) and chairs_of_council())}


@dataclass(frozen=True)
class Branch:
    """The conversations of one unit under the top and of all below it, and how many have come how far."""

    unit: Unit
    rows: "list[UnitYear]"

    @property
    def held(self) -> int:
        """How many have taken place."""
        return sum(row.stage in (Stage.HELD, Stage.CONFIRMED) for row in self.rows)

    @property
    def overdue(self) -> int:
        """How many should have."""
        return sum(row.stage is Stage.OVERDUE for row in self.rows)


def branches_of(rows: "Collection[UnitYear]") -> list[Branch]:
    """The same gathered by centre and staff unit, in the organisation's order."""
    parents = unit_parents()
    found: dict[int, list[UnitYear]] = {}
    for row in rows:
        way = [*way_up(row.unit.pk, parents)]
        found.setdefault(way[max(len(way) - 2, 0)], []).append(row)
    heads = Unit.objects.filter(pk__in=found).order_by("sort_key", "pk")
    return [Branch(unit, found[unit.pk]) for unit in heads]


def year_of(units: Collection[int], year: int, viewer: "Viewer", on: date | None = None) -> list[UnitYear]:
    """The conversations of a year, of some units, as far as the viewer may know of them; three queries for all."""
    on = on or today()
    known = Conversation.objects.known_to(viewer).filter(year=year, unit__in=units)
    held = {row.unit_id: row for row in known}
    rows = Unit.objects.current().filter(pk__in=units).select_related("parent").order_by("sort_key", "pk")
    return [UnitYear(unit, year, month_of(unit.pk), held.get(unit.pk), on) for unit in rows]
