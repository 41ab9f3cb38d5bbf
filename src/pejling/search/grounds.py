"""What a case may rest on: things whose words the case's own text shares, with the reason why each may carry it.

    Grounds("direction.aims", "element", aims_in_force, why_aims)

A room says what of a source of search may be rested on, and why. `grounds_of` answers for a text and a viewer, the likeliest
first (`search.likeness`).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pejling.core.rooms import Part, parts
from pejling.core.text import clean
from pejling.search.figures import bring_up_to_date
from pejling.search.likeness import likest, sought_in
from pejling.search.registry import Place, sources
from pejling.search.words import WORD, plain

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Grounds(Part):
    """A kind of thing that a case may rest on.

    `rows` are those of the search source that may carry anything, among what the viewer may see; `reasons` says why each of
    some may: that it binds, who decided it. One query for all of them.
    """

    key: str
    source: str
    rows: "Callable[[Viewer], QuerySet[Any]]"
    reasons: Callable[[Collection[int]], Mapping[int, str]]


class Ground(NamedTuple):
    """One thing that the text may rest on: where it is, the words that both use, and why it may carry the case."""

    grounds: Grounds
    pk: int
    place: Place
    words: tuple[str, ...]
    reason: str


def grounds_of(text: str, viewer: "Viewer", *, limit: int = 10) -> list[Ground]:
    """The `limit` likeliest of each kind that the viewer may see; nothing for a text without words."""
    bring_up_to_date()
    sought = sought_in(text)
    spelled = {plain(word): word.lower() for word in WORD.findall(clean(text))}
    found: list[Ground] = []
    for grounds in parts(Grounds):
        found_here = likest(sought, grounds.source, grounds.rows(viewer))[:limit]
        keys = [each.pk for each in found_here]
        places = sources()[grounds.source].places(keys) if keys else {}
        reasons = grounds.reasons(keys) if keys else {}
        found += [
            Ground(
                grounds, pk, places[pk], tuple(spelled.get(word, word) for word in words), reasons.get(pk, "")
            )
            for _weight, words, pk in found_here
            if pk in places
        ]
    return found
