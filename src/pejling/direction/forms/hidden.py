"""What a form carries from one press of its button to the next, unseen."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict


def carrying(typed: Mapping[str, Any], name: str, value: str) -> Mapping[str, Any]:
    """What was typed, with a hidden value that the form did not have when it was sent."""
    if not isinstance(typed, QueryDict):
        return {**typed, name: value}
    copy = typed.copy()
    copy[name] = value
    return copy
