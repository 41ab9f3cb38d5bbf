"""One reading of the organisation: what several parts of a page or a mail ask about it is asked of the database once.

    with one_reading():
        ...

Inside, whatever is read through `once` is read the first time and at hand from then on; outside, it is read each time. It is
for places that only read: who changes the organisation asks anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Read = TypeVar("Read")
_reading: "ContextVar[dict[str, Any] | None]" = ContextVar("reading", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Keep what is read until the end; a reading inside another is part of it."""
    if _reading.get() is not None:
        yield
        return
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def once(key: str, read: Callable[[], Read]) -> Read:
    """What `read` answers, from this reading if it has been asked before."""
    kept = _reading.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    found: Read = kept[key]
    return found


def keep(key: str, value: object) -> None:
    """Have at hand what was read anyway."""
    kept = _reading.get()
    if kept is not None:
        kept.setdefault(key, value)
