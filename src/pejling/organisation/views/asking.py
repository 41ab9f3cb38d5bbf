"""A screen with one form: asked, refused, overtaken, done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from pejling.core.history import Stale
from pejling.web.forms import BaseForm, VersionedForm
from pejling.web.pages import invalid, page, see_other, stale
from pejling.web.toasts import tell


@dataclass(frozen=True)
class Screen:
    """What a screen with a form says: its title, what it is for, its button, the way here and the way back."""

    title: str
    button: str
    crumbs: list[tuple[str, str]]
    back: str
    lead: str = ""
    template: str = "organisation/form.html"
    more: dict[str, Any] = field(default_factory=dict)


def ask(
    request: HttpRequest,
    form: BaseForm,
    screen: Screen,
    act: Callable[[], str],
    *,
    told: str,
    undo_url: str = "",
) -> HttpResponse:
    """Show the form; when it was sent and the act goes through, tell it and look at the address that the act answers."""
    context = {"form": form, "screen": screen, **screen.more}
    then: list[str] = []
    try:
        accepted = form.accepts(lambda: then.append(act()))
    except Stale as overtaken:
        assert isinstance(form, VersionedForm)
        return stale(request, screen.template, context, form=form, current=overtaken.current)
    if accepted:
        tell(request, told, undo_url=undo_url)
        return see_other(then[0])
    return (invalid if form.is_bound else page)(request, screen.template, context)


def values(form: BaseForm) -> dict[str, Any]:
    """The clean values, without the version that the form was opened on."""
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def last_day(form: BaseForm) -> date:
    """The day typed in a form about an ending."""
    day: date = form.cleaned_data["on"]
    return day
