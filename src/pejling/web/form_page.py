"""How a view ends that asks with a form, and how a button that does one thing ends.

`form_page` shows the form, and when it was sent lets the action have what was typed: it went through (303, told in a toast,
with a way back where there is one), something is wrong (422, errors beside the fields and what was typed kept), or somebody
was faster (409, both texts side by side). That a form does its act once, and that what was typed is not lost to a sign-in
that ended, is seen to around the views (`web.once`, `web.unsaved`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import messages

from pejling.web.deferred import deferred_choices
from pejling.web.forms import BaseForm, Form
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.datastructures import MultiValueDict

Made = TypeVar("Made")


@dataclass(frozen=True)
class Screen:
    """What a screen with a form says: its title, its button, the way here (`crumbs`) and the way back.

    `template` extends `form.html` when there is more to show than the form, and reads it from `more`.
    """

    title: str
    button: str
    crumbs: list[tuple[str, str]]
    back: str
    lead: str = ""
    kicker: str = ""
    template: str = "form.html"
    more: dict[str, Any] = field(default_factory=dict)


def sent(request: "HttpRequest") -> "QueryDict | None":
    """What was sent with a POST; nothing when the form is only asked for."""
    return request.POST if request.method == "POST" else None


def sent_files(request: "HttpRequest") -> "MultiValueDict[str, Any] | None":
    """The files that were sent with a POST."""
    return request.FILES if request.method == "POST" else None


def form_page(
    request: "HttpRequest",
    form: BaseForm,
    screen: Screen,
    act: Callable[[], Made],
    *,
    message: str | Callable[[Made], str] = "",
    then: str | Callable[[Made], str] = "",
    undo: str | Callable[[Made], str] = "",
    part: str | None = None,
) -> "HttpResponse":
    """Show the form; when it was sent and the act goes through, say `message` and look at `then` (else at `screen.back`).

    `undo` is the address that takes the act back. Each of the three may be made of what the act answers. `part` is the block
    that htmx may ask for alone.
    """
    if choices := deferred_choices(request, form):
        return choices
    made: Any = form.submit(act)
    if not form.is_done:
        context = {"form": form, "screen": screen, **screen.more}
        return page(request, screen.template, context, part=part, status=form.http_status)
    if said := _of(message, made):
        tell(request, said, undo_url=_of(undo, made))
    return see_other(_of(then, made) or screen.back)


def _of(words: str | Callable[[Made], str], made: Made) -> str:
    return words(made) if callable(words) else words


def perform(
    request: "HttpRequest",
    act: Callable[[], Made],
    *,
    message: str | Callable[[Made], str],
    then: str,
    undo: str = "",
) -> "HttpResponse":
    """A button: carry out the act and look at `then`; a refusal is told in words, and nothing has been changed."""
    button = Form({})
    made: Any = button.submit(act)
    if button.is_done:
        tell(request, _of(message, made), undo_url=undo)
    else:
        tell(request, button.all_errors, level=messages.ERROR)
    return see_other(then)


def pressed(act: Callable[[], object]) -> Form:
    """A button on a page that shows itself again: whether the act went through (`is_done`), else why not (`all_errors`)."""
    button = Form({})
    button.submit(act)
    return button
