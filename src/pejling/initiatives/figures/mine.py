"""What the front page and a unit's page show of plans."""

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pejling.core.permissions import may
from pejling.initiatives.figures.liveness import liveness_of, with_signs
from pejling.initiatives.figures.plans import plans, plans_with
from pejling.organisation.authority import authority_of, unit_parents, way_up
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document
    from pejling.direction.models.documents import DocumentQuerySet
    from pejling.organisation.authority import Authority
    from pejling.organisation.models import Unit

SHOWN = 3
"""Plans on the front page; the rest stands behind a link."""


def _in_force(authority: "Authority") -> "DocumentQuerySet":
    return with_signs(plans_with(authority).in_force().for_list()).order_by("-touched_at", "pk")


_OWN = PreparedForViewer(
    lambda _given, authority: _in_force(authority).filter(unit__in=authority.own_units)[: SHOWN + 1]
)


def my_plans(viewer: "Viewer") -> dict[str, Any] | None:
    """The plans in force of the units in which the viewer has a post, else of the nearest unit above that has any; each with
    whether it lives."""
    authority = authority_of(viewer)
    if not authority.own_units:
        return None
    documents = list(_OWN.rows(viewer))
    is_above = not documents
    if is_above:
        documents = _nearest_above(authority, _in_force(authority))
    if not documents:
        return None
    liveness = liveness_of(documents[:SHOWN])
    lines = [
        (document, liveness[document.pk], may(viewer, "initiatives.plan", document))
        for document in documents[:SHOWN]
    ]
    return {"lines": lines, "has_more": len(documents) > SHOWN, "is_above": is_above}


def _nearest_above(authority: "Authority", in_force: "QuerySet[Document]") -> "list[Document]":
    """The plans of the nearest unit above that has any, for those whose own units have none."""
    parents = unit_parents()
    ways = [[*way_up(unit, parents)][1:] for unit in sorted(authority.own_units)]
    having: dict[int, list[Document]] = defaultdict(list)
    for document in in_force.filter(unit__in={unit for way in ways for unit in way}):
        having[document.unit_id].append(document)
    nearest = (
        min((place, unit) for way in ways for place, unit in enumerate(way) if unit in having)
        if having
        else None
    )
    return having[nearest[1]][: SHOWN + 1] if nearest else []


def unit_plans(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """The unit's plans in force, each with whether it lives."""
    own = with_signs(plans(viewer).in_force().filter(unit=unit).for_list())
    documents = list(own.order_by("kind__position", "pk"))
    if not documents:
        return None
    liveness = liveness_of(documents)
    return {"lines": [(document, liveness[document.pk]) for document in documents]}
