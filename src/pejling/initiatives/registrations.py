"""What initiatives tell the rooms below them: their place in the menu, on front and unit pages, in ring and lines."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may
from pejling.direction.parts import Part, register_document_part
from pejling.initiatives import mails
from pejling.initiatives.figures.plans import is_plan
from pejling.organisation.standing import standing_of
from pejling.web.menu import MenuEntry, administration, menu
from pejling.web.stylesheets import register_stylesheet

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document


def register() -> None:
    """Tell them all; told again, nothing is doubled."""
    register_stylesheet("initiatives/initiatives.css")
    register_stylesheet("initiatives/status.css")
    mails.register()
    menu.register(MenuEntry(_("Planer"), "plans", 35, lambda viewer: standing_of(viewer).is_internal))
    administration.register(
        MenuEntry(
            _("Status gennem mails"), "status_choices", 50, lambda viewer: may(viewer, "initiatives.links")
        )
    )
    register_document_part(Part("plan", 1, "initiatives/parts/plan_links.html", plan_links))


def plan_links(document: "Document", viewer: "Viewer") -> "dict[str, Any] | None":
    """The ways from a plan's text to its work and its life."""
    return {"document": document} if is_plan(document) and standing_of(viewer).is_internal else None
