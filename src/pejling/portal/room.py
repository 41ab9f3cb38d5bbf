"""What the portal tells the rooms below it: the public front page, its menu, and the way to an aim's public page."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.core.rooms import Room
from pejling.direction.models import Visibility
from pejling.portal.figures.promise import promises
from pejling.portal.front import on_front
from pejling.web.blocks import Block, Stylesheet
from pejling.web.menu import MenuEntry

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models import Element


def from_aim(element: "Element", viewer: "Viewer") -> dict[str, Any] | None:
    """The way from an aim to the page that citizens read about it."""
    document = element.document
    is_public = document.visibility == Visibility.PUBLIC and element.kind.is_aim and element.ended_on is None
    return {"element": element} if is_public and promises(document, today()) else None


ROOM = Room(
    Stylesheet("portal/portal.css"),
    MenuEntry(_("Løfterne"), "front", 5, lambda viewer: not viewer.is_authenticated),
    Block("front.public", "promises", 10, "portal/parts/board.html", on_front),
    Block("element.head", "promise", 6, "portal/parts/aim_way.html", from_aim),
)
