"""Buttons that do one thing: carry it out, tell what was done or why not, and go on."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from pejling.core.history import is_overtaken
from pejling.web.forms import OVERTAKEN
from pejling.web.pages import see_other
from pejling.web.toasts import tell


def perform(
    request: HttpRequest, act: Callable[[], object], *, told: str, then: str, undo_url: str = ""
) -> HttpResponse:
    """Carry out the act and look at `then`; a refusal is told in words, and nothing has been changed."""
    try:
        act()
    except ValidationError as refusal:
        tell(request, " ".join(refusal.messages), level=messages.ERROR)
    except IntegrityError as error:
        if not is_overtaken(error):
            raise
        tell(request, str(OVERTAKEN), level=messages.ERROR)
    else:
        tell(request, told, undo_url=undo_url)
    return see_other(then)
