"""Two texts held against each other, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
LONGEST = 4_000
"""Words beyond which two texts are held against each other line by line: word by word would be slow and unreadable."""


@dataclass(frozen=True)
class Piece:
    """A run of text that both share, or that only one of them has."""

    kind: Literal["same", "added", "gone"]
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other, in reading order; what is gone comes before what was added."""
    if before == after:
        return [Piece("same", before)] if before else []
    olds, news = _TOKENS.findall(before), _TOKENS.findall(after)
    if max(len(olds), len(news)) > LONGEST:
        olds, news = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for verb, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, olds, news, autojunk=False
    ).get_opcodes():
        if verb == "equal":
            pieces.append(Piece("same", "".join(olds[old_from:old_to])))
            continue
        pieces += [Piece("gone", "".join(olds[old_from:old_to]))] if old_to > old_from else []
        pieces += [Piece("added", "".join(news[new_from:new_to]))] if new_to > new_from else []
    return pieces
