"""The app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Personer."""

    name = "pejling.people"
    label = "people"

    def ready(self) -> None:
        """One's own page is in the account menu."""
        from django.utils.translation import gettext_lazy as _

        from pejling.web.menu import MenuEntry, account

        account.register(MenuEntry(_("Min profil"), "profile", 10))
