"""What is typed about a task that units can help one another with, and about their part in it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.agreements.models import Part, SharedTask, TaskPart
from pejling.organisation.authority import authority_of
from pejling.organisation.choices import UnitChoice, offer, units_to_choose
from pejling.web.forms import ModelForm, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class TaskForm(VersionedForm[SharedTask]):
    """What it is called, and what it takes."""

    class Meta:
        model = SharedTask
        fields = ["title", "detail"]


class PartForm(ModelForm[TaskPart]):
    """Which unit, what it has to do with the task, and for whom."""

    unit = UnitChoice(label=_("Enhed"))
    part = forms.ChoiceField(label=_("Hvordan"), choices=Part, widget=forms.RadioSelect)
    for_unit = UnitChoice(
        label=_("For enheden"), required=False, help_text=_("Tomt, når det er for jer selv.")
    )

    class Meta:
        model = TaskPart
        fields = ["unit", "part", "for_unit", "words"]

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer)
        authority = authority_of(viewer)
        if not authority.is_secretariat:
            mine = authority.own_units | authority.led_units
            self.fields["unit"].queryset = units_to_choose(viewer).filter(pk__in=mine)  # type: ignore[attr-defined]
