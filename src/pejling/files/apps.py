"""The app as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Filer."""

    name = "pejling.files"
    label = "files"
