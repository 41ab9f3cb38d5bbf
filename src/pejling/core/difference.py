"""Two texts held against each other, word by word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Literal

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4_000
"""Words beyond which two texts are held against each other line by line: word by word would be slow and unreadable."""
MOST_PAIRS = 100_000
"""So many pairs of equal words, or equal lines, are weighed against each other; what has more of them is shown whole."""


@dataclass(frozen=True)
class Piece:
    """A run of text that both share, or that only one of them has."""

    kind: Literal["same", "added", "gone"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other, in reading order; what is gone comes before what was added."""
    if before == after:
        return [Piece("same", before)] if before else []
    olds, news = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(olds), len(news)) > LONGEST:
        olds, news = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start, end = _shared(olds, news)
    pieces = [
        Piece("same", "".join(olds[:start])),
        *_between(olds[start : len(olds) - end], news[start : len(news) - end]),
        Piece("same", "".join(olds[len(olds) - end :])),
    ]
    return _joined(piece for piece in pieces if piece.text)


def _shared(olds: list[str], news: list[str]) -> tuple[int, int]:
    """How many are the same at the beginning, and of the rest at the end: one change in a long text is soon found."""
    least = min(len(olds), len(news))
    start = next((place for place in range(least) if olds[place] != news[place]), least)
    left = least - start
    return start, next((place for place in range(left) if olds[-1 - place] != news[-1 - place]), left)


def _between(olds: list[str], news: list[str]) -> Iterator[Piece]:
    """What differs, by its longest runs in common; where too much is alike, what was there and then what is there."""
    many = Counter(olds)
    pairs = sum(many[each] for each in news if not each.isspace())
    if pairs > MOST_PAIRS or max(len(olds), len(news)) > LONGEST:
        yield from (Piece("gone", "".join(olds)), Piece("added", "".join(news)))
        return
    # Of white space there is so much that it says nothing: it stays with the words that it stands beside.
    matcher = SequenceMatcher(str.isspace, olds, news, autojunk=False)
    for verb, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if verb == "equal":
            yield Piece("same", "".join(olds[old_from:old_to]))
        else:
            yield Piece("gone", "".join(olds[old_from:old_to]))
            yield Piece("added", "".join(news[new_from:new_to]))


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of a kind that follow each other as one."""
    runs = groupby(pieces, key=attrgetter("kind"))
    return [Piece(kind, "".join(piece.text for piece in run)) for kind, run in runs]
