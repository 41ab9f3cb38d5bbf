"""Giving status, answering it, and choosing how often and by which ways it comes."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.initiatives.models import Initiative, Interval, Level, StatusChoices
from pejling.web.forms import Form, VersionedForm


class ReportForm(Form):
    """A level, a sentence, and a new date when it has moved. Opened on the date that is expected now."""

    level = forms.ChoiceField(label=_("Hvordan går det?"), choices=Level.choices, widget=forms.RadioSelect)
    sentence = forms.CharField(
        label=_("Med en sætning"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Skal skrives, når det er presset eller af sporet."),
    )
    asks_leader = forms.BooleanField(
        label=_("Bed min leder se på den"),
        required=False,
        help_text=_("Nærmeste leder får den på sin liste og en mail med det samme."),
    )
    expected_on = forms.DateField(
        label=_("Ventes færdig"), required=False, help_text=_("Ret kun datoen, hvis den har flyttet sig.")
    )

    def __init__(self, data: object = None, *, initiative: Initiative) -> None:
        super().__init__(data, initial={"expected_on": initiative.expected_on})  # type: ignore[arg-type]

    @property
    def values(self) -> dict[str, Any]:
        """What the action is told."""
        return {name: self.cleaned_data[name] for name in ("level", "sentence", "asks_leader", "expected_on")}


class ReplyForm(Form):
    """A leader's words to a status; none means that it is taken note of."""

    text = forms.CharField(
        label=_("Svar"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Lad feltet stå tomt for blot at tage den til efterretning."),
    )


class RhythmForm(Form):
    """How often a unit reports; nothing chosen follows the unit above."""

    interval = forms.TypedChoiceField(
        label=_("Status gives"), required=False, coerce=int, empty_value=None, choices=()
    )

    def __init__(self, data: object = None, *, chosen: int | None, inherited: str) -> None:
        super().__init__(data, initial={"interval": chosen or ""})  # type: ignore[arg-type]
        follow = _("Som enheden over: %(interval)s") % {"interval": inherited}
        self.fields["interval"].choices = [("", follow), *Interval.choices]  # type: ignore[attr-defined]


class StatusChoicesForm(VersionedForm[StatusChoices]):
    """Whether a status can be given through the link in a mail."""

    class Meta:
        model = StatusChoices
        fields: ClassVar[list[str]] = ["takes_links"]
