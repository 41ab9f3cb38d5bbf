"""The app as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The public face: promises and how they go."""

    name = "pejling.portal"
    label = "portal"
