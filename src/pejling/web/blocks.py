"""What rooms show on each other's pages: a part of somebody else's page, and the stylesheet that it needs.

    Block("document", "liveness", 10, "initiatives/parts/liveness.html", liveness_of_plan)
    Block("element.line", "ring", 10, "chain/parts/ring_beside.html", many=rings_beside)

The function is asked with what the page is about (a document, a unit; nothing on the front page) and with who looks at it.
It answers the template's values, or None when there is nothing to show; the template finds them as `values`, imports `ui`
itself and begins with a heading of the second level.

With `many` the block stands beside the lines of a list. The function is asked once, with all the lines and who looks at
them, and answers the values by the keys of those that have any; the template is a few words or signs, and imports without
context, for it is shown hundreds of times.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

Shown = tuple[str, dict[str, Any]]
"""A template and its values."""


@dataclass(frozen=True)
class Place(Part):
    """A place where blocks stand, told by the room that has the page; with `of_lines` they stand beside each line there."""

    key: str
    of_lines: bool = False


@dataclass(frozen=True)
class Block(Part):
    """A part of a page, at a place of it, in the order of positions; with `many`, a part of each line of a list."""

    place: str
    key: str
    position: int
    template: str
    values: Callable[..., dict[str, Any] | None] | None = None
    many: "Callable[[list[Any], Viewer], Mapping[int, dict[str, Any]]] | None" = None

    def fault(self) -> str:
        """A place that no page has, or that asks otherwise than the block answers."""
        place = next((each for each in parts(Place) if each.key == self.place), None)
        if place is None:
            known = ", ".join(sorted(each.key for each in parts(Place)))
            return (
                f"The block {self.key!r} is to stand at {self.place!r}, which no page has; there are {known}."
            )
        if (self.many if place.of_lines else self.values) is None:
            asked = "many=" if place.of_lines else "values"
            return f"The block {self.key!r} stands at {self.place!r}, where it is asked by {asked}."
        return ""


@dataclass(frozen=True)
class Stylesheet(Part):
    """A static stylesheet that every page links, because other rooms show blocks that need it."""

    path: str


def blocks_at(place: str, *about: object) -> list[Shown]:
    """What to show at a place, asked with what the page is about and who looks at it."""
    answered = [(block.template, block.values(*about)) for block in _blocks(place) if block.values]
    return [(template, values) for template, values in answered if values is not None]


def blocks_beside(place: str, rows: "Iterable[Any]", viewer: "Viewer") -> dict[int, list[Shown]]:
    """What to show beside each line at a place, by the line's key: each block is asked once for all of them."""
    lines, found = list(rows), defaultdict(list)
    for block in _blocks(place):
        if block.many:
            for pk, values in block.many(lines, viewer).items():
                found[pk].append((block.template, values))
    return dict(found)


def _blocks(place: str) -> list[Block]:
    return sorted((each for each in parts(Block) if each.place == place), key=lambda each: each.position)


def stylesheets() -> list[str]:
    """Those of all rooms."""
    return [each.path for each in parts(Stylesheet)]
