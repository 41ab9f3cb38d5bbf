"""A rich text that saves itself, and what happens when two people write in it: the piece that every room's texts use.

The form is a `RichText`; the template and the scripts are `web/writing.html` and `web/writing/`. A view ends in `save_text`;
docs/contributors/adding.md shows it whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from pejling.core.difference import Piece, difference
from pejling.core.markup import LONGEST
from pejling.core.models import Versioned
from pejling.core.richtext import from_plain, sanitise, to_plain
from pejling.web.form_page import perform
from pejling.web.forms import BaseForm, Form, Typed
from pejling.web.pages import page
from pejling.web.saving import in_place, saved

WAYS = [(way, way) for way in ("append", "rewrite")]


class MarkupField(forms.CharField):
    """Markup from the editor, clean once it is accepted; what is more than a text can be is refused beside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """The markup as it is kept."""
        return sanitise(super().clean(value))


def markup_shown(form: forms.BaseForm, standing: str) -> str:
    """The text that a form shows again: what was typed, in plain paragraphs when it was refused, else what stands."""
    if not form.is_bound:
        return standing
    if "body" in form.errors:
        return from_plain(to_plain(form.data["body"]))
    return standing if "plain" in form.errors else markup_in(form, standing)


def markup_in(form: forms.BaseForm, standing: str) -> str:
    """The text that a form brings, when `standing` is what is there."""
    if "body" in form.data and "body" in form.fields:
        return str(form.cleaned_data["body"])
    if "plain" not in form.data or "plain" not in form.fields:
        return standing
    written = from_plain(form.cleaned_data["plain"])
    return written if form.cleaned_data.get("way") == "rewrite" else standing + written


class RichText(Form):
    """A text that comes as markup from the editor, or as plain paragraphs from a browser without JavaScript.

    Plain paragraphs cannot show headings, lists and links. So they are added below what stands, and only take its place
    where there was nothing else to lose, or when the writer asks for it. `standing` is the text as it was when it came.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    body = MarkupField(label=_("Tekst"))
    plain = forms.CharField(label=_("Tekst"), required=False, max_length=LONGEST)
    way = forms.ChoiceField(choices=WAYS, required=False)

    def __init__(self, data: Typed = None, *, standing: str = "", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.standing = standing

    @property
    def markup(self) -> str:
        """The text that it brings."""
        return markup_in(self, self.standing)

    @property
    def opened(self) -> int:
        """The version of the row that the text was opened on."""
        return int(self.cleaned_data["version"])

    def mark_stale(self, current: models.Model) -> None:
        """Somebody was faster: both texts are shown with the choice."""
        self.answers_with, self.overtaken_by = 409, current


@dataclass(frozen=True)
class TextClash:
    """The text that stands, by whom, and the one that came too late. A body is clean markup; None for a line alone.

    `about` is the name of what the text stands in, `crumbs` the way to it, `save_url` where the choice is sent.
    """

    row: Versioned
    about: str
    crumbs: tuple[tuple[str, str], ...]
    save_url: str
    mine_title: str
    mine_body: str | None
    theirs_title: str
    theirs_body: str | None

    @property
    def who(self) -> str:
        """Who wrote what stands."""
        history = self.row.history  # type: ignore[attr-defined]  # what is written by several people has one
        latest = history.select_related("history_user").order_by("-history_date", "-history_id").first()
        return str(latest.history_user) if latest and latest.history_user else ""

    @property
    def title_pieces(self) -> list[Piece]:
        """From their heading to mine."""
        return difference(self.theirs_title, self.mine_title)

    @property
    def body_pieces(self) -> list[Piece]:
        """From their text to mine."""
        return difference(to_plain(self.theirs_body or ""), to_plain(self.mine_body or ""))

    @property
    def is_only_a_line(self) -> bool:
        """Whether there is no longer text to choose between."""
        return self.mine_body is None


def save_text(
    request: HttpRequest,
    form: RichText,
    act: Callable[[], Versioned],
    *,
    back: str,
    clash: Callable[[Any], TextClash],
) -> HttpResponse:
    """Save a text, and answer whoever asks, the editor or a form: saved, refused in words, or both texts with the choice.

    `clash` is told what stands now when somebody was faster. 409 then, and nothing is lost.
    """

    def refused(form: BaseForm) -> HttpResponse:
        if form.overtaken_by is None:
            return in_place(request)(form)
        return page(request, "web/text_clash.html", {"clash": clash(form.overtaken_by)}, status=409)

    return perform(request, act, form=form, then=lambda row: saved(request, row, back), refused=refused)
