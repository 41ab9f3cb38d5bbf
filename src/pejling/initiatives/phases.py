"""How the work goes from phase to phase: every step that can be taken, in one place.

A step that was taken by mistake is taken back by a step of its own with a reason, which is no line of this table: see
`actions.phases.take_back`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.initiatives.models import Phase

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Move:
    """A step from one phase to the next, in the words of its button.

    `needs_why`: others must be able to read why. `is_approval`: it is taken by whom the plan names. `is_answer`: that one
    may take it too, for it answers what was proposed. `is_main`: it leads on, where the others lead aside or back.
    """

    before: Phase
    after: Phase
    label: "_StrPromise"
    needs_why: bool = False
    is_approval: bool = False
    is_answer: bool = False
    is_main: bool = False


MOVES = (
    Move(Phase.IDEA, Phase.PROPOSED, _("Foreslå"), is_main=True),
    Move(Phase.IDEA, Phase.STOPPED, _("Stop"), needs_why=True),
    Move(Phase.PROPOSED, Phase.APPROVED, _("Godkend"), is_approval=True, is_main=True),
    Move(Phase.PROPOSED, Phase.IDEA, _("Send tilbage som idé"), needs_why=True, is_answer=True),
    Move(Phase.PROPOSED, Phase.STOPPED, _("Stop"), needs_why=True, is_answer=True),
    Move(Phase.APPROVED, Phase.UNDER_WAY, _("Sæt i gang"), is_main=True),
    Move(Phase.APPROVED, Phase.STOPPED, _("Stop"), needs_why=True),
    Move(Phase.UNDER_WAY, Phase.DONE, _("Meld gennemført"), is_main=True),
    Move(Phase.UNDER_WAY, Phase.PAUSED, _("Sæt på pause"), needs_why=True),
    Move(Phase.UNDER_WAY, Phase.STOPPED, _("Stop"), needs_why=True),
    Move(Phase.PAUSED, Phase.UNDER_WAY, _("Genoptag"), is_main=True),
    Move(Phase.PAUSED, Phase.STOPPED, _("Stop"), needs_why=True),
    Move(Phase.DONE, Phase.UNDER_WAY, _("Genåbn"), needs_why=True),
    Move(Phase.STOPPED, Phase.IDEA, _("Tag op igen som idé"), needs_why=True),
)
UNAPPROVED = frozenset({Phase.IDEA, Phase.PROPOSED})
"""Phases in which anybody who edits a plan can let an initiative begin; the others take an approval."""


def moves_from(phase: str) -> list[Move]:
    """The steps that can be taken from a phase, the one that leads on first."""
    return sorted((move for move in MOVES if move.before == phase), key=lambda move: not move.is_main)


def move_between(before: str, after: str) -> Move | None:
    """The step from one phase to another, if there is one."""
    return next((move for move in MOVES if (move.before, move.after) == (before, after)), None)
