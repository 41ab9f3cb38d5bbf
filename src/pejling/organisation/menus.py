"""Where the organisation is found in the menus."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may
from pejling.web.menu import MenuEntry, administration, menu

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def sees(viewer: "Viewer") -> bool:
    """Staff and council members."""
    return may(viewer, "organisation.view")


def keeps(viewer: "Viewer") -> bool:
    """The secretariat and the operator."""
    return may(viewer, "organisation.keep")


def register_menus() -> None:
    """The room, and what its keepers find in the account menu."""
    menu.register(MenuEntry(_("Organisation"), "units", 90, sees))
    administration.register(
        MenuEntry(_("Indlæs enheder og personer"), "delivery_new", 10, keeps),
        MenuEntry(_("Kommunens navn og udseende"), "identity", 20, keeps),
        MenuEntry(_("Betegnelser"), "words_start", 30, keeps),
    )
