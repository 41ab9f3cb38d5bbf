"""Public pages are made once for all who have not signed in, and again when something has changed.

A page that a view marks `open_to_all` is kept in the process's memory with the version of what it shows: the newest lines of
the log (every action writes one, also that which changes the municipality's look) and the day. A page is shown again while
that is the same, and never for longer than a minute: what is written without a line in the log is right within it. Browsers
and proxies are told how old it is (`Age`), so that all of them together keep it no longer. They keep it apart by cookies.

Only a visitor whom we know nothing of is answered from here: without a session, and without any cookie but the language's.
Only an answer that would have been the same for any such visitor is kept: one that sets no cookie and holds no token or
nonce. docs/decisions/254-what-the-public-sees.md says what was weighed.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpResponse

from pejling.core.dates import today
from pejling.core.rooms import Part, parts
from pejling.web.caching import ASKED_AGAIN

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

SECONDS = 60
"""How old a kept page may be, here and in the browsers of others."""
MOST, LARGEST, LONGEST_ADDRESS = 200, 200_000, 300
"""So many pages of at most so many bytes are kept in each process; the one not asked for longest goes first."""
FOR_ALL = f"public, max-age={SECONDS}"
UNFOLDED = {"HTTP_HX_REQUEST", "HTTP_RANGE", "HTTP_AUTHORIZATION"}
"""Headers that ask for something else than the page as it is."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class PublicVersion(Part):
    """What a room says of how new all public pages are: a value that is another one when something has changed."""

    read: Callable[[], object]


@dataclass(frozen=True)
class Kept:
    """A page as it was answered."""

    version: object
    made: float
    body: bytes
    headers: tuple[tuple[str, str], ...]


@dataclass
class Shelf:
    """The pages that this process keeps."""

    pages: "OrderedDict[Key, Kept]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, key: Key) -> Kept | None:
        """The page, if it is not too old."""
        with self.lock:
            kept = self.pages.get(key)
            if kept is None:
                return None
            if time() - kept.made >= SECONDS:
                del self.pages[key]
                return None
            self.pages.move_to_end(key)
            return kept

    def put(self, key: Key, kept: Kept) -> None:
        """Keep a page, and let go of the one that was not asked for longest."""
        with self.lock:
            self.pages[key] = kept
            self.pages.move_to_end(key)
            while len(self.pages) > MOST:
                self.pages.popitem(last=False)

    def empty(self) -> None:
        """Keep nothing any more."""
        with self.lock:
            self.pages.clear()


SHELF = Shelf()


def keep_public_pages(
    respond: "Callable[[HttpRequest], HttpResponseBase]",
) -> "Callable[[HttpRequest], HttpResponseBase]":
    """Middleware: a page that is kept is answered before anything else is asked."""

    def answer(request: "HttpRequest") -> "HttpResponseBase":
        key = _key(request)
        if key is None:
            return respond(request)
        # Read before the page is made: what is changed meanwhile makes it old at once.
        asked_at = time()
        version = (today(), *(each.read() for each in parts(PublicVersion)))
        kept = SHELF.find(key)
        if kept is not None and kept.version == version:
            return _shown(kept)
        response = respond(request)
        if _is_for_all(request, response):
            response.headers["Cache-Control"] = FOR_ALL
            body, headers = response.content, tuple(response.headers.items())  # type: ignore[attr-defined]
            SHELF.put(key, Kept(version, asked_at, body, headers))
        return response

    return answer


def _key(request: "HttpRequest") -> Key | None:
    """Under which the page is kept; None for whom we know something of, and for what is no plain page."""
    cookies = request.COOKIES.keys() - {settings.LANGUAGE_COOKIE_NAME}
    if request.method != "GET" or cookies or not settings.KEEP_PUBLIC_PAGES or UNFOLDED & request.META.keys():
        return None
    # As it was sent: `get_full_path` tells signs that were not escaped like others that they resemble.
    address = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
    language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if len(address) > LONGEST_ADDRESS or len(language) > 5:
        return None
    try:
        return f"{request.scheme}://{request.get_host()}", address, language
    except DisallowedHost:
        return None


def _is_for_all(request: "HttpRequest", response: "HttpResponseBase") -> bool:
    """Whether the view said that anybody may read it, and nothing in it is this visitor's own."""
    return (
        response.status_code == 200
        and isinstance(response, HttpResponse)
        and response.headers.get("Cache-Control") == ASKED_AGAIN
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not getattr(request, "_csp_nonce", None)
        and len(response.content) <= LARGEST
    )


def _shown(kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.body)
    for name, value in kept.headers:
        response.headers[name] = value
    response.headers["Age"] = str(int(time() - kept.made))
    return response
