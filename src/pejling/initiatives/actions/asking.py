"""Mailing at once what somebody asks of a person directly: to approve a proposal, look at a status, read an answer."""

from typing import TYPE_CHECKING

from pejling.desk.actions.notifying import notify
from pejling.initiatives.duties import answer_key, approval_key, report_key
from pejling.initiatives.figures.ownership import Leaders
from pejling.initiatives.models import Approver, PhaseStep, ReportReply, StatusReport
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.initiatives.models import Initiative


def ask_approval(proposed: PhaseStep, *, by: Person) -> None:
    """Tell whom the plan names, or else the leader of its unit, that an initiative waits for their yes.

    A forum is told by the weekly mail: it decides when it meets.
    """
    approver = _who_approves(proposed.initiative)
    if approver is not None and approver != by:
        notify(approver, approval_key(proposed.initiative_id, proposed.pk))


def _who_approves(initiative: "Initiative") -> Person | None:
    named = Approver.objects.of(initiative.element.document)
    if named is not None:
        return named.person
    leader = Leaders.read().nearest(initiative.element.document.unit_id, besides=None)
    return Person.objects.get(pk=leader) if leader else None


def ask_to_look(given: StatusReport) -> None:
    """Tell the nearest leader above who gave a status that they are asked to look at it."""
    leader = Leaders.read().nearest(given.initiative.unit_id, besides=given.by_id)
    if leader is not None:
        notify(Person.objects.get(pk=leader), report_key(given.pk))


def ask_to_read(answer: ReportReply) -> None:
    """Tell the one in whose name a status was given that it has been answered with words."""
    given = answer.report
    whose = given.by if given.on_behalf_of_id in (None, answer.by_id) else given.on_behalf_of
    if answer.text and whose is not None:
        notify(whose, answer_key(answer.pk))
