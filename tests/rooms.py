"""A made-up room, for as long as a test runs: it tells the others something, and may be the only one that does."""

from collections.abc import Callable
from typing import Protocol

import pytest

from pejling.core import rooms
from pejling.core.rooms import Part, Room

Leaves = Callable[[object], bool]


class Tell(Protocol):
    """Lets the made-up room tell more; what the other rooms tell and `instead_of` names is left out."""

    def __call__(self, *parts: Part, instead_of: type | Leaves | None = None) -> None: ...


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    """A room of the test's own, above all others."""

    def told(*parts: Part, instead_of: type | Leaves | None = None) -> None:
        known = rooms.rooms()
        if instead_of is not None:
            leaves: Leaves = (
                (lambda part: isinstance(part, instead_of)) if isinstance(instead_of, type) else instead_of
            )
            known = tuple(Room(*(part for part in room.parts if not leaves(part))) for room in known)
        monkeypatch.setattr(rooms, "rooms", lambda: (*known, Room(*parts)))

    return told
