"""The one place that answers "may this person do it?".

Each app's `rules.py` registers one typed function per permission. Pages, interface, exports and search all ask here, so an
answer cannot differ between them. docs/rettigheder.md lists every permission, and a test holds it to this registry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from typing import TypeAlias

    from django.contrib.auth.models import AnonymousUser
    from django.utils.functional import _StrPromise

    from pejling.people.models import Person

    Viewer: TypeAlias = Person | AnonymousUser

Check = Callable[[Any, Any], bool]


class Refused(PermissionDenied):
    """A person may not do this; the message says why, in words for that person."""


@dataclass(frozen=True)
class Permission:
    """One thing that somebody may do: its name, the rule, and the reason given to whom it is refused."""

    name: str
    check: Check
    reason: "str | _StrPromise"


permissions: dict[str, Permission] = {}


def permission(name: str, *, reason: "str | _StrPromise") -> Callable[[Check], Check]:
    """Register the decorated rule as the answer to permission `name`."""

    def register(check: Check) -> Check:
        assert name not in permissions, f"two rules answer {name}"
        permissions[name] = Permission(name, check, reason)
        return check

    return register


def may(person: "Viewer", name: str, thing: object = None) -> bool:
    """Whether the person may do `name`, to `thing` where it is about one."""
    return permissions[name].check(person, thing)


def require(person: "Viewer", name: str, thing: object = None) -> None:
    """Raise `Refused` with the reason in words unless the person may."""
    if not may(person, name, thing):
        raise Refused(str(permissions[name].reason))
