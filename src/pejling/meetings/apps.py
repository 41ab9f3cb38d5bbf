"""The app as Django knows it."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Møder: what a forum is to talk about and decide, who came, and what came of it."""

    name = "pejling.meetings"
    label = "meetings"
