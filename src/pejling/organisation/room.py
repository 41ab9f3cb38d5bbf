"""What the organisation tells the others: its menus, verbs, what is found, and the forums that a unit owns."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.organisation import rules, search
from pejling.organisation.actions.forums import lasting_forums_of, move_forums
from pejling.organisation.belongings import TransferableRows
from pejling.organisation.verbs import VERBS, WORDINGS
from pejling.web.blocks import Place
from pejling.web.menu import Menu, MenuEntry

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def sees(viewer: "Viewer") -> bool:
    """Staff and council members."""
    return may(viewer, "organisation.view")


def keeps(viewer: "Viewer") -> bool:
    """The secretariat and the operator."""
    return may(viewer, "organisation.keep")


ROOM = Room(
    Place("unit"),
    Place("unit.head"),
    Place("forum"),
    Place("forum.head"),
    MenuEntry(_("Organisation"), "units", 5, sees, Menu.ACCOUNT),
    MenuEntry(_("Indlæs enheder og personer"), "delivery_new", 10, keeps, Menu.ADMINISTRATION),
    MenuEntry(_("Kommunens navn og udseende"), "identity", 20, keeps, Menu.ADMINISTRATION),
    MenuEntry(_("Betegnelser"), "words_start", 30, keeps, Menu.ADMINISTRATION),
    Permissions(rules),
    Verbs("organisation", VERBS, WORDINGS),
    TransferableRows("forums", _("Fora"), "forum", lasting_forums_of, move_forums),
    *search.SOURCES,
)
