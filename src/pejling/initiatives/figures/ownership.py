"""Who counts as the owner of an initiative today, and therefore gets its line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Self

from django.utils.translation import gettext_lazy as _

from pejling.initiatives.figures.silence import StatusSummary
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import unit_parents, way_up


class Why(Enum):
    """Why the line is this person's."""

    LEADS = _("Du leder indsatsen.")
    NOBODY = _("Ingen leder indsatsen, og du er leder her.")
    LEFT = _("Den, der ledte indsatsen, er her ikke mere, og du er leder her.")
    SILENT = _("Der mangler status fra to runder, og du er leder her.")


@dataclass(frozen=True)
class Owner:
    """Who the line goes to, if anybody, and why. The name is told of a leader above."""

    person: int | None
    why: Why
    name: str = ""


@dataclass(frozen=True)
class Leaders:
    """Who leads each unit, by the longest post first; deputies come in by what they may do, not here."""

    leading: Mapping[int, list[int]]
    parents: Mapping[int, int | None]
    names: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """As it stands today, in two queries, and in one reading once."""
        leading: dict[int, list[int]] = {}
        rows = posts_of_leaders()
        for _pk, unit, person, _name in rows:
            leading.setdefault(unit, []).append(person)
        return cls(leading, unit_parents(), {person: name for _pk, _unit, person, name in rows})

    def nearest(self, unit: int, *, besides: int | None) -> int | None:
        """The leader of the unit, or of the nearest one above it, who is somebody else."""
        leading = (person for each in way_up(unit, self.parents) for person in self.leading.get(each, ()))
        return next((person for person in leading if person != besides), None)

    def nearest_to(self, unit: int) -> set[int]:
        """Whoever may be the nearest of the unit, whomever one asks besides: the first, and who is when that one asks."""
        found: set[int] = set()
        for each in way_up(unit, self.parents):
            found.update(list(dict.fromkeys(self.leading.get(each, ())))[:2])
            if len(found) > 1:
                break
        return found

    def units_that_fall_to(self, people: Collection[int]) -> set[int]:
        """The units of which one of the people may be the nearest leader."""
        return {unit for unit in self.parents if not self.nearest_to(unit).isdisjoint(people)}


def owners_of(heard: Collection[StatusSummary]) -> dict[int, Owner]:
    """The owner of each, in two queries, and in none where all who lead count.

    Who has left or holds no post any more, and who has been silent for two of the unit's intervals, no longer counts: the
    nearest leader above gets the line. Where nobody is above, it stays with the one who leads the initiative.
    """
    whys = {each.pk: _why(each) for each in heard}
    leaders = None if set(whys.values()) <= {Why.LEADS} else Leaders.read()
    return {each.pk: _owner(each, whys[each.pk], leaders) for each in heard}


def _owner(each: StatusSummary, why: Why, leaders: Leaders | None) -> Owner:
    if why is Why.LEADS or leaders is None:
        return Owner(each.lead, why)
    above = leaders.nearest(each.unit, besides=each.lead)
    if above is None and why is Why.SILENT:
        return Owner(each.lead, Why.LEADS)
    return Owner(above, why, leaders.names.get(above or 0, ""))


def _why(each: StatusSummary) -> Why:
    if each.lead is None:
        return Why.NOBODY
    if not each.is_lead_at_work:
        return Why.LEFT
    return Why.SILENT if each.silence.is_long else Why.LEADS
