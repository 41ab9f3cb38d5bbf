"""The app as Django knows it."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    """Aktivitet."""

    name = "pejling.activity"
    label = "activity"
