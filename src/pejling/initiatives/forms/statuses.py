"""Fifty rows of status on one page: each is typed in or left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from pejling.core.many import NotSaved
from pejling.initiatives.figures.rows import StatusRow
from pejling.initiatives.models import Level
from pejling.web.forms import Form

LEVELS = [("", _("Uændret")), *Level.choices]
SENTENCE = 1_000
TYPED = ("level", "sentence", "expected_on")
NOTHING_TYPED = dict.fromkeys(TYPED, "")
NOTHING_WRONG: Mapping[str, Sequence[str]] = dict.fromkeys(TYPED, ())


@dataclass(frozen=True, slots=True)
class UntouchedRow:
    """A row as the page opens on it: as nothing is typed yet there is no form to build, fifty times over."""

    row: StatusRow
    typed: Mapping[str, str] = field(default_factory=lambda: NOTHING_TYPED)
    wrong: Mapping[str, Sequence[str]] = field(default_factory=lambda: NOTHING_WRONG)
    is_wrong: bool = False
    is_overtaken: bool = False
    row_errors: Sequence[str] = ()

    @property
    def opened(self) -> int:
        """The report that the page has shown."""
        return self.row.latest


class RowForm(Form):
    """One row that came back. Nothing typed means that nothing is told. The page draws its controls itself."""

    level = forms.ChoiceField(required=False, choices=LEVELS)
    sentence = forms.CharField(required=False, max_length=SENTENCE)
    expected_on = forms.DateField(required=False)
    seen = forms.IntegerField(min_value=0)

    def __init__(self, data: Mapping[str, Any], *, row: StatusRow) -> None:
        super().__init__(data, prefix=str(row.pk))
        self.row = row
        self.is_overtaken = False

    @property
    def typed(self) -> Mapping[str, str]:
        """What was typed into each field, as it was typed."""
        return {name: str(self.data.get(self.add_prefix(name), "")) for name in TYPED}

    @property
    def wrong(self) -> Mapping[str, Sequence[str]]:
        """What is wrong with each."""
        return {name: [str(each) for each in self.errors.get(name, [])] for name in TYPED}

    @property
    def is_wrong(self) -> bool:
        """Whether anything here is to be put right."""
        return bool(self.errors)

    @property
    def is_told(self) -> bool:
        """Whether anything was typed here."""
        return any(typed.strip() for typed in self.typed.values())

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
            typed = {name: self.data[name] for name in self.data}
            self.data = typed | {self.add_prefix("seen"): str(self.row.latest)}

    @property
    def opened(self) -> str:
        """The report that the page had shown."""
        return str(self.data.get(self.add_prefix("seen"), ""))

    @property
    def row_errors(self) -> list[str]:
        """What is wrong with the row as a whole."""
        return [str(each) for each in self.errors.get(NON_FIELD_ERRORS, [])]


def row_forms(rows: Sequence[StatusRow], data: Mapping[str, Any]) -> list[RowForm]:
    """A form for each row that came back."""
    return [RowForm(data, row=row) for row in rows]


def show_refusals(forms_by_row: Sequence[RowForm], refused: NotSaved) -> None:
    """Put each refusal beside its row."""
    for form in forms_by_row:
        if form.row.pk in refused.errors:
            form.take(refused.errors[form.row.pk], is_overtaken=form.row.pk in refused.overtaken)
