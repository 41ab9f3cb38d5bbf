"""The app as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Sider."""

    name = "pejling.web"
    label = "web"
