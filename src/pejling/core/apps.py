"""The app as Django knows it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Grundlag."""

    name = "pejling.core"
    label = "core"

    def ready(self) -> None:
        """Hear what all rooms have to tell, so that their rules are known before the first question is asked."""
        from pejling.core.rooms import refuse_what_nobody_shows

        refuse_what_nobody_shows()
