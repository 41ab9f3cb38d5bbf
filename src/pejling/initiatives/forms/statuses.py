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
    def is_filled_in(self) -> bool:
        """Whether anything was typed here."""
        return any(typed.strip() for typed in self.typed.values())

    def clean(self) -> None:
        """A sentence or a date alone is no status."""
        super().clean()
        if self.is_filled_in and not self.cleaned_data.get("level") and not self.has_error("level"):
            self.add_error("level", _("Vælg, hvordan det går."))

    def open_anew(self) -> None:
        """Somebody else has reported on it: it is opened on what stands now."""
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


class StatusRowsForm(Form):
    """The rows that came back: what was typed is saved together, and the rest is left alone."""

    def __init__(self, data: Mapping[str, Any], *, rows: Sequence[StatusRow]) -> None:
        super().__init__(data)
        self.rows = [RowForm(data, row=row) for row in rows]

    @property
    def filled_in(self) -> list[RowForm]:
        """Those in which something was typed."""
        return [row for row in self.rows if row.is_filled_in]

    def clean(self) -> None:
        """Each row must make sense."""
        super().clean()
        if [row for row in self.filled_in if not row.is_valid()]:
            raise ValidationError(_("Intet er gemt endnu. Det, du har skrevet, står her stadig."))

    def refuse(self, refusal: ValidationError) -> None:
        """Put what is wrong beside each row."""
        super().refuse(refusal)
        if isinstance(refusal, NotSaved):
            self.answers_with = 409 if refusal.overtaken else 422
            for row in self.rows:
                if row.row.pk in refusal.errors:
                    row.refuse(refusal.errors[row.row.pk])
                if row.row.pk in refusal.overtaken:
                    row.open_anew()
