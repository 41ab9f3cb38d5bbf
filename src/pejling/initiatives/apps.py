"""The app as Django knows it."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Planer: initiatives, their status, and the plans that they stand in."""

    name = "pejling.initiatives"
    label = "initiatives"

    def ready(self) -> None:
        """Register rules, verbs and what else other rooms ask this one for."""
        from pejling.activity.verbs import register_verbs, register_wordings
        from pejling.initiatives import registrations, rules  # noqa: F401
        from pejling.initiatives.verbs import VERBS
        from pejling.initiatives.wordings import WORDINGS

        register_verbs("initiatives", VERBS)
        register_wordings("initiatives", WORDINGS)
        registrations.register()
