"""The app as Django knows it."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    """Strategiske samtaler: direction talked through once a year, unit by unit, instead of letters."""

    name = "pejling.conversations"
    label = "conversations"
