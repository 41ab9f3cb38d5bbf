"""What the front page and a unit's page show of plans."""

from typing import TYPE_CHECKING, Any

from pejling.core.permissions import may
from pejling.initiatives.figures.liveness import liveness_of, with_signs
from pejling.initiatives.figures.plans import plans
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit

SHOWN = 3
"""Plans on the front page; the rest stands behind a link."""


def my_plans(viewer: "Viewer") -> dict[str, Any] | None:
    """The plans in force of the units in which the viewer has a post, each with whether it lives."""
    authority = authority_of(viewer)
    if not authority.own_units:
        return None
    own = plans(viewer).in_force().filter(unit__in=authority.own_units).for_list()
    documents = list(with_signs(own).order_by("-touched_at", "pk")[: SHOWN + 1])
    if not documents:
        return None
    liveness = liveness_of(documents[:SHOWN])
    lines = [
        (document, liveness[document.pk], may(viewer, "initiatives.plan", document))
        for document in documents[:SHOWN]
    ]
    return {"lines": lines, "has_more": len(documents) > SHOWN}


def unit_plans(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """The unit's plans in force, each with whether it lives."""
    own = with_signs(plans(viewer).in_force().filter(unit=unit).for_list())
    documents = list(own.order_by("kind__position", "pk"))
    if not documents:
        return None
    liveness = liveness_of(documents)
    return {"lines": [(document, liveness[document.pk]) for document in documents]}
