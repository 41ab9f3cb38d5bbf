"""What browsers and proxies may keep of our answers: nothing, unless the view says otherwise.

A page shows what one person may see, so it must not lie in a browser's store for the next person at the machine, nor in a
proxy. A page that anybody may read says so with `open_to_all`; files whose address changes with their content say so
themselves.
"""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

NOTHING_KEPT = "private, no-store"
ASKED_AGAIN = "private, no-cache"
"""The reader's own browser may keep the page, and asks before showing it again. It holds a token, so no proxy keeps it."""

Response = TypeVar("Response", bound="HttpResponseBase")


def keep_nothing(
    respond: "Callable[[HttpRequest], HttpResponseBase]",
) -> "Callable[[HttpRequest], HttpResponseBase]":
    """Middleware: what does not say otherwise is kept nowhere."""

    def answer(request: "HttpRequest") -> "HttpResponseBase":
        response = respond(request)
        response.headers.setdefault("Cache-Control", NOTHING_KEPT)
        return response

    return answer


def open_to_all(view: Callable[..., Response]) -> Callable[..., Response]:
    """A page that also those may read who have not signed in: their browsers may keep it."""

    @wraps(view)
    def answer(request: "HttpRequest", *args: Any, **kwargs: Any) -> Response:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", ASKED_AGAIN)
        return response

    return answer
