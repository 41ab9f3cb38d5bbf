"""The app as Django knows it."""

from django.apps import AppConfig


class ChainConfig(AppConfig):
    """Kæden: what hangs on what, from vision to effect."""

    name = "pejling.chain"
    label = "chain"
