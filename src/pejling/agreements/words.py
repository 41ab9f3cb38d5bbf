"""How states are said and shown."""

from django.utils.translation import gettext_lazy as _

from pejling.agreements.figures.ledger import State
from pejling.direction.marks import Shape, Sign, Tone

STATE_WORDS = {
    State.OVERDUE: _("Over tiden"),
    State.OPEN: _("Åben"),
    State.DONE: _("Gjort"),
    State.DROPPED: _("Opgivet"),
}
SIGNS: dict[State, tuple[Tone, Shape]] = {
    State.OVERDUE: ("bad", "clock"),
    State.OPEN: ("info", "circle"),
    State.DONE: ("good", "check"),
    State.DROPPED: ("neutral", "cross"),
}


def sign_of(state: State) -> Sign:
    """The badge of a state."""
    return Sign(str(STATE_WORDS[state]), *SIGNS[state])
