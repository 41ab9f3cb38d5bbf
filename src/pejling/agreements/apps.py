"""The app as Django knows it."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Aftaler og ønsker: what was agreed, wished and answered, wherever it was said."""

    name = "pejling.agreements"
    label = "agreements"
