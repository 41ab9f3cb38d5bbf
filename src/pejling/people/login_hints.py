"""Sign-ins that the demonstration offers on the sign-in page, so that one can try the system as each kind of person.

Empty in a real municipality: only the demo app fills it, and it is shown only where `settings.DEMO` is on.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class LoginHint:
    """One made-up person: what they are, whom they are called, what to look at first, and how they sign in."""

    role: "str | _StrPromise"
    name: str
    about: "str | _StrPromise"
    email: str
    password: str


hints: list[LoginHint] = []


def shown_hints() -> list[LoginHint]:
    """The hints for the sign-in page."""
    return hints if settings.DEMO else []
