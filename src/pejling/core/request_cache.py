"""What is asked again within one request is asked of the database once. The only memo that the house keeps.

    request_cache.get_or_set("unit_parents", read_unit_parents)

Within a page that is asked for by GET, or within `with request_cache.kept():` in a task, the first answer is kept until the
end; elsewhere it is read each time. It is for places that only read: who changes something asks anew.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

Read = TypeVar("Read")
_kept: "ContextVar[dict[Hashable, Any] | None]" = ContextVar("request_cache", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is read until the end; one within another is part of it."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def middleware(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep what a page reads for as long as it is made."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return respond(request)
        with kept():
            return respond(request)

    return answer


def get_or_set(key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` answers, from this request if it has been asked before."""
    known = _kept.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: Read = known[key]
    return found
