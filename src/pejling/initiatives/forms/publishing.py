"""What people choose and write about what citizens see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.models import Document
from pejling.initiatives.models import Initiative, PublicTextKind
from pejling.web.forms import Choices, Form, Typed


class PublicStatusForm(Form):
    """Which of a plan's initiatives anybody may follow.

    The form knows what was chosen when it was opened: what nobody touched in it stays as it is now. Else one who adds an
    initiative would open again what somebody else has closed meanwhile.
    """

    shown = Choices(
        Initiative.objects.none(),
        label=_("Borgerne kan se, hvordan det går med"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    opened = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)

    def __init__(self, data: Typed = None, *, plan: Document, **kwargs: Any) -> None:
        of_plan = Initiative.objects.filter(element__document=plan, element__ended_on=None)
        rows = of_plan.select_related("element__document__kind", "element__section").in_plan_order()
        self.chosen = {row.pk for row in rows if row.shows_status}
        opened = ",".join(map(str, sorted(self.chosen))) or "0"
        super().__init__(data, initial={"shown": self.chosen, "opened": opened}, **kwargs)
        field = self.fields["shown"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = self.rows = rows

    def clean(self) -> dict[str, Any]:
        """What is shown: as it is now, with what was changed in the form."""
        typed = super().clean() or self.cleaned_data
        if "shown" in typed and "opened" in self.data:
            opened, ticked = set(typed["opened"].split(",")), {str(row.pk) for row in typed["shown"]}
            kept = {pk for pk in self.chosen if str(pk) not in opened - ticked}
            typed["shown"] = [row for row in self.rows if row.pk in kept or str(row.pk) in ticked - opened]
        return typed


class PublicTextForm(Form):
    """A few sentences for citizens."""

    kind = forms.ChoiceField(
        label=_("Hvad handler det om?"),
        choices=PublicTextKind.choices,
        initial=PublicTextKind.PROGRESS,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Tekst til borgerne"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv til en, der ikke kender jeres arbejde. Skriv ikke om enkelte mennesker."),
    )
    on = forms.DateField(label=_("Dato"), initial=today)
