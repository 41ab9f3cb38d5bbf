"""Words as the index knows them: folded, stemmed in Danish, in plain letters, so that both databases read them alike."""

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from pejling.core.text import clean, fold

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
MOST_TERMS = 8
SILENT = frozenset(
    (
        "af",
        "at",
        "da",
        "de",
        "den",
        "der",
        "det",
        "en",
        "er",
        "et",
        "for",
        "fra",
        "i",
        "og",
        "om",
        "paa",
        "som",
        "til",
    )
)
"""Words that carry no meaning when one searches. "med" is not among them: it is also MED."""

_SOFT_HYPHEN = "\u00ad"
_FOREIGN = re.compile(r"[^a-z0-9]")
_WHOLE = frozenset({"demens"})
"""What the stemmer takes for another word: it would make "dem" of demens."""
_SPELLED = (("ae", "æ"), ("oe", "ø"), ("aa", "å"))


@dataclass(frozen=True)
class Term:
    """One word that somebody searches for, and its stem."""

    word: str
    stem: str


def words(text: str) -> list[str]:
    """The words of a text, folded and in order; the silent ones left out."""
    found = (plain(word) for word in WORD.findall(clean(text).replace(_SOFT_HYPHEN, "")))
    return [word for word in found if word and word not in SILENT]


def plain(word: str) -> str:
    """The word in a-z and 0-9: æ, ø and å are spelled out, and a letter of another alphabet is written by its number."""
    return _FOREIGN.sub(lambda letter: f"{ord(letter[0]):x}", fold(word))[:LONGEST]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The Danish stem of a folded word: planen, planer and planerne are all plan.

    The stemmer knows æ, ø and å, so they are put back for it; "poesi" is then misspelled alike wherever it stands.
    """
    if word in _WHOLE:
        return word
    for spelled, letter in _SPELLED:
        word = word.replace(spelled, letter)
    stemmed: str = snowballstemmer.stemmer("danish").stemWord(word)
    return plain(stemmed)


def terms(text: str, *, most: int = MOST_TERMS) -> tuple[Term, ...]:
    """What is asked for: the first few different words of the question."""
    distinct = dict.fromkeys(words(text[: most * 125]))
    return tuple(Term(word, stem(word)) for word in list(distinct)[:most])
