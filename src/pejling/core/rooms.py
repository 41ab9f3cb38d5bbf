"""What each room tells the others: one literal in its `room.py`, found by itself.

    ROOM = Room(
        MenuEntry(_("Møder"), "meetings", 40),
        Block("document", "on_the_agenda", 30, "meetings/parts/on_the_agenda.html", agenda_of),
        Periodic("meetings.remind", Every.DAY, at=time(6, 0), run=tasks.remind),
    )

A room is nothing but a list. What a thing in it means, the lower room knows that shows it: it asks `parts(Block)` and so on.
There is no other way to register anything.
"""

from functools import cache
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.utils.module_loading import module_has_submodule

Part = TypeVar("Part")


class Room:
    """All that one app tells the others."""

    def __init__(self, *parts: object) -> None:
        self.parts = parts


@cache
def rooms() -> tuple[Room, ...]:
    """The rooms of the apps that are installed, the lowest first."""
    installed = [config for config in apps.get_app_configs() if config.name.startswith("pejling.")]
    told = [each.name for each in installed if each.module and module_has_submodule(each.module, "room")]
    return tuple(import_module(f"{name}.room").ROOM for name in told)


def parts(kind: type[Part]) -> list[Part]:
    """All that the rooms tell of one kind, the lowest room's first."""
    return [part for room in rooms() for part in room.parts if isinstance(part, kind)]
