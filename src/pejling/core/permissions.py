"""The one place that answers "may this person do it?".

Each app's `rules.py` has one typed function per permission, and its room tells them: `Permissions(rules)`. Pages, interface,
exports and search all ask here, so an answer cannot differ between them. docs/rettigheder.md lists every permission, and a
test holds it to what the rooms tell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured, PermissionDenied

from pejling.core.rooms import Part, parts

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


def permission(name: str, *, reason: "str | _StrPromise") -> Callable[[Check], Check]:
    """Mark the decorated rule as the answer to permission `name`."""

    def mark(check: Check) -> Check:
        check.permission = Permission(name, check, reason)  # type: ignore[attr-defined]  # a function bears what is set on it
        return check

    return mark


class Permissions(Part):
    """The permissions that a room answers: all that are marked in its `rules.py`."""

    def __init__(self, rules: ModuleType) -> None:
        self.rules = rules

    @property
    def marked(self) -> list[Permission]:
        """Those of the module itself, not of what it imports."""
        own = [
            each
            for each in vars(self.rules).values()
            if getattr(each, "__module__", "") == self.rules.__name__
        ]
        found = [getattr(each, "permission", None) for each in own]
        return [each for each in found if isinstance(each, Permission)]

    def fault(self) -> str:
        """Rules that answer nothing."""
        return "" if self.marked else f"{self.rules.__name__} marks no rule as the answer to a permission."


@cache
def permissions() -> dict[str, Permission]:
    """All that the rooms answer, by name."""
    found: dict[str, Permission] = {}
    for each in (marked for told in parts(Permissions) for marked in told.marked):
        if each.name in found:
            raise ImproperlyConfigured(f"Two rules answer {each.name}.")
        found[each.name] = each
    return found


def may(person: "Viewer", name: str, thing: object = None) -> bool:
    """Whether the person may do `name`, to `thing` where it is about one."""
    return permissions()[name].check(person, thing)


def require(person: "Viewer", name: str, thing: object = None) -> None:
    """Raise `Refused` with the reason in words unless the person may."""
    if not may(person, name, thing):
        raise Refused(str(permissions()[name].reason))
