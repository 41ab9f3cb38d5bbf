"""The app as Django knows it."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    """Planer: initiatives, their status, and the plans that they stand in."""

    name = "pejling.initiatives"
    label = "initiatives"
