"""The app as Django knows it."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    """Overblik: how it goes with the whole, a part of it, an aim."""

    name = "pejling.insight"
    label = "insight"
