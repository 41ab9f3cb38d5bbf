"""What other rooms show beside elements and documents."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from pejling.direction.parts import document_marks
from pejling.direction.registries import LinePart, Mark, line_parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


class Labelled(NamedTuple):
    """A mark, and what it is a mark of: »Status«."""

    label: "str | _StrPromise"
    mark: Mark


Marks = dict[int, tuple[Labelled, ...]]


def marks_of(elements: Collection[int], viewer: "Viewer") -> Marks:
    """The marks of each element that has any, as the viewer may know them: one query for each part that is registered."""
    return _marks(line_parts.values(), elements, viewer)


def marks_of_documents(documents: Collection[int], viewer: "Viewer") -> Marks:
    """The same of documents."""
    return _marks(document_marks.values(), documents, viewer)


def _marks(parts: Iterable[LinePart], things: Collection[int], viewer: "Viewer") -> Marks:
    found: Marks = {}
    for part in parts if things else ():
        for thing, mark in part.values(things, viewer).items():
            found[thing] = (*found.get(thing, ()), Labelled(part.label, mark))
    return found
