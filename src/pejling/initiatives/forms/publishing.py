"""What people choose and write about what citizens see."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.models import Document
from pejling.initiatives.models import Initiative, Telling
from pejling.web.forms import Form, Typed


class PublicStatusForm(Form):
    """Which of a plan's initiatives anybody may follow."""

    shown = forms.ModelMultipleChoiceField(
        Initiative.objects.none(),
        label=_("Borgerne kan se, hvordan det går med"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Typed = None, *, plan: Document, **kwargs: Any) -> None:
        of_plan = Initiative.objects.filter(element__document=plan, element__ended_on=None)
        rows = of_plan.select_related("element__document__kind", "element__section").in_plan_order()
        chosen = [row.pk for row in rows if row.shows_status]
        super().__init__(data, initial={"shown": chosen}, **kwargs)
        field = self.fields["shown"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = rows


class PublicTextForm(Form):
    """A few sentences for citizens."""

    telling = forms.ChoiceField(
        label=_("Hvad handler det om?"),
        choices=Telling.choices,
        initial=Telling.PROGRESS,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Tekst til borgerne"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Skriv til en, der ikke kender jeres arbejde. Skriv ikke om enkelte mennesker."),
    )
    on = forms.DateField(label=_("Dato"), initial=today)
