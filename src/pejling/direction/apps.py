"""The app as Django knows it."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    """Retning: the documents, what stands in them, and how it hangs together."""

    name = "pejling.direction"
    label = "direction"

    def ready(self) -> None:
        """Register rules, verbs and what else other rooms ask this one for."""
        from pejling.activity.verbs import register_verbs
        from pejling.direction import anchors, registrations, rules, search  # noqa: F401
        from pejling.direction.verbs import VERBS

        register_verbs("direction", VERBS)
        search.register()
        anchors.register()
        registrations.register()
