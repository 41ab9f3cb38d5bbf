"""How many links that nobody was sent one may try before one waits.

Counted for each address that requests come from, whatever the method: guesses are made by looking.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy

from pejling.web.errors import ErrorPage, explain

View = Callable[..., HttpResponse]
ACTION = "unknown_link"
TOO_OFTEN = ErrorPage(
    429,
    gettext_lazy("Det går for stærkt"),
    gettext_lazy("Der er prøvet mange gange på kort tid. Vi venter lidt, så ingen kan gætte sig frem."),
    gettext_lazy("Intet er ændret."),
    gettext_lazy("Vent et par minutter, og prøv så igen."),
)


def too_often(request: HttpRequest) -> HttpResponse:
    """429, when a limit of attempts is reached."""
    return explain(request, TOO_OFTEN)


def note_unknown_link(request: HttpRequest) -> None:
    """Somebody tried a link that was never sent."""
    ratelimit.consume(request, app="allauth.account", action=ACTION, limit_get=True)


def opened_by_link(view: View) -> View:
    """A page that opens by the secret in its address: who has tried many waits, and then a right one helps no more.

    The view says which was wrong, by `note_unknown_link`.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not ratelimit.consume(request, app="allauth.account", action=ACTION, limit_get=True, dry_run=True):
            return too_often(request)
        return view(request, *args, **kwargs)

    return answer
