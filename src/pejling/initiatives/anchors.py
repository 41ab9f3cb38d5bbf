"""The conditions of the ring that initiatives answer."""

from django.utils.translation import gettext_lazy as _

from pejling.direction.registries import (
    Anchor,
    LinePart,
    Quarter,
    Source,
    join_anchor,
    register_anchor,
    register_line_part,
)
from pejling.initiatives.figures.anchoring import explain_steering, explain_work, held_by_work, steered
from pejling.initiatives.figures.marks import status_marks


def register() -> None:
    """Answer them, and show the status of the work beside its line."""
    join_anchor("direction.contributed_to", Source("initiatives.under_way", held_by_work, explain_work))
    register_anchor(
        Anchor(
            "initiatives.reported",
            Quarter.STEERING,
            _("Er status frisk på det, der bidrager?"),
            steered,
            explain_steering,
        )
    )
    register_line_part(LinePart("status", _("Status"), status_marks))
