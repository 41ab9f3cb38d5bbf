"""The app as Django knows it."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    """Demokommune."""

    name = "pejling.demo"
    label = "demo"

    def ready(self) -> None:
        """Offer the demo's logins on the sign-in page, where this installation is a demo."""
        if settings.DEMO:
            from pejling.demo.logins import PASSWORD, logins
            from pejling.people.login_hints import LoginHint, hints

            hints[:] = [
                LoginHint(each.role, each.name, each.about, each.email, PASSWORD) for each in logins()
            ]
