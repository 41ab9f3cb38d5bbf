"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Organisation."""

    name = "pejling.organisation"
    label = "organisation"

    def ready(self) -> None:
        """Register rules and what else other rooms ask this one for."""
        from pejling.organisation import rules, search  # noqa: F401

        search.register()
