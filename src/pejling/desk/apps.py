"""The app as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Min side: what is mine, and what waits for me."""

    name = "pejling.desk"
    label = "desk"

    def ready(self) -> None:
        """Put the front page first in the menu, the mails among one's own settings, and let the weekly mail come round."""
        from django.utils.translation import gettext_lazy as _

        from pejling.core.periodic import Every, Periodic, register_periodic
        from pejling.core.permissions import may
        from pejling.desk import rules, tasks  # noqa: F401
        from pejling.web.menu import MenuEntry, account, menu, signed_in

        menu.register(MenuEntry(_("Min side"), "front", 10, signed_in))
        account.register(
            MenuEntry(_("Det, du følger"), "follows", 20, lambda viewer: may(viewer, "desk.follow")),
            MenuEntry(_("Mails til dig"), "mail_choice", 30),
        )
        register_periodic(
            Periodic(tasks.WEEKLY, Every.WORKING_DAY, at=tasks.IN_THE_MORNING, run=tasks.begin_digests)
        )
