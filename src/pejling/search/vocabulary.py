"""From a typed word to the stems that answer it: the word itself, words beginning with it, compounds with it in them."""

from dataclasses import dataclass

from django.db.models import Q

from pejling.search.models import Word
from pejling.search.words import Term

MOST_STEMS = 60
MOST_WORDS = 3_000
SHORTEST_PART = 2
SHORTEST_INSIDE = 4
"""Shorter words count only at the beginning or end of a compound: "by" finds byråd and landsby, not rugbyhold."""


@dataclass(frozen=True)
class Expansion:
    """The stems that answer one term, nearest first: `exact` are forms of the word, `prefix` adds words that begin with it,
    `parts` adds compounds that end with it or hold it."""

    exact: tuple[str, ...]
    prefix: tuple[str, ...]
    parts: tuple[str, ...]


def expand(terms: tuple[Term, ...]) -> list[Expansion]:
    """The stems that answer each term, in one query for all of them."""
    wanted = Q(pk__in=[])
    for term in terms:
        wanted |= _candidates(term)
    known = list(Word.objects.filter(wanted).order_by("pk").values_list("word", "stem")[:MOST_WORDS])
    return [_expansion(term, known) for term in terms]


def _candidates(term: Term) -> Q:
    if len(term.stem) < SHORTEST_PART:
        return Q(stem=term.stem)
    if len(term.stem) < SHORTEST_INSIDE:
        return Q(word__startswith=term.stem) | Q(word__endswith=term.stem) | Q(stem__endswith=term.stem)
    return Q(word__contains=term.stem)


def _expansion(term: Term, known: list[tuple[str, str]]) -> Expansion:
    nearness: dict[str, int] = {}
    for word, stem in known:
        near = _nearness(term, word, stem)
        if near is not None:
            nearness[stem] = min(near, nearness.get(stem, near))
    ordered = sorted(nearness, key=lambda stem: (nearness[stem], len(stem), stem))[:MOST_STEMS]
    exact, prefix = (tuple(stem for stem in ordered if nearness[stem] <= reach) for reach in (0, 1))
    return Expansion(exact, prefix, tuple(ordered))


def _nearness(term: Term, word: str, stem: str) -> int | None:
    """0 a form of the word, 1 begins with it, 2 ends with it, 3 holds it, none has nothing to do with it."""
    if term.stem == stem or term.word == word:
        return 0
    if len(term.stem) < SHORTEST_PART:
        return None
    if word.startswith(term.stem):
        return 1
    if word.endswith(term.word) or stem.endswith(term.stem):
        return 2
    return 3 if len(term.stem) >= SHORTEST_INSIDE and term.stem in word else None
