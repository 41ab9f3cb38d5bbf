"""What people tell: one's own page is in the account menu."""

from django.utils.translation import gettext_lazy as _

from pejling.core.rooms import Room
from pejling.web.menu import Menu, MenuEntry

ROOM = Room(MenuEntry(_("Min profil"), "profile", 10, menu=Menu.ACCOUNT))
