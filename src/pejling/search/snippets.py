"""What of a text is shown when it was found, and which of its words were the reason."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pejling.search.words import WORD, plain, stem

BEFORE = 70
LONGEST = 240
READ = 20_000
"""Characters of a text in which the found word is looked for; where it comes later, the beginning is shown."""


@dataclass(frozen=True)
class Run:
    """A stretch of text; marked when it is a word that was searched for. Plain text: whoever shows it escapes it."""

    text: str
    is_marked: bool = False


def mark(text: str, stems: Collection[str]) -> list[Run]:
    """The whole text, its found words marked."""
    runs: list[Run] = []
    end = 0
    for start, stop in _found(text, stems):
        if start > end:
            runs.append(Run(text[end:start]))
        runs.append(Run(text[start:stop], is_marked=True))
        end = stop
    return [*runs, Run(text[end:])] if end < len(text) else runs


def excerpt(text: str, stems: Collection[str]) -> list[Run]:
    """About two lines around the first found word, or the beginning of the text."""
    line = " ".join(text[:READ].split())
    first = next(_found(line, stems), (0, 0))[0]
    start = 0 if first <= BEFORE else line.rfind(" ", 0, first - BEFORE) + 1
    stop = (
        len(line)
        if len(line) - start <= LONGEST
        else max(line.rfind(" ", start, start + LONGEST), start + BEFORE)
    )
    before, after = "… " if start else "", " …" if stop < len(line) else ""
    return mark(before + line[start:stop] + after, stems)


def _found(text: str, stems: Collection[str]) -> Iterator[tuple[int, int]]:
    return (word.span() for word in WORD.finditer(text) if stem(plain(word[0])) in stems)
