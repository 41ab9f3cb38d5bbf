"""The app as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Personer."""

    name = "pejling.people"
    label = "people"
