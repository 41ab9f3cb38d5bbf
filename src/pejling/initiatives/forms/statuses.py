"""Fifty rows of status on one page: each is typed in or left alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from pejling.initiatives.actions.reports import NotSaved, Telling
from pejling.initiatives.figures.rows import StatusRow
from pejling.initiatives.models import Level
from pejling.web.forms import Form

UNTOUCHED = _("Uændret")


class RowForm(Form):
    """One row. Nothing typed means that nothing is told."""

    level = forms.ChoiceField(label=_("Status"), required=False, choices=[("", UNTOUCHED), *Level.choices])
    sentence = forms.CharField(
        label=_("Med en sætning"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 1})
    )
    expected_on = forms.DateField(label=_("Ny forventet dato"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, data: Mapping[str, Any] | None, *, row: StatusRow) -> None:
        super().__init__(data, prefix=str(row.pk), initial={"seen": row.latest})
        self.row = row
        self.is_overtaken = False
        for field in self.fields.values():
            field.widget.attrs["aria-describedby"] = f"row-{row.pk}"

    @property
    def is_told(self) -> bool:
        """Whether anything was typed here."""
        typed = (self.data.get(self.add_prefix(name), "") for name in ("level", "sentence", "expected_on"))
        return self.is_bound and any(str(each).strip() for each in typed)

    @property
    def telling(self) -> Telling:
        """What was typed."""
        told = self.cleaned_data
        return Telling(self.row.pk, told["level"], told["sentence"], told["expected_on"], told["seen"])

    def clean(self) -> None:
        """A sentence or a date alone is no status."""
        super().clean()
        if self.is_told and not self.cleaned_data.get("level") and not self.has_error("level"):
            self.add_error("level", _("Vælg, hvordan det går."))

    def take(self, refusal: ValidationError, *, is_overtaken: bool) -> None:
        """Show why the row was not saved; a row that somebody else has reported on is opened on what stands now."""
        if hasattr(refusal, "error_dict"):
            for name, errors in refusal.error_dict.items():
                self.add_error(name if name in self.fields else None, errors)
        else:
            self.add_error(None, refusal)
        if is_overtaken:
            self.is_overtaken = True
            self.data = {**self.data, self.add_prefix("seen"): str(self.row.latest)}

    @property
    def row_errors(self) -> list[str]:
        """What is wrong with the row as a whole."""
        return [str(each) for each in self.errors.get(NON_FIELD_ERRORS, [])]


def row_forms(rows: Sequence[StatusRow], data: Mapping[str, Any] | None = None) -> list[RowForm]:
    """A form for each row."""
    return [RowForm(data, row=row) for row in rows]


def show_refusals(forms_by_row: Sequence[RowForm], refused: NotSaved) -> None:
    """Put each refusal beside its row."""
    for form in forms_by_row:
        if form.row.pk in refused.errors:
            form.take(refused.errors[form.row.pk], is_overtaken=form.row.pk in refused.overtaken)
