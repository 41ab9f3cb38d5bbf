"""What each room tells the others: one literal in its `room.py`, found by itself.

    ROOM = Room(
        MenuEntry(_("Møder"), "meetings", 40),
        Block("document", "on_the_agenda", 30, "meetings/parts/on_the_agenda.html", agenda_of),
        Periodic("meetings.remind", Every.DAY, at=time(6, 0), run=tasks.remind),
    )

A room is nothing but a list. What a thing in it means, the lower room knows that shows it: it makes a kind of `Part` and
asks `parts(Block)` and so on. There is no other way to register anything, and what nobody would show stops the program as
it starts.
"""

from functools import cache
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule


class Part:
    """Something that a room tells: the kind of it is a class of the lower room that shows it."""

    def fault(self) -> str:
        """Why it would never be shown, in a sentence; nothing when it will be."""
        return ""


Kind = TypeVar("Kind", bound=Part)


class Room:
    """All that one app tells the others."""

    def __init__(self, *parts: Part) -> None:
        self.parts = parts


@cache
def rooms() -> tuple[Room, ...]:
    """The rooms of the apps that are installed, the lowest first."""
    installed = [config for config in apps.get_app_configs() if config.name.startswith("pejling.")]
    told = [each.name for each in installed if each.module and module_has_submodule(each.module, "room")]
    return tuple(import_module(f"{name}.room").ROOM for name in told)


def parts(kind: type[Kind]) -> list[Kind]:
    """All that the rooms tell of one kind, the lowest room's first."""
    return [part for room in rooms() for part in room.parts if isinstance(part, kind)]


def refuse_what_nobody_shows() -> None:
    """Stop, in a sentence, where a room tells what no room asks for, or what would stand nowhere."""
    for part in (part for room in rooms() for part in room.parts):
        if not isinstance(part, Part):
            raise ImproperlyConfigured(f"A room tells {part!r}, which is of no kind that any room shows.")
        if fault := part.fault():
            raise ImproperlyConfigured(fault)
