"""Figures and pictures about a set of units or aims, told by the rooms and shown where somebody steers by them.

    Tile("initiatives.status", _("Status på indsatserne"), 10, status_tile)

The function is asked with the set and with who looks at it, and answers the tile's face, or None where there is nothing to
show. A face is plain values: `{{ tiles.grid(shown) }}` (templates/tiles.html) shows it on a page, on a phone and in print,
and `papers.outline.picture_of(face.chart)` puts its picture on paper.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pejling.core.rooms import Part, parts
from pejling.web.charts import Chart

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Subject:
    """What tiles are asked about, by ids: units, each with all below it, or aims."""

    units: frozenset[int] = frozenset()
    aims: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Face:
    """What a tile shows: a figure as it is written, a sentence about it, a picture, and the page that tells more."""

    figure: str = ""
    words: str = ""
    chart: Chart | None = None
    url: str = ""


class FaceOf(Protocol):
    """Answers for one viewer, from what that viewer may see."""

    def __call__(self, subject: Subject, viewer: "Viewer", /) -> Face | None: ...


@dataclass(frozen=True)
class Tile(Part):
    """A figure or a picture that a room tells, in the order of positions."""

    key: str
    title: "str | _StrPromise"
    position: int
    face: FaceOf


class ShownTile(NamedTuple):
    """A tile that has something to show."""

    key: str
    title: str
    face: Face


def tiles_about(
    subject: Subject, viewer: "Viewer", *, besides: Collection[str] = frozenset()
) -> list[ShownTile]:
    """What the rooms have to show about it; a tile that knows nothing of such a subject is left out.

    `besides` are the keys of tiles whose matter the page tells itself.
    """
    told = sorted((each for each in parts(Tile) if each.key not in besides), key=lambda each: each.position)
    asked = ((tile, tile.face(subject, viewer)) for tile in told)
    return [ShownTile(tile.key, str(tile.title), face) for tile, face in asked if face is not None]
