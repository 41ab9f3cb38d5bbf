"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Organisation."""

    name = "pejling.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Register rules, verbs and what else other rooms ask this one for."""
        from django.utils.translation import gettext_lazy as _

        from pejling.activity.verbs import register_verbs, register_wordings
        from pejling.organisation import rules, search  # noqa: F401
        from pejling.organisation.actions.forums import lasting_forums_of, move_forums
        from pejling.organisation.belongings import Belonging, register_belonging
        from pejling.organisation.menus import register_menus
        from pejling.organisation.verbs import VERBS, WORDINGS

        register_verbs("organisation", VERBS)
        register_wordings("organisation", WORDINGS)
        register_belonging(Belonging("forums", _("Fora"), "forum", lasting_forums_of, move_forums))
        search.register()
        register_menus()
