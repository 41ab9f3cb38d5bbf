"""One reading of the organisation: what several parts of a page or a mail ask about it is asked of the database once.

    with one_reading():
        ...

Inside, whatever is read through `once` is read the first time and at hand from then on; outside, it is read each time. It is
for places that only read, as every page is that is asked for by GET: who changes the organisation asks anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

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


def in_one_reading(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Make each page one reading."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return respond(request)
        with one_reading():
            return respond(request)

    return answer


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


def is_kept(key: str) -> bool:
    """Whether it is at hand, so that it need not be read along with something else."""
    kept = _reading.get()
    return kept is not None and key in kept
