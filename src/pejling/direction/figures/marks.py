"""What other rooms show beside elements."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from pejling.core.rooms import parts
from pejling.direction.registries import Mark, MarkSource

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


class Labelled(NamedTuple):
    """A mark, and what it is a mark of: »Status«."""

    label: "str | _StrPromise"
    mark: Mark


Marks = dict[int, tuple[Labelled, ...]]


def marks_of(elements: Collection[int], viewer: "Viewer") -> Marks:
    """The marks of each element that has any, as the viewer may know them: one query for each source of marks."""
    found: Marks = {}
    for part in parts(MarkSource) if elements else ():
        for element, mark in part.values(elements, viewer).items():
            found[element] = (*found.get(element, ()), Labelled(part.label, mark))
    return found
