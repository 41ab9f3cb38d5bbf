"""What a case may rest on: things whose words the case's own text shares, with the reason why each may carry it.

    Grounds("direction.aims", "element", aims_in_force, why_aims)

A room says what of a source of search may be rested on, and why. `grounds_of` answers for a text and a viewer, the likeliest
first: it is proposed, and a person takes it or leaves it. Likeness is by the words of the index: a word that few have in
common counts for more than one that many have, a title for more than a text, a form of the word for more than a compound.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

from pejling.core.rooms import Part, parts
from pejling.core.text import clean
from pejling.search.engine import Matches, SearchTerms
from pejling.search.figures import bring_up_to_date
from pejling.search.models import Entry
from pejling.search.registry import Place, sources
from pejling.search.vocabulary import Expansion, expand
from pejling.search.words import WORD, Term, plain, terms

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer

MOST_WORDS = 40
"""Different words of the text that are looked for; a case begins with its title."""
IN_COMMON = 2
"""So many of its words must be shared, or as many as it has."""


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


class Likeness(NamedTuple):
    """How much of the text an entry shares, and in which of its words."""

    weight: float
    words: tuple[str, ...]
    pk: int


def grounds_of(text: str, viewer: "Viewer", *, limit: int = 10) -> list[Ground]:
    """The `limit` likeliest of each kind that the viewer may see; nothing for a text without words."""
    by_stem = {term.stem: term for term in reversed(terms(text, most=MOST_WORDS))}
    asked = tuple(reversed(by_stem.values()))
    bring_up_to_date()
    sought = [pair for pair in zip(asked, expand(asked), strict=True) if pair[1].parts] if asked else []
    spelled = {plain(word): word.lower() for word in WORD.findall(clean(text))}
    found: list[Ground] = []
    for grounds in parts(Grounds):
        likest = _likest(grounds, viewer, sought)[:limit]
        keys = [each.pk for each in likest]
        places = sources()[grounds.source].places(keys) if keys else {}
        reasons = grounds.reasons(keys) if keys else {}
        found += [
            Ground(
                grounds, pk, places[pk], tuple(spelled.get(word, word) for word in words), reasons.get(pk, "")
            )
            for _weight, words, pk in likest
            if pk in places
        ]
    return found


def _likest(grounds: Grounds, viewer: "Viewer", sought: list[tuple[Term, Expansion]]) -> list[Likeness]:
    every = tuple(dict.fromkeys(stem for _term, each in sought for stem in each.parts))
    if not every:
        return []
    entries = Entry.objects.filter(
        Matches(SearchTerms((every,))),
        source=grounds.source,
        object_id__in=grounds.rows(viewer).order_by().values("pk"),
    )
    shared = {
        pk: _shared(set(title.split()), set(body.split()), sought)
        for pk, title, body in entries.values_list("object_id", "title_terms", "body_terms")
    }
    having = Counter(word for words in shared.values() for word in words)
    least = min(IN_COMMON, len(sought))
    likely = [
        Likeness(
            sum(nearness * log(1 + len(shared) / having[word]) for word, nearness in words.items()),
            tuple(words),
            pk,
        )
        for pk, words in shared.items()
        if len(words) >= least
    ]
    return sorted(likely, key=lambda each: (-each.weight, each.pk))


def _shared(title: set[str], body: set[str], sought: list[tuple[Term, Expansion]]) -> dict[str, float]:
    """The words that an entry shares, each with how nearly."""
    shared: dict[str, float] = {}
    for term, stems in sought:
        if not title.isdisjoint(stems.exact):
            shared[term.word] = 2.0
        elif not body.isdisjoint(stems.exact):
            shared[term.word] = 1.0
        elif not (title | body).isdisjoint(stems.parts):
            shared[term.word] = 0.5
    return shared
