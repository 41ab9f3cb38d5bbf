"""What can be found. Each room tells its sources in its `room.py`; search knows none of them by name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Text:
    """The words by which one thing is found.

    `scope_id` is the row that decides who may see it; without it, the thing itself.
    """

    object_id: int
    title: str
    body: str = ""
    scope_id: int | None = None


@dataclass(frozen=True)
class SearchPlace:
    """What is shown of what was found: its page, name and text, what it is, what it belongs to, a word on its state."""

    url: str
    name: str
    text: str = ""
    kind: str = ""
    where: str = ""
    state: str = ""


class ResultRank(IntEnum):
    """How far up something belongs among what was found: it binds, it is in use, it is to come, it has ended."""

    BINDS = 0
    IN_USE = 1
    TO_COME = 2
    ENDED = 3


@dataclass(frozen=True)
class SearchSource(Part):
    """A kind of thing that can be found.

    `texts` reads many rows in one query; `visible` gives the rows that decide what a viewer may see; `places` gives the
    places of what was found, again in one query for all of them. `rank` says of things that were found, each given with
    the id of the row that decides who may see it, how far up they belong; without it they are in use.
    """

    key: str
    label: "str | _StrPromise"
    model: type[Model]
    texts: "Callable[[QuerySet[Any]], Iterable[Text]]"
    visible: "Callable[[Viewer], QuerySet[Any]]"
    places: Callable[[Collection[int]], Mapping[int, SearchPlace]]
    position: int = 0
    rank: "Callable[[Mapping[int, int]], Mapping[int, ResultRank]]" = lambda _found: {}


def sources() -> dict[str, SearchSource]:
    """The kinds of things that can be found, by their keys, in the order in which pages show them."""
    ordered = sorted(parts(SearchSource), key=lambda each: each.position)
    return {each.key: each for each in ordered}
