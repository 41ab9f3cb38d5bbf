"""How states are said."""

from django.utils.translation import gettext_lazy as _

from pejling.agreements.figures.ledger import State

STATE_WORDS = {
    State.OVERDUE: _("Over tiden"),
    State.OPEN: _("Åben"),
    State.DONE: _("Gjort"),
    State.DROPPED: _("Opgivet"),
}
