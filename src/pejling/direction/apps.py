"""The app as Django knows it."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    """Retning."""

    name = "pejling.direction"
    label = "direction"
