"""What people type when they mend adopted wording."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from pejling.core.models import Versioned
from pejling.core.richtext import from_form, to_plain
from pejling.direction.forms.hidden import carrying
from pejling.direction.models.elements import RICH
from pejling.web.forms import Clash, Form, Typed


class CorrectionForm(Form):
    """The mended wording, why it is mended, and the version that was read before."""

    field = forms.ChoiceField(label=_("Hvad skal rettes"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    after = forms.CharField(
        label=_("Ny ordlyd"), widget=forms.Textarea(attrs={"rows": 8}), max_length=200_000
    )
    why = forms.CharField(
        label=_("Hvorfor rettes det"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Typed = None, *, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["field"].choices = choices  # type: ignore[attr-defined]
        self.fields["version"].error_messages["required"] = _(
            "Siden var ufuldstændig. Hent den igen, og gem så."
        )
        self.labels = dict(choices)
        self.markup = ""
        self.clashes: list[Clash] = []

    def clean(self) -> dict[str, Any]:
        """Running text becomes markup here, so that what is wrong with it is told beside it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("field") in RICH and "after" in cleaned:
            try:
                self.markup = from_form(cleaned["after"])
            except ValidationError as refusal:
                self.add_error("after", refusal)
        return cleaned

    @property
    def wording(self) -> str:
        """What the text is mended to, as it is kept."""
        return self.markup if self.cleaned_data["field"] in RICH else str(self.cleaned_data["after"])

    def mark_stale(self, current: models.Model) -> None:
        """Somebody was faster: note what stands now, and let the next correction build on it."""
        assert isinstance(current, Versioned)
        typed = self.cleaned_data
        standing = in_plain_words(current, typed["field"])
        self.answers_with, self.overtaken_by = 409, current
        if typed["after"] != standing:
            self.clashes = [Clash(self.labels[typed["field"]], typed["after"], standing)]
        self.data = carrying(self.data, "version", str(current.version))


def in_plain_words(part: Versioned, field: str) -> str:
    """The text that stands, as it is typed."""
    standing: str = getattr(part, field)
    return to_plain(standing) if field in RICH else standing
