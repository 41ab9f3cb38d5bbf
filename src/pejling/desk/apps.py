"""The app as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Min side: what is mine, and what waits for me."""

    name = "pejling.desk"
    label = "desk"
