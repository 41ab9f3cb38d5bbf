"""The app as Django knows it."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Aktivitet."""

    name = "pejling.activity"
    label = "activity"

    def ready(self) -> None:
        """Keep the happenings of the room below, which cannot write lines itself."""
        from pejling.activity.actions import log_of_oneself
        from pejling.activity.verbs import register_verbs
        from pejling.people.happenings import VERBS, register_keeper

        register_verbs("people", VERBS)
        register_keeper(log_of_oneself)
