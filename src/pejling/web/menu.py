"""The menus. Each app registers its entries when it is ready, so that only rooms that exist are shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pejling.web.addresses import url

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer

MOST_ROOMS = 7


def everybody(person: "Viewer") -> bool:
    """Shown to all, also to those who have not signed in."""
    return True


def signed_in(person: "Viewer") -> bool:
    """Shown to everybody who has signed in."""
    return person.is_authenticated


@dataclass(frozen=True)
class MenuEntry:
    """A line in a menu: its words, the page it leads to, its place among the others and who sees it."""

    label: "str | _StrPromise"
    url_name: str
    position: int
    is_shown: "Callable[[Viewer], bool]" = everybody

    @property
    def url(self) -> str:
        """Where it leads."""
        return url(self.url_name)

    def is_current(self, path: str) -> bool:
        """Whether the page at `path` is this one or lies in its room."""
        own = self.url
        return path == own or (own != "/" and path.startswith(own))


@dataclass
class Menu:
    """Entries in the order of their positions."""

    most: int | None = None
    entries: list[MenuEntry] = field(default_factory=list)

    def register(self, *entries: MenuEntry) -> None:
        """Add entries; a page is registered once, however often an app gets ready."""
        known = {entry.url_name for entry in self.entries}
        self.entries.extend(entry for entry in entries if entry.url_name not in known)
        self.entries.sort(key=lambda entry: entry.position)
        assert self.most is None or len(self.entries) <= self.most, (
            "a menu of more rooms than one can overlook"
        )

    def shown(self, person: "Viewer") -> list[MenuEntry]:
        """The entries that this person is shown."""
        return [entry for entry in self.entries if entry.is_shown(person)]


menu = Menu(most=MOST_ROOMS)
administration = Menu()
account = Menu()
