"""What insight tells the rooms below it: its place in the menu, the ways from each thing's own page, its verbs."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.activity.verbs import Verbs
from pejling.core.rooms import Room
from pejling.direction.models import Column, Nature
from pejling.insight import rules  # noqa: F401
from pejling.insight.figures.subjects import overview_url
from pejling.insight.figures.two_pages.about import two_pages_url
from pejling.insight.verbs import VERBS
from pejling.organisation.authority import authority_of
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import MenuEntry

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document, Element
    from pejling.organisation.models import Forum, Unit


def from_unit(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes in the unit and below it."""
    words = _("Se, hvordan det går i %(unit)s og i enhederne under den") % {"unit": unit.name}
    return None if unit.has_ended else {"url": overview_url(unit), "words": words}


def from_forum(forum: "Forum", viewer: "Viewer") -> dict[str, Any] | None:
    """What has come of what the forum has adopted; for a forum that adopts something."""
    if not forum.adoptions.filter(withdrawn_at=None).exists():
        return None
    words = _("Se, hvad der er kommet ud af det, forummet har vedtaget")
    return {"url": reverse("overview_of_forum", args=[forum.pk]), "words": words}


def from_document(document: "Document", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes with what contributes to the document; a plan's own work has its own page."""
    is_direction = document.kind.column != Column.ACTION and not document.is_draft
    if not (is_direction and authority_of(viewer).is_internal):
        return None
    return {"url": reverse("overview_of_document", args=[document.pk])}


def from_aim(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes with what contributes to the aim."""
    if element.kind.nature != Nature.AIM or not authority_of(viewer).is_internal:
        return None
    return {"url": reverse("overview_of_aim", args=[element.pk])}


def to_two_pages(thing: "Document | Unit | Forum", viewer: "Viewer") -> dict[str, Any]:
    """From a document, a plan, a bearing, a unit and a forum to its two pages."""
    return {"url": two_pages_url(thing)}


TWO_PAGES = "insight/parts/two_pages_way.html"

ROOM = Room(
    Stylesheet("insight/overview.css"),
    MenuEntry(gettext_lazy("Overblik"), "overview", 15, lambda viewer: authority_of(viewer).is_internal),
    Block("unit", "overview", 5, "insight/parts/way.html", from_unit),
    Block("forum", "overview", 5, "insight/parts/way.html", from_forum),
    Block("document.links", "overview", 20, "insight/parts/document_way.html", from_document),
    Block("element.head", "overview", 5, "insight/parts/aim_way.html", from_aim),
    Block("document.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Block("unit.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Block("forum.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Verbs("insight", VERBS),
)
