"""What other rooms show beside elements: a status or the like, wherever the element is a line."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from pejling.core import request_cache
from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer

Tone = Literal["neutral", "good", "warn", "bad", "info"]
Shape = Literal["circle", "triangle", "square", "ring", "half", "diamond", "check", "cross", "clock"]


class Sign(NamedTuple):
    """The word, and the tone and shape of its badge."""

    word: str
    tone: Tone
    shape: Shape


@dataclass(frozen=True)
class Mark:
    """A value beside an element: a word with a shape and a tone, so that colour never says it alone.

    `title` tells more when one rests on it, `url` is the page of what it says, for those who may see that. `at` is when it
    was last said; `is_stale` says that this is too long ago, by the room's own measure.
    """

    word: "str | _StrPromise"
    tone: Tone = "neutral"
    shape: Shape = "circle"
    title: str = ""
    url: str = ""
    at: date | datetime | None = None
    is_stale: bool = False


@dataclass(frozen=True)
class MarkSource(Part):
    """A value shown beside elements: for a whole set in one query, as one viewer may know it. Who is left out shows none."""

    key: str
    label: "str | _StrPromise"
    values: Callable[[Collection[int], "Viewer"], Mapping[int, Mark]]


class Labelled(NamedTuple):
    """A mark, and what it is a mark of: »Status«."""

    label: "str | _StrPromise"
    mark: Mark


Marks = dict[int, tuple[Labelled, ...]]


def marks_of(elements: Collection[int], viewer: "Viewer") -> Marks:
    """The marks of each element that has any, as the viewer may know them: one query for each source of marks.

    Within a request each element is asked about once.
    """

    def read(asked: list[int]) -> Marks:
        found: Marks = {}
        for source in parts(MarkSource):
            for element, mark in source.values(asked, viewer).items():
                found[element] = (*found.get(element, ()), Labelled(source.label, mark))
        return found

    return request_cache.get_many(("direction.marks", viewer.pk), elements, read)
