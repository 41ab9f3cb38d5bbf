"""How django-allauth behaves here: nobody signs up, people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local sign-in for people whom the municipality has already written down."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: a person comes in by import, by invitation or by the secretariat."""
        return False
