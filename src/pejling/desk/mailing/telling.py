"""What one mail to one person tells: what is new, what they are reminded of, and what has waited too long with others.

Each duty is told once, reminded of once, and then goes to the leader above. Days are working days of a Danish town hall.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pejling.core.calendar import working_days_between
from pejling.desk.figures.waiting import Waiting
from pejling.desk.models import Step

AFTER_DEADLINE = 5
"""Working days from telling a duty with a deadline or an asker to the reminder, and from there to the leader above."""
WITHOUT_DEADLINE = 10
"""The same where nothing presses; such a duty is never raised."""
MailedBefore = Mapping[tuple[str, str], date]
"""When which step of which duty was told, by key and step."""


@dataclass(frozen=True)
class Digest:
    """What there is to tell a person, and to raise over their head; `still` has been told and waits."""

    new: list[Waiting]
    reminded: list[Waiting]
    raised: list[Waiting]
    still: int

    @property
    def steps(self) -> list[tuple[str, Step]]:
        """What is remembered when it has been told."""
        return [(each.duty.key, Step.TOLD) for each in self.new] + [
            (each.duty.key, Step.REMINDED) for each in self.reminded
        ]


def digest_of(waiting: list[Waiting], told: MailedBefore, on: date, *, wants_digest: bool) -> Digest:
    """What a weekly mail has to tell; who does not want it is told only of what they were asked directly."""
    heard = [each for each in waiting if wants_digest or each.duty.is_asked]
    new = [each for each in heard if (each.duty.key, Step.TOLD) not in told]
    reminded = [each for each in heard if _is_to_be_reminded(each, told, on)]
    raised = [each for each in waiting if _is_to_be_raised(each, told, on)]
    return Digest(new, reminded, raised, len(waiting) - len(new) - len(reminded))


def _is_to_be_reminded(each: Waiting, told: MailedBefore, on: date) -> bool:
    duty = each.duty
    since = told.get((duty.key, Step.TOLD))
    if since is None or (duty.key, Step.REMINDED) in told:
        return False
    if duty.due_on is not None and duty.due_on >= on:
        return False
    return working_days_between(since, on) >= (AFTER_DEADLINE if _presses(each) else WITHOUT_DEADLINE)


def _is_to_be_raised(each: Waiting, told: MailedBefore, on: date) -> bool:
    """The absent's own deputy has it already, some sources give what is silent to the leader above themselves, and what only
    few may see is not told to one more."""
    since = told.get((each.duty.key, Step.REMINDED))
    is_kept = each.source.hands_on or not each.duty.is_open
    if since is None or each.on_behalf_of or is_kept or not _presses(each):
        return False
    return working_days_between(since, on) >= AFTER_DEADLINE


def _presses(each: Waiting) -> bool:
    return each.duty.is_asked or each.duty.due_on is not None
