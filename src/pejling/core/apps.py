"""The app as Django knows it."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Grundlag."""

    name = "pejling.core"
    label = "core"
