"""How states and outcomes are said and shown."""

from pejling.direction.marks import Shape, Sign, Tone
from pejling.meetings.models import Outcome, State

SIGNS: dict[State, tuple[Tone, Shape]] = {
    State.DRAFT: ("neutral", "ring"),
    State.CALLED: ("info", "circle"),
    State.UNDER_WAY: ("info", "half"),
    State.CLOSED: ("info", "circle"),
    State.APPROVED: ("good", "check"),
    State.CANCELLED: ("neutral", "cross"),
}
OUTCOMES: dict[Outcome, tuple[Tone, Shape]] = {
    Outcome.ADOPTED: ("good", "check"),
    Outcome.AMENDED: ("good", "circle"),
    Outcome.REJECTED: ("neutral", "cross"),
    Outcome.RECOMMENDED: ("good", "check"),
    Outcome.NOTED: ("neutral", "check"),
    Outcome.DISCUSSED: ("neutral", "check"),
    Outcome.POSTPONED: ("neutral", "clock"),
    Outcome.RETURNED: ("neutral", "ring"),
    Outcome.PASSED_ON: ("info", "circle"),
}


def sign_of(state: State) -> Sign:
    """The badge of a state."""
    return Sign(str(state.label), *SIGNS[state])


def outcome_sign(outcome: str) -> Sign:
    """The badge of an outcome."""
    found = Outcome(outcome)
    return Sign(str(found.label), *OUTCOMES[found])
