"""Elements as the tree that they are: positions order the lines under one parent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from pejling.direction.models import Element


class Placed(Protocol):
    """What has its place among elements: an element, or a row of its history."""

    id: int
    parent_id: int | None
    position: int


Row = TypeVar("Row", bound=Placed)


def depth_first(elements: Iterable[Row]) -> Iterator[tuple[Row, int]]:
    """The elements as they are read, each followed by what hangs under it, with its depth.

    Give those of one section. One whose parent is not among them stands at the top.
    """
    rows = sorted(elements, key=lambda element: (element.position, element.id))
    present = {row.id for row in rows}
    under: dict[int | None, list[Row]] = defaultdict(list)
    for row in rows:
        under[row.parent_id if row.parent_id in present else None].append(row)
    waiting = [(row, 0) for row in reversed(under[None])]
    while waiting:
        row, depth = waiting.pop()
        yield row, depth
        waiting += [(child, depth + 1) for child in reversed(under[row.id])]


def in_reading_order(elements: Iterable[Element]) -> Iterator[tuple[Element, int]]:
    """Elements of whole documents as they are read, section by section, with their depth; each has its `section` at hand."""
    by_section: dict[tuple[int, int], list[Element]] = defaultdict(list)
    for element in elements:
        by_section[element.section.position, element.section_id].append(element)
    for place in sorted(by_section):
        yield from depth_first(by_section[place])


def subtree(top: Element, elements: Iterable[Element]) -> list[Element]:
    """Everything below an element, in reading order."""
    under: dict[int | None, list[Element]] = defaultdict(list)
    for row in elements:
        under[row.parent_id].append(row)
    found: list[Element] = []
    waiting = [top.pk]
    while waiting:
        children = under[waiting.pop()]
        found += children
        waiting += [child.pk for child in children]
    return found
