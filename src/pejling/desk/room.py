"""What Min side tells: it is first in the menu, its mails are among one's own settings, and the weekly one comes round."""

from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import Verbs
from pejling.core.periodic import Every, Periodic
from pejling.core.permissions import Permissions, may
from pejling.core.rooms import Room
from pejling.desk import rules, tasks
from pejling.desk.figures import comments
from pejling.desk.verbs import VERBS
from pejling.web.blocks import Place, Stylesheet
from pejling.web.menu import Menu, MenuEntry, signed_in

ROOM = Room(
    Stylesheet("desk/comments.css"),
    Place("front.first"),
    Place("front"),
    Place("front.public"),
    MenuEntry(_("Min side"), "front", 10, signed_in),
    MenuEntry(_("Det, du følger"), "follows", 20, lambda viewer: may(viewer, "desk.follow"), Menu.ACCOUNT),
    MenuEntry(_("Mails til dig"), "mail_choice", 30, menu=Menu.ACCOUNT),
    MenuEntry(_("Dine datoer i din kalender"), "calendar", 40, menu=Menu.ACCOUNT),
    Periodic(tasks.WEEKLY, Every.WORKING_DAY, at=tasks.IN_THE_MORNING, run=tasks.begin_digests),
    Permissions(rules),
    Verbs("desk", VERBS),
    *comments.SOURCES,
)
