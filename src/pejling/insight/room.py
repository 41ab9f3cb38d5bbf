"""What insight tells the rooms below it: its place in the menu."""

from django.utils.translation import gettext_lazy as _

from pejling.core.rooms import Room
from pejling.organisation.authority import authority_of
from pejling.web.blocks import Stylesheet
from pejling.web.menu import MenuEntry

ROOM = Room(
    Stylesheet("insight/overview.css"),
    MenuEntry(_("Overblik"), "overview", 15, lambda viewer: authority_of(viewer).is_internal),
)
