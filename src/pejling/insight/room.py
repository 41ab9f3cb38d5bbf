"""What insight tells the rooms below it: its place in the menu, the ways from each thing's own page, its verbs."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.activity.verbs import Verbs
from pejling.core.formats import long_day
from pejling.core.permissions import Permissions
from pejling.core.rooms import Room
from pejling.direction.models import ChainColumn, Nature
from pejling.initiatives.figures.levels_on import WorkState
from pejling.initiatives.forms.plans import STILL_PLANS
from pejling.insight import rules
from pejling.insight.figures.course import list_of, matrix_of
from pejling.insight.figures.glance import glance_of
from pejling.insight.figures.subjects import overview_url, tiles_subject_of_forum
from pejling.insight.figures.two_pages.about import two_pages_url
from pejling.insight.figures.words import headline_of
from pejling.insight.verbs import VERBS
from pejling.organisation.authority import authority_of
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import MenuEntry
from pejling.web.tiles import tiles_about

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document, Element
    from pejling.organisation.models import Forum, Unit


def from_unit(unit: "Unit", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes in the unit and below it."""
    words = _("Se, hvordan det går i %(unit)s og i enhederne under den") % {"unit": unit.name}
    return None if unit.has_ended else {"url": overview_url(unit), "words": words}


def at_a_glance(viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes in what one leads, in short; for who leads units with others below them, and the secretariat."""
    glance = glance_of(viewer) if authority_of(viewer).is_internal else None
    if glance is None:
        return None
    narrowing, since = glance.subject.narrowing, glance.course.since
    return {
        "glance": glance,
        "unit": min(glance.subject.about.units),
        "lacking": glance.course.counts.get(WorkState.UNKNOWN, 0),
        "headline": headline_of(glance.subject, glance.course),
        "matrix": matrix_of(glance.subject, glance.course),
        "since": long_day(since).rpartition(" ")[0],
        "gone_list": list_of(narrowing, WorkState.OFF_TRACK, not_on=since),
        "still_list": f"{reverse('plans')}?{urlencode({**(narrowing or {}), 'lever': STILL_PLANS})}",
    }


def from_forum(forum: "Forum", viewer: "Viewer") -> dict[str, Any] | None:
    """What has come of what the forum has adopted, as tiles and by its overview; for a forum that adopts something."""
    if not forum.adoptions.active().exists():
        return None
    words = _("Se, hvad der er kommet ud af det, forummet har vedtaget")
    shown = tiles_about(tiles_subject_of_forum(forum, viewer), viewer)
    return {"url": reverse("overview_of_forum", args=[forum.pk]), "words": words, "tiles": shown}


def from_document(document: "Document", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes with what contributes to the document; a plan's own work has its own page."""
    is_direction = document.kind.column != ChainColumn.ACTION and not document.is_draft
    if not (is_direction and authority_of(viewer).is_internal):
        return None
    return {"url": reverse("overview_of_document", args=[document.pk])}


def from_aim(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """How it goes with what contributes to the aim."""
    if element.kind.nature != Nature.AIM or not authority_of(viewer).is_internal:
        return None
    return {"url": reverse("overview_of_aim", args=[element.pk])}


def others_on_aim(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """The way to who else works on an aim. Only the way: to look for them takes as long as the rest of the page."""
    is_shown = element.kind.nature == Nature.AIM and element.counts and authority_of(viewer).is_internal
    return {"url": reverse("coordination_on_aim", args=[element.pk])} if is_shown else None


def others_on_theme(document: "Document", viewer: "Viewer") -> dict[str, Any] | None:
    """The way to who works on a theme across the municipality, or on a bearing."""
    is_theme = document.is_cross_cutting or document.kind.is_bearing
    if not (is_theme and document.is_in_force() and authority_of(viewer).is_internal):
        return None
    return {"url": reverse("coordination_on_document", args=[document.pk])}


def to_two_pages(thing: "Document | Unit | Forum", viewer: "Viewer") -> dict[str, Any]:
    """From a document, a plan, a bearing, a unit and a forum to its two pages."""
    return {"url": two_pages_url(thing)}


TWO_PAGES = "insight/parts/two_pages_way.html"

ROOM = Room(
    Stylesheet("insight/overview.css"),
    MenuEntry(gettext_lazy("Overblik"), "overview", 15, lambda viewer: authority_of(viewer).is_internal),
    Block("front.first", "overview", 0, "insight/parts/glance.html", at_a_glance),
    Block("unit", "overview", 5, "insight/parts/way.html", from_unit),
    Block("forum", "overview", 5, "insight/parts/forum.html", from_forum),
    Block("document.links", "overview", 20, "insight/parts/document_way.html", from_document),
    Block("element.ties", "coordination", 20, "insight/parts/aim_others.html", others_on_aim),
    Block("document.links", "coordination", 25, "insight/parts/theme_others.html", others_on_theme),
    Block("element.head", "overview", 5, "insight/parts/aim_way.html", from_aim),
    Block("document.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Block("unit.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Block("forum.head", "two_pages", 10, TWO_PAGES, to_two_pages),
    Permissions(rules),
    Verbs("insight", VERBS),
)
