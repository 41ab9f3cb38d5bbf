"""When the session of whoever is signed in ends, so that the page can say so in time, and how one stays."""

from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from django.http import HttpRequest

UNTIL = "until"


def begin(request: "HttpRequest") -> None:
    """A session lasts so long from here: somebody has signed in, or wants to stay."""
    request.session[UNTIL] = int(timezone.now().timestamp()) + settings.SESSION_COOKIE_AGE


def seconds_left(request: "HttpRequest") -> int | None:
    """How long the session lasts, as it was said when it began; None for one that has not said it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or UNTIL not in request.session:
        return None
    return max(0, int(request.session[UNTIL] - timezone.now().timestamp()))


def true_seconds_left(request: "HttpRequest") -> int:
    """How long the session lasts, as the row has it: another window may have renewed it. Nothing when signed out."""
    if not request.user.is_authenticated:
        return 0
    store = import_module(settings.SESSION_ENGINE).SessionStore
    row = store.get_model_class().objects.filter(session_key=request.session.session_key)
    ends = row.values_list("expire_date", flat=True).first()
    return max(0, int((ends - timezone.now()).total_seconds())) if ends else 0
