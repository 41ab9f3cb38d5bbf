"""The app as Django knows it."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    """Retning: the documents, what stands in them, and how it hangs together."""

    name = "pejling.direction"
    label = "direction"

    def ready(self) -> None:
        """Register rules, verbs and what else other rooms ask this one for."""
        from pejling.activity.verbs import register_verbs, register_wordings
        from pejling.direction import anchors, registrations, rules, search  # noqa: F401
        from pejling.direction.verbs import VERBS
        from pejling.direction.wordings import WORDINGS

        register_verbs("direction", VERBS)
        register_wordings("direction", WORDINGS)
        search.register()
        anchors.register()
        registrations.register()
