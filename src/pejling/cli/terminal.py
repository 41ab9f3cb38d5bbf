"""What the command line says and asks."""

import errno
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TypeVar

from tqdm import tqdm

Thing = TypeVar("Thing")

# The bar's own thread would be given signals that are meant for whoever serves, and does not live through a fork.
tqdm.monitor_interval = 0


REASONS = {
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.EROFS: "der kan kun læses",
    errno.ENOSPC: "der er ikke plads på disken",
    errno.EDQUOT: "der er ikke plads på disken",
    errno.EFBIG: "filen bliver for stor",
    errno.ENOENT: "findes ikke",
    errno.ENOTDIR: "er ikke en mappe",
    errno.EISDIR: "er en mappe",
    errno.EEXIST: "findes allerede",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.EINVAL: "kan ikke bruges til det",
    errno.ELOOP: "henviser til sig selv",
    errno.EBUSY: "er i brug",
    errno.ETXTBSY: "er i brug",
    errno.EIO: "disken eller enheden svarer med en fejl",
    errno.ENXIO: "disken eller enheden svarer ikke",
    errno.ENODEV: "disken eller enheden findes ikke",
    errno.EMFILE: "der er for mange åbne filer",
    errno.ENFILE: "der er for mange åbne filer",
    errno.ENOMEM: "der er ikke hukommelse nok",
    errno.EADDRINUSE: "porten er optaget",
    errno.EADDRNOTAVAIL: "adressen findes ikke på denne maskine",
    errno.ECONNREFUSED: "ingen svarer på adressen",
    errno.ECONNRESET: "forbindelsen blev afbrudt",
    errno.ETIMEDOUT: "der kom ikke svar i tide",
    errno.EHOSTUNREACH: "maskinen kan ikke nås",
    errno.ENETUNREACH: "nettet kan ikke nås",
}
"""What the system says in English, in the words that end a Danish line."""


class Refusal(Exception):
    """The command cannot be carried out; its text says why, in one Danish sentence or two."""


def reason_of(error: OSError) -> str:
    """Why the system would not. What we have no words for is told as what somebody else says."""
    return REASONS.get(error.errno or 0) or f"systemet siger »{error.strerror or error}«"


def say(line: str = "") -> None:
    """A line to the operator, at once."""
    print(line, flush=True)


def complain(line: str) -> None:
    """A line about what went wrong. Where it cannot be written, as on a full disk, we go on without it."""
    with suppress(OSError):
        print(f"pejling: {' '.join(line.split())}", file=sys.stderr, flush=True)


def ask(question: str, *, default: str = "") -> str:
    """An answer from whoever sits at the terminal; an empty one is the default."""
    if not sys.stdin.isatty():
        raise Refusal(
            f"Der mangler et svar på: {question}. Skriv det som en mulighed, se »pejling start --help«."
        )
    while True:
        answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        if answer:
            return answer


def bar(
    things: Iterable[Thing], words: str, *, total: float | None = None, unit: str = ""
) -> Iterable[Thing]:
    """The things, with a bar that shows how far one has come where somebody can see it."""
    shown: Iterable[Thing] = tqdm(
        things, desc=words, total=total, unit=unit or "stk", leave=False, disable=not sys.stderr.isatty()
    )
    return shown


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines, with columns as wide as they need."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
