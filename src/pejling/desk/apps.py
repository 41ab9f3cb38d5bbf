"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Min side: what is mine, and what waits for me."""

    name = "pejling.desk"
    label = "desk"

    def ready(self) -> None:
        """Put the front page first in the menu."""
        from pejling.web.menu import MenuEntry, menu, signed_in

        menu.register(MenuEntry(_("Min side"), "front", 10, signed_in))
