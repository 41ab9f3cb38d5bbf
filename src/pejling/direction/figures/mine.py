"""What the front page and a unit's page show of direction."""

from typing import TYPE_CHECKING, Any

from django.db.models import Case, OuterRef, Subquery, When, Window
from django.db.models.functions import RowNumber

from pejling.core.prepared import Given, Prepared
from pejling.direction.figures.bearings import (
    answers_to,
    bearings_concerning,
    bearings_left_to,
    current_bearings,
    own_units,
    reaches,
)
from pejling.direction.figures.owned import own, plan_of_ones_unit
from pejling.direction.figures.state import state_of
from pejling.direction.models import Adoption, ChainColumn, Document, Visibility
from pejling.direction.models.documents import BEFORE_FORCE, OUT_OF_FORCE
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.models import Unit
from pejling.organisation.visibility import PreparedForViewer
from pejling.web.blocks import blocks_at

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer

SHOWN = 7
"""Lines of a panel; the rest stands behind a link."""
SHOWN_OF_COLUMN, SHOWN_OF_UNIT = 24, 50


def _living(_given: type[Given], authority: Authority) -> "QuerySet[Document]":
    visible = Document.objects.filter(Document.seen_with(authority)).for_list()
    living = visible.filter(own(authority)).exclude(phase__in=OUT_OF_FORCE)
    is_units_plan = Case(When(plan_of_ones_unit(authority), then=True), default=False)
    return living.annotate(is_units_plan=is_units_plan).order_by("is_units_plan", "-touched_at")[: SHOWN + 1]


_LIVING = PreparedForViewer(_living)


def my_documents(viewer: "Viewer") -> dict[str, Any] | None:
    """What the viewer answers for, edits by name or leads the unit of; the unit's plan stands for itself above.

    The secretariat, which often has none of its own, sees those that the municipality is working on.
    """
    authority = authority_of(viewer)
    if authority.person is None or not authority.is_internal:
        return None
    mine: list[Any] = list(_LIVING.rows(viewer))
    documents = [document for document in mine if not document.is_units_plan]
    if not documents and (mine or authority.is_council_member) and (mine or not authority.own_units):
        return None
    are_under_way = authority.is_secretariat and not documents
    if are_under_way:
        visible = Document.objects.visible_to(viewer).for_list().order_by("-touched_at")
        documents = list(visible.filter(phase__in=BEFORE_FORCE)[: SHOWN + 1])
    return {
        "documents": [(document, state_of(document)) for document in documents[:SHOWN]],
        "has_more": len(documents) > SHOWN,
        "are_under_way": are_under_way,
        "may_create": authority.is_secretariat or bool(authority.led_units),
    }


def my_forums_documents(viewer: "Viewer") -> dict[str, Any] | None:
    """What the council and the committees in which the viewer sits have adopted and still stands, newest first."""
    authority = authority_of(viewer)
    if not authority.is_council_member:
        return None
    adopted = Adoption.objects.active().filter(document=OuterRef("pk"), forum__in=authority.forums)
    latest = adopted.order_by("-decided_on").values("decided_on")[:1]
    in_force = Document.objects.in_force().visible_to(viewer).for_list().alias(decided_on=Subquery(latest))
    documents = list(in_force.filter(decided_on__isnull=False).order_by("-decided_on", "pk")[: SHOWN + 1])
    return {
        "documents": [(document, state_of(document)) for document in documents[:SHOWN]],
        "has_more": len(documents) > SHOWN,
        "blocks": blocks_at("front.adopted", viewer),
    }


def my_bearings(viewer: "Viewer") -> dict[str, Any] | None:
    """The bearings that concern the units in which the viewer has a post, but for those that all of them have declined."""
    authority = authority_of(viewer)
    if not authority.own_units:
        return None
    bearings = list(bearings_left_to(authority)[: SHOWN + 1])
    shown = bearings[:SHOWN]
    answers = answers_to(shown, own_units(authority)) if shown else {}
    return {"bearings": shown, "answers": answers, "has_more": len(bearings) > SHOWN}


_SET = Prepared(lambda given: current_bearings().filter(responsible__in=given("people"))[:SHOWN])


def set_bearings(viewer: "Viewer") -> dict[str, Any] | None:
    """The bearings that the viewer has set, with how many units have answered each."""
    authority = authority_of(viewer)
    if not authority.led_units and not authority.is_secretariat:
        return None
    bearings = list(_SET.rows(people=authority.people))
    return {"bearings": bearings, "reach": reaches(bearings)} if bearings else None


def public_direction(viewer: "Viewer") -> dict[str, Any] | None:
    """For the public, and for those without post or seat: the public documents in force by column of the chain."""
    if authority_of(viewer).is_internal:
        return None
    public = Document.objects.in_force().filter(visibility=Visibility.PUBLIC).for_list()
    order = ("kind__position", "sort_key", "pk")
    place = Window(RowNumber(), partition_by="kind__column", order_by=order)
    documents = list(public.annotate(place=place).filter(place__lte=SHOWN_OF_COLUMN + 1).order_by(*order))
    columns: dict[ChainColumn, list[Document]] = {}
    for document in documents:
        columns.setdefault(ChainColumn(document.kind.column), []).append(document)
    shown = [
        (column, found[:SHOWN_OF_COLUMN], len(found) > SHOWN_OF_COLUMN) for column, found in columns.items()
    ]
    return {"columns": shown} if shown else None


def unit_documents(unit: Unit, viewer: "Viewer") -> dict[str, Any] | None:
    """The first of the unit's own documents, as far as the viewer may see them; the register has them all."""
    own = Document.objects.visible_to(viewer).for_list().filter(unit=unit)
    own = own.order_by("kind__position", "sort_key", "pk")
    documents = list(own[: SHOWN_OF_UNIT + 1])
    return {
        "documents": [(document, state_of(document)) for document in documents[:SHOWN_OF_UNIT]],
        "count": own.count() if len(documents) > SHOWN_OF_UNIT else len(documents),
        "unit": unit,
    }


def unit_bearings(unit: Unit, viewer: "Viewer") -> dict[str, Any] | None:
    """The bearings that concern the unit."""
    if not authority_of(viewer).is_internal:
        return None
    bearings = list(bearings_concerning([unit]))
    return {"bearings": bearings, "answers": answers_to(bearings, [unit])} if bearings else None
