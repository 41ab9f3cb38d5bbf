"""What people type when they mend adopted wording."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pejling.core.models import Versioned
from pejling.core.richtext import from_form
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
        self.overtaken_by: Versioned | None = None

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

    def mark_overtaken(self, current: Versioned, standing: str) -> None:
        """Somebody was faster: note what stands now, and let the next correction build on it."""
        typed = self.cleaned_data
        self.overtaken_by = current
        if typed["after"] != standing:
            self.clashes = [Clash(self.labels[typed["field"]], typed["after"], standing)]
        self.data = carrying(self.data, "version", str(current.version))
