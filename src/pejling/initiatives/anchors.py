"""The conditions of the ring that initiatives answer, and the status of the work beside its line."""

from django.utils.translation import gettext_lazy as _

from pejling.chain.anchors import Anchor, AnchorSource, RingQuarter
from pejling.direction.marks import MarkSource
from pejling.initiatives.figures.anchoring import explain_steering, explain_work, held_by_work, steered
from pejling.initiatives.figures.marks import status_marks

ANCHORS = (
    AnchorSource("chain.contributed_to", "initiatives.under_way", held_by_work, explain_work),
    Anchor(
        "initiatives.reported",
        RingQuarter.STEERING,
        _("Er status frisk på det, der bidrager?"),
        steered,
        explain_steering,
    ),
    MarkSource("status", _("Status"), status_marks),
)
