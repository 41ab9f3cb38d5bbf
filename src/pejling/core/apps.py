"""The app as Django knows it."""

from functools import cache

from django.apps import AppConfig
from simple_history.manager import HistoryManager


class CoreConfig(AppConfig):
    """Grundlag."""

    name = "pejling.core"
    label = "core"

    def ready(self) -> None:
        """Hear what all rooms have to tell, so that what is missing stops the program before the first question is asked."""
        from pejling.core.rooms import refuse_what_nobody_shows

        refuse_what_nobody_shows()
        # django-simple-history looks through all of a query set for its methods at every `.history`, and so at every save.
        HistoryManager.from_queryset = cache(HistoryManager.from_queryset)
