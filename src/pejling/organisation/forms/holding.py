"""Posts, seats and deputies: who, what, and for how long."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.organisation.choices import Offering, PersonChoice, UnitChoice, roles_to_give
from pejling.organisation.models import Role, SeatRole
from pejling.web.forms import Form

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class PeriodForm(Form):
    """From and to; nothing means until further notice."""

    starts_on = forms.DateField(label=_("Fra"), required=False, initial=today)
    ends_on = forms.DateField(
        label=_("Til og med"), required=False, help_text=_("Tom, hvis det er indtil videre.")
    )


class _PostForm(Offering, PeriodForm):
    role = forms.ModelChoiceField(Role.objects.all(), label=_("Rolle"))

    def __init__(self, *args: Any, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, viewer=viewer, **kwargs)
        self.fields["role"].queryset = roles_to_give(viewer)  # type: ignore[attr-defined]


class UnitPostForm(_PostForm):
    """A post in a given unit."""

    person = PersonChoice(label=_("Person"))
    field_order = ["person", "role"]


class PersonPostForm(_PostForm):
    """A post for a given person."""

    unit = UnitChoice(label=_("Enhed"))
    field_order = ["unit", "role"]


class SeatForm(Offering, PeriodForm):
    """A seat in a given forum."""

    person = PersonChoice(label=_("Person"))
    role = forms.ModelChoiceField(SeatRole.objects.all(), label=_("Rolle i forummet"))
    field_order = ["person", "role"]


class DeputyForm(Offering, PeriodForm):
    """Who stands in for a given person."""

    deputy = PersonChoice(label=_("Stedfortræder"))
    field_order = ["deputy"]


class EndForm(Form):
    """The last day of something."""

    on = forms.DateField(label=_("Sidste dag"), initial=today)


class HandingOverForm(Offering, Form):
    """What goes to whom of what somebody answers for: all of it, unless something is left out."""

    to = PersonChoice(label=_("Ny ansvarlig"))
    rows = forms.MultipleChoiceField(
        label=_("Det, der overdrages"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rows"].choices = choices  # type: ignore[attr-defined]
        self.initial["rows"] = [key for key, _words in choices]
