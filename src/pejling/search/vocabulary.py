"""From a typed word to the stems that answer it: the word itself, words beginning with it, compounds with it in them.

Behind them come words that mean nearly the same, which the municipality keeps; and where nothing answers a word, those that
differ from it by one letter.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from pejling.search.models import Synonyms, Word
from pejling.search.words import Term, stem

MOST_STEMS = 60
MOST_WORDS = 3_000
SHORTEST_PART = 2
SHORTEST_INSIDE = 4
"""Shorter words count only at the beginning or end of a compound: "by" finds byråd and landsby, not rugbyhold."""
SHORTEST_MISSPELT = 4
"""In a shorter word one letter is too much of it: "mad" is not MED."""
MOST_MEANT = 5

A_FORM, BEGINS, ENDS, HOLDS = range(4)
"""A form of the word, a word that begins with it, one that ends with it, one that holds it."""

Known = list[tuple[str, str]]
"""Words that occur, each with its stem."""


@dataclass(frozen=True)
class Expansion:
    """The stems that answer one term, nearest first: `exact` are forms of the word, `prefix` adds words that begin with it,
    `parts` adds compounds that end with it or hold it, `near` adds what answers words of the same meaning.

    `meant` are the words taken instead of one that occurs nowhere; what answers them is only near.
    """

    exact: tuple[str, ...]
    prefix: tuple[str, ...]
    parts: tuple[str, ...]
    near: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()


def expand(terms: tuple[Term, ...], *, forgives: bool = True) -> list[Expansion]:
    """The stems that answer each term: two queries for all of them; and where one that is misspelt is forgiven, one for
    each such, and one more."""
    beside = _of_same_meaning(terms)
    found = _expand(terms, beside, reach=BEGINS)
    lost = [term for term, each in zip(terms, found, strict=True) if forgives and not each.near]
    meant = {term: tuple(_meant(term)) for term in lost}
    if not any(meant.values()):
        return found
    again = _expand(tuple(meant), meant, reach=HOLDS)
    instead = {
        term: Expansion((), (), (), each.near, tuple(other.word for other in meant[term]))
        for term, each in zip(meant, again, strict=True)
    }
    return [instead.get(term, each) for term, each in zip(terms, found, strict=True)]


def _of_same_meaning(terms: tuple[Term, ...]) -> dict[Term, tuple[Term, ...]]:
    """The other words of the groups that each term stands in."""
    groups: dict[str, list[Term]] = defaultdict(list)
    for row in Synonyms.objects.only("name"):
        group = [Term(word, stem(word)) for word in row.words]
        for member in group:
            groups[member.stem] += (other for other in group if other.stem != member.stem)
    return {term: tuple(groups.get(term.stem, ())) for term in terms}


def _expand(terms: tuple[Term, ...], beside: dict[Term, tuple[Term, ...]], *, reach: int) -> list[Expansion]:
    """The stems of each term, and of those beside it as far as they reach, in one query for all of them."""
    wanted = Q(pk__in=[])
    for term in {*terms, *(other for others in beside.values() for other in others)}:
        wanted |= _candidates(term)
    known = list(Word.objects.filter(wanted).order_by("pk").values_list("word", "stem")[:MOST_WORDS])
    return [_expansion(term, beside[term], known, reach) for term in terms]


def _candidates(term: Term) -> Q:
    if len(term.stem) < SHORTEST_PART:
        return Q(stem=term.stem)
    if len(term.stem) < SHORTEST_INSIDE:
        return Q(word__startswith=term.stem) | Q(word__endswith=term.stem) | Q(stem__endswith=term.stem)
    return Q(word__contains=term.stem)


def _expansion(term: Term, beside: tuple[Term, ...], known: Known, reach: int) -> Expansion:
    reached = _reached(term, known)
    ordered = tuple(reached)
    exact, prefix = (tuple(stem for stem in ordered if reached[stem] <= far) for far in (A_FORM, BEGINS))
    near = (stem for other in beside for stem, far in _reached(other, known).items() if far <= reach)
    return Expansion(exact, prefix, ordered, tuple(dict.fromkeys((*ordered, *near))))


def _reached(term: Term, known: Known) -> dict[str, int]:
    """The stems that answer the word itself, the nearest first, each with its nearness."""
    nearness: dict[str, int] = {}
    for word, its_stem in known:
        near = _nearness(term, word, its_stem)
        if near is not None:
            nearness[its_stem] = min(near, nearness.get(its_stem, near))
    ordered = sorted(nearness, key=lambda each: (nearness[each], len(each), each))[:MOST_STEMS]
    return {each: nearness[each] for each in ordered}


def _nearness(term: Term, word: str, stem: str) -> int | None:
    """How far the word is from the term; none when it has nothing to do with it."""
    if term.stem == stem or term.word == word:
        return A_FORM
    if len(term.stem) < SHORTEST_PART:
        return None
    if word.startswith(term.stem):
        return BEGINS
    if word.endswith(term.word) or stem.endswith(term.stem):
        return ENDS
    return HOLDS if len(term.stem) >= SHORTEST_INSIDE and term.stem in word else None


def _meant(term: Term) -> list[Term]:
    """Words that occur and differ from the typed one by one letter: whole words first, then words that begin so.

    One letter may be missing, too many, another, or have changed places with its neighbour. Whatever it is, either the first
    half of the word is whole, or the last, or the two letters that changed places stand where the halves meet.
    """
    if len(term.word) < SHORTEST_MISSPELT:
        return []
    known = Word.objects.filter(_with_a_half(term.word) | _with_a_half(term.stem))
    found: dict[str, tuple[int, Term]] = {}
    for word, its_stem in known.order_by("pk").values_list("word", "stem"):
        how_far = _apart(term, word, its_stem)
        if how_far is not None and (its_stem not in found or (how_far, word) < (found[its_stem][0], word)):
            found[its_stem] = how_far, Term(word, its_stem)
    # The first letter is rarely the wrong one.
    nearest = sorted(
        ((far, other.word[0] != term.word[0]), other.word, other) for far, other in found.values()
    )
    return [other for far, _word, other in nearest if far == nearest[0][0]][:MOST_MEANT]


def _with_a_half(typed: str) -> Q:
    first, last = typed[: len(typed) // 2], typed[len(typed) // 2 :]
    swapped = first[:-1] + last[0]
    return (
        Q(word__startswith=first)
        | Q(word__startswith=swapped)
        | Q(word__endswith=last)
        | Q(stem__endswith=last)
    )


def _apart(term: Term, word: str, stem: str) -> int | None:
    """0 for one letter from the word or another form of it, 1 for one letter from the word's beginning, else none."""
    if is_one_letter_from(term.word, word) or is_one_letter_from(term.stem, stem):
        return 0
    begins = (word[: len(term.word) + more] for more in (-1, 0, 1))
    return 1 if any(is_one_letter_from(term.word, beginning) for beginning in begins) else None


def is_one_letter_from(typed: str, word: str) -> bool:
    """Whether one letter is missing, too many or another, or two neighbours have changed places."""
    if abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = 0
    while start < min(len(typed), len(word)) and typed[start] == word[start]:
        start += 1
    typed, word = typed[start:], word[start:]
    if len(typed) != len(word):
        return typed[1:] == word if len(typed) > len(word) else typed == word[1:]
    return typed[1:] == word[1:] or (typed[:2] == word[1::-1] and typed[2:] == word[2:])
