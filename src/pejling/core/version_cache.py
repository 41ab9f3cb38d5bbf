"""A large read model, kept in the process for as long as what it was read from stands.

    @kept_by_version(most=16)
    def read_whole(sight: Sight) -> Whole: ...

Everything that decides what is read stands in the key that the function is given: how new the rows are, the day, and what
the viewer may see. So nothing has to be forgotten when something changes, and nobody is shown what another may see. What a
request asks again is `core.request_cache`'s; a public page as it was answered is `web.kept_pages`'. No other read is kept.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Read = TypeVar("Read")
_clear: list[Callable[[], None]] = []


def kept_by_version(*, most: int) -> Callable[[Callable[[Key], Read]], Callable[[Key], Read]]:
    """Read once for each key; so many are kept in each process, and the one not asked for longest goes first."""

    def keep(read: Callable[[Key], Read]) -> Callable[[Key], Read]:
        kept = lru_cache(maxsize=most)(read)
        _clear.append(kept.cache_clear)
        return wraps(read)(kept)

    return keep


def forget() -> None:
    """Read everything anew: where rows are changed behind the back of what tells how new they are, as in tests."""
    for clear in _clear:
        clear()
