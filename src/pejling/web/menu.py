"""The menus: of the rooms, of administration and of one's own account, with what each room puts into them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from pejling.core.rooms import Part, parts
from pejling.web.addresses import url

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


def everybody(person: "Viewer") -> bool:
    """Shown to all, also to those who have not signed in."""
    return True


def signed_in(person: "Viewer") -> bool:
    """Shown to everybody who has signed in."""
    return person.is_authenticated


class Menu(Enum):
    """The menus that there are."""

    ROOMS = "rooms"
    ADMINISTRATION = "administration"
    ACCOUNT = "account"

    def shown(self, person: "Viewer") -> "list[MenuEntry]":
        """The entries that this person is shown, in the order of their positions."""
        entries = [entry for entry in parts(MenuEntry) if entry.menu is self and entry.is_shown(person)]
        return sorted(entries, key=lambda entry: entry.position)


@dataclass(frozen=True)
class MenuEntry(Part):
    """A line in a menu: its words, the page it leads to, its place among the others and who sees it."""

    label: "str | _StrPromise"
    url_name: str
    position: int
    is_shown: "Callable[[Viewer], bool]" = everybody
    menu: Menu = Menu.ROOMS
    also: tuple[str, ...] = ()
    """Further pages of the room that have an address of their own."""

    @property
    def url(self) -> str:
        """Where it leads."""
        return url(self.url_name)

    def is_current(self, path: str) -> bool:
        """Whether the page at `path` is this one or lies in its room."""
        within = [self.url, *(url(name) for name in self.also)]
        return any(path == own or (own != "/" and path.startswith(own)) for own in within)
