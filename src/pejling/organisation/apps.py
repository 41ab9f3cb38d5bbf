"""The app as Django knows it."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Organisation."""

    name = "pejling.organisation"
    label = "organisation"
