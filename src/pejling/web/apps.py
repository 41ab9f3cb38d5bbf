"""The app as Django knows it."""

from datetime import time

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Sider."""

    name = "pejling.web"
    label = "web"

    def ready(self) -> None:
        """Forget what need not be remembered of forms."""
        from pejling.core.periodic import Every, Periodic, register_periodic
        from pejling.web import tasks

        register_periodic(Periodic("web.forget_forms", Every.HOUR, at=time(0, 40), run=tasks.forget_forms))
