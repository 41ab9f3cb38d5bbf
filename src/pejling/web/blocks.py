"""What rooms show on each other's pages: a part of somebody else's page, and the stylesheet that it needs.

    Block("document", "liveness", 10, "initiatives/parts/liveness.html", liveness_of_plan)

The function is asked with what the page is about (a document, a unit; nothing on the front page) and with who looks at it.
It answers the template's values, or None when there is nothing to show; the template finds them as `values`, imports `ui`
itself and begins with a heading of the second level.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pejling.core.rooms import parts

Shown = tuple[str, dict[str, Any]]
"""A template and its values."""


@dataclass(frozen=True)
class Block:
    """A part of a page, at a place of it, in the order of positions."""

    place: str
    key: str
    position: int
    template: str
    values: Callable[..., dict[str, Any] | None]


@dataclass(frozen=True)
class Stylesheet:
    """A static stylesheet that every page links, because other rooms show blocks that need it."""

    path: str


def blocks_at(place: str, *about: object) -> list[Shown]:
    """What to show at a place, asked with what the page is about and who looks at it."""
    blocks = sorted((each for each in parts(Block) if each.place == place), key=lambda each: each.position)
    answered = [(block.template, block.values(*about)) for block in blocks]
    return [(template, values) for template, values in answered if values is not None]


def stylesheets() -> list[str]:
    """Those of all rooms."""
    return [each.path for each in parts(Stylesheet)]
