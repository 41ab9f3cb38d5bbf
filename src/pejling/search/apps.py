"""The app as Django knows it."""

from datetime import time

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Søgning."""

    name = "pejling.search"
    label = "search"

    def ready(self) -> None:
        """Every night the index is brought up to date, so that the day's first search need not."""
        from pejling.core.periodic import Every, Periodic, register_periodic
        from pejling.search import tasks

        register_periodic(Periodic("search.catch_up", Every.DAY, at=time(3, 0), run=tasks.catch_up_later))
