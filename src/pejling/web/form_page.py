"""How every view ends that writes.

`perform` lets the action have what was sent: it went through (303, told in a toast, with a way back where there is one), or
it was refused, which is told where `refused` shows it. `form_page` shows the form and ends in it: what is wrong stands
beside the fields, and what was typed is kept (422), or somebody was faster (409, both texts side by side). `web.saving` ends
in it where the editor saves by itself. That a form does its act once, and that what was typed is not lost to a sign-in that
ended, is seen to around the views (`web.once`, `web.unsaved`).
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

    `part` is the block that htmx may ask for alone.
    """
    if choices := deferred_choices(request, form):
        return choices

    def shown(form: BaseForm) -> "HttpResponse":
        context = {"form": form, "screen": screen, **screen.more}
        return page(request, screen.template, context, part=part, status=form.http_status)

    def onwards(made: Made) -> str:
        return _of(then, made) or screen.back

    return perform(request, act, form=form, message=message, then=onwards, undo=undo, refused=shown)


def perform(
    request: "HttpRequest",
    act: Callable[[], Made],
    *,
    form: BaseForm | None = None,
    message: str | Callable[[Made], str] = "",
    then: "str | Callable[[Made], str | HttpResponse]",
    undo: str | Callable[[Made], str] = "",
    refused: "Callable[[BaseForm], HttpResponse] | None" = None,
) -> "HttpResponse":
    """Carry out the act with what was sent, say `message` and look at `then`. Without a form it is a button.

    `undo` is the address that takes the act back. Each of the three may be made of what the act answers, and `then` may be
    the answer itself. `refused` answers with the form that says why not, where nothing has been changed; without it that is
    told in a toast on the page `then`.
    """
    form = Form({}) if form is None else form
    made: Any = form.submit(act)
    if form.is_done:
        if said := _of(message, made):
            tell(request, said, undo_url=_of(undo, made))
        answer = then(made) if callable(then) else then
        return see_other(answer) if isinstance(answer, str) else answer
    if refused:
        return refused(form)
    assert isinstance(then, str), (
        "a refusal is told on a page that is there whether or not the act went through"
    )
    tell(request, form.all_errors, level=messages.ERROR)
    return see_other(then)


def _of(words: str | Callable[[Made], str], made: Made) -> str:
    return words(made) if callable(words) else words


def pressed(act: Callable[[], object]) -> Form:
    """A button on a page that shows itself again: whether the act went through (`is_done`), else why not (`all_errors`)."""
    button = Form({})
    button.submit(act)
    return button
