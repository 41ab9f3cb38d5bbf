"""The app as Django knows it."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Søgning."""

    name = "pejling.search"
    label = "search"
