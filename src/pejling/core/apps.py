"""The app as Django knows it."""

from datetime import time

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Grundlag."""

    name = "pejling.core"
    label = "core"

    def ready(self) -> None:
        """Keep the house clean at night."""
        from pejling.core import tasks
        from pejling.core.periodic import Every, Periodic, register_periodic

        register_periodic(Periodic("core.sweep_uploads", Every.DAY, at=time(3, 10), run=tasks.sweep_uploads))
        register_periodic(Periodic("core.clear_away", Every.DAY, at=time(3, 20), run=tasks.clear_away))
