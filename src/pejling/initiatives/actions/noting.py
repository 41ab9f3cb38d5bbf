"""The line in the log that every change of an initiative ends with, and for whom a deputy makes it."""

from typing import TYPE_CHECKING

from pejling.activity.actions import log
from pejling.initiatives.models import Initiative
from pejling.organisation.standing import standing_of

if TYPE_CHECKING:
    from pejling.people.models import Person


def note(verb: str, initiative: Initiative, *, by: "Person", **details: str | int) -> None:
    """Write that `by` did `verb` to the initiative; what a deputy does bears both names."""
    log(f"initiatives.{verb}", initiative, by=by, on_behalf_of=absent(initiative, by), **details)


def absent(initiative: Initiative, by: "Person") -> "Person | None":
    """For whom somebody acts: the absent lead, or the absent leader of the unit or of the plan; None for oneself."""
    standing = standing_of(by)
    if by.pk == initiative.lead_id:
        return None
    if standing.leads(initiative.unit_id) and initiative.unit_id not in standing.acts_for:
        return None
    stood_in_for = standing.stands_in_for.get(initiative.lead_id or 0)
    leader = standing.acts_for.get(initiative.unit_id)
    return stood_in_for or leader or standing.acts_for.get(initiative.element.document.unit_id)
