"""What the chain tells the others: its place in the menu, rings and ties on others' pages, duties, anchors."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pejling.chain import duties
from pejling.chain.conditions import ANCHORS
from pejling.chain.figures.element_ties import element_ties
from pejling.chain.figures.ring import rings_for
from pejling.core.permissions import may
from pejling.core.rooms import Room
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import MenuEntry

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document, Element


def rings_beside(elements: "list[Element]", viewer: "Viewer") -> dict[int, dict[str, Any]]:
    """The rings of those of the elements that are aims."""
    return {pk: {"pk": pk, "ring": ring} for pk, ring in rings_for(elements, viewer).items()}


def ring_of(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """The ring of an aim on its own page."""
    ring = element_ties(element, viewer).rings.get(element.pk)
    return {"ring": ring} if ring else None


def ties_of(element: "Element", viewer: "Viewer") -> dict[str, Any]:
    """An element's ties both ways."""
    return {"ties": element_ties(element, viewer), "may_tie": may(viewer, "direction.tie", element)}


def ways_from(element: "Element", viewer: "Viewer") -> dict[str, Any]:
    """From an element's page to where it stands in the chain, and to where it is tied to an aim by those who may."""
    stands = not element.ended_on and (not element.document.is_out_of_force or element.document.is_in_force())
    return {"may_tie": stands and may(viewer, "direction.tie", element)}


def way_from_document(document: "Document", viewer: "Viewer") -> dict[str, Any] | None:
    """From a document that is no draft to where it stands in the chain."""
    return None if document.is_draft else {}


ROOM = Room(
    Stylesheet("chain/ring.css"),
    MenuEntry(_("Kæden"), "chain", 30),
    Block("element.line", "ring", 10, "chain/parts/ring_beside.html", many=rings_beside),
    Block("element.head", "chain", 10, "chain/parts/element_ways.html", ways_from),
    Block("element.ties", "ties", 10, "chain/parts/element_ties.html", ties_of),
    Block("element.side", "ring", 10, "chain/parts/element_ring.html", ring_of),
    Block("document.links", "chain", 10, "chain/parts/document_way.html", way_from_document),
    Block("front.adopted", "chain", 10, "chain/parts/front_way.html", lambda _viewer: {}),
    *duties.SOURCES,
    *ANCHORS,
)
