"""Who may read and write agreements and proposals."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from pejling.agreements.actions import commitments, proposals, sharing
from pejling.agreements.models import Answer, Commitment, Part, Proposal, SharedTask
from pejling.core.dates import today
from tests.access import Access


def agreed(w: SimpleNamespace, visibility: str = "internal") -> Commitment:
    return commitments.agree(
        unit=w.unit,
        responsible=w.owner,
        title="Læsebånd prøves af",
        element=w.element,
        due_on=today() + timedelta(days=7),
        visibility=visibility,
        by=w.owner,
    )


def proposed(w: SimpleNamespace, visibility: str = "internal") -> Proposal:
    return proposals.propose(
        unit=w.other_unit,
        kind="wish",
        title="Fælles indgang for forældre",
        to_unit=w.unit,
        answer_by=today() + timedelta(days=30),
        visibility=visibility,
        by=w.colleague,
    )


def commitment(w: SimpleNamespace) -> list[int]:
    return [agreed(w).pk]


def closing(w: SimpleNamespace) -> list[int]:
    return [commitments.finish(agreed(w), words="Det gik godt.", by=w.owner).pk]


def proposal(w: SimpleNamespace) -> list[int]:
    return [proposed(w).pk]


def own_proposal(w: SimpleNamespace) -> list[int]:
    row = proposals.propose(
        unit=w.unit,
        kind="idea",
        title="Fælles bogbus",
        to_unit=w.other_unit,
        answer_by=today() + timedelta(days=30),
        by=w.owner,
        visibility="internal",
    )
    return [row.pk]


def withdrawn(w: SimpleNamespace) -> list[int]:
    (pk,) = own_proposal(w)
    proposals.withdraw(Proposal.objects.get(pk=pk), by=w.owner)
    return [pk]


def answer(w: SimpleNamespace) -> list[int]:
    given = proposals.answer(proposed(w), answer=Answer.TAKEN_ON, words="Vi går i gang.", by=w.owner)
    return [given.pk]


def task(w: SimpleNamespace) -> list[int]:
    title = "Referater fra chefmøder"
    known = SharedTask.objects.filter(title=title).first()
    return [(known or sharing.add_task(title=title, by=w.owner)).pk]


def part(w: SimpleNamespace) -> list[int]:
    (pk,) = task(w)
    row = SharedTask.objects.get(pk=pk)
    return [sharing.take_part(row, unit=w.unit, part=Part.COULD, by=w.owner).pk]


INSIDE: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 404, "anonymous": "login"}
EDITORS: dict[str, Any] = {"owner": 200, "colleague": 403, "outsider": 404, "anonymous": "login"}
PRESSED: dict[str, Any] = {
    "owner": 303,
    "colleague": 403,
    "outsider": 404,
    "anonymous": "login",
    "method": "post",
}

ACCESS = {
    "commitments": Access(**INSIDE),
    "commitments_gathered": Access(**INSIDE),
    "commitments_sheet": Access(**INSIDE),
    "commitments_import": Access(**INSIDE),
    "commitment_new": Access(**INSIDE),
    "commitment": Access(**INSIDE, args=commitment),
    "commitment_edit": Access(**EDITORS, args=commitment),
    "commitment_done": Access(**EDITORS, args=commitment),
    "commitment_dropped": Access(**EDITORS, args=commitment),
    "commitment_planned": Access(**EDITORS, args=commitment),
    "closing_withdrawal": Access(**PRESSED, args=closing),
    "commitment_link": Access(
        owner=410, colleague=410, outsider=410, anonymous=410, args=lambda w: ["ukendt"]
    ),
    "shared_tasks": Access(**INSIDE),
    "shared_task_new": Access(**INSIDE),
    "shared_task": Access(**INSIDE, args=task),
    "shared_task_edit": Access(**INSIDE, args=task),
    "task_part_new": Access(**INSIDE, args=task),
    # The owner takes it away before the colleague asks.
    "task_part_removal": Access(
        owner=303, colleague=404, outsider=404, anonymous="login", method="post", args=part
    ),
    "proposals": Access(**INSIDE),
    "proposal_new": Access(**INSIDE),
    "proposal": Access(**INSIDE, args=proposal),
    "proposal_edit": Access(**EDITORS, args=own_proposal),
    "proposal_answer": Access(**EDITORS, args=proposal),
    "proposal_withdrawal": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", method="post", args=own_proposal
    ),
    "proposal_restoration": Access(
        owner=303, colleague=403, outsider=404, anonymous="login", method="post", args=withdrawn
    ),
    "answer_withdrawal": Access(**PRESSED, args=answer),
    "answer_reading": Access(
        owner=303, colleague=303, outsider=404, anonymous="login", method="post", args=answer
    ),
}
