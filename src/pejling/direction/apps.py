"""The app as Django knows it."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    """Retning: the documents, what stands in them, and how it hangs together."""

    name = "pejling.direction"
    label = "direction"
