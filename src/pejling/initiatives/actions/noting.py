"""The line in the log that every change of an initiative ends with, and for whom a deputy makes it."""

from typing import TYPE_CHECKING

from pejling.activity.actions import log
from pejling.direction.actions.noting import absent_editor
from pejling.initiatives.models import Approver, Initiative
from pejling.initiatives.rules import absent_member
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.people.models import Person


def note(verb: str, initiative: Initiative, *, by: "Person", **details: str | int) -> None:
    """Write that `by` did `verb` to the initiative; what a deputy does bears both names."""
    note_for(absent(initiative, by), verb, initiative, by=by, **details)


def note_for(
    whom: "Person | None", verb: str, initiative: Initiative, *, by: "Person", **details: str | int
) -> None:
    """The same where it is known for whom."""
    log(f"initiatives.{verb}", initiative, by=by, on_behalf_of=whom, **details)


def absent(initiative: Initiative, by: "Person") -> "Person | None":
    """For whom somebody acts: the absent lead, the absent leader of the unit, or an absent editor of the plan; None for
    oneself."""
    authority = authority_of(by)
    if by.pk == initiative.lead_id:
        return None
    if authority.leads(initiative.unit_id) and initiative.unit_id not in authority.acts_for:
        return None
    stood_in_for = authority.stands_in_for.get(initiative.lead_id or 0)
    leader = authority.acts_for.get(initiative.unit_id)
    return stood_in_for or leader or absent_editor(initiative.element.document, by)


def absent_leader(initiative: Initiative, by: "Person") -> "Person | None":
    """For whom somebody answers a status who leads the unit only as a deputy."""
    return authority_of(by).acts_for.get(initiative.unit_id)


def absent_approver(initiative: Initiative, by: "Person") -> "Person | None":
    """For whom somebody approves: whom the plan names, an absent member of its forum, or the leader of the plan's unit."""
    authority, document = authority_of(by), initiative.element.document
    approver = Approver.objects.of(document)
    if approver is None:
        return authority.acts_for.get(document.unit_id)
    if approver.forum_id is None:
        return authority.stands_in_for.get(approver.person_id or 0)
    if authority.is_secretariat or approver.forum_id in authority.forums:
        return None
    return absent_member(authority, approver.forum_id)
