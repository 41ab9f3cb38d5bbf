"""What is asked again within one request is asked of the database once.

    request_cache.get_or_set("unit_parents", read_unit_parents)

While a page is made, and within `kept()` in what only reads, the first answer is kept until the end. A request that changes
something keeps what it reads until its first write: from there on everything is asked anew. What was read before a lock is
asked anew behind it. What is to be kept for longer is `core.version_cache`'s; elsewhere nothing is kept.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

Key = TypeVar("Key", bound=Hashable)
Read = TypeVar("Read")
_NONE = object()
_kept: "ContextVar[dict[Hashable, Any] | None]" = ContextVar("request_cache", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Keep what is read until the end, in a `with` or round a function; one within another is part of it."""
    if _kept.get() is not None:
        yield
        return
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def aside() -> Iterator[None]:
    """What is written here, beside what the request does, changes nothing of what it has read."""
    token = _kept.set(None)
    try:
        yield
    finally:
        _kept.reset(token)


def middleware(
    respond: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep what is read for a page for as long as it is made; for an act, until it writes."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        with kept():
            if request.method in ("GET", "HEAD"):
                return respond(request)
            with connection.execute_wrapper(_until_a_write):
                return respond(request)

    return answer


def _until_a_write(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(("INSERT", "UPDATE", "DELETE")):
        _kept.set(None)
    return execute(sql, params, many, context)


def get_or_set(key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` answers, from this request if it has been asked before."""
    known = _kept.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: Read = known[key]
    return found


def get_many(
    of: Hashable, keys: Iterable[Key], read: Callable[[list[Key]], Mapping[Key, Read]]
) -> dict[Key, Read]:
    """What `read` answers of each of the keys; it is asked of those alone that this request has not asked about before.

    One of them is found again by `get_or_set((of, key), ...)`. A key that `read` leaves out has no answer, and is not asked
    about again.
    """
    known = _kept.get()
    found = {} if known is None else known
    wanted = list(dict.fromkeys(keys))
    asked = [key for key in wanted if (of, key) not in found]
    if asked:
        answers = read(asked)
        found.update({(of, key): answers.get(key, _NONE) for key in asked})
    return {key: found[of, key] for key in wanted if found[of, key] is not _NONE}


def forget() -> None:
    """Let what is known be asked anew: somebody may have changed it, where one has had to wait for them."""
    known = _kept.get()
    if known is not None:
        known.clear()
