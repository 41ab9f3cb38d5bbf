"""People, and what part of the list of them is shown."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pejling.organisation.choices import Offering, UnitChoice
from pejling.organisation.figures.people import people_matching
from pejling.organisation.models import Role
from pejling.people.models import Person, SignIn
from pejling.web.forms import FilterForm, VersionedForm


class PersonForm(VersionedForm[Person]):
    """What is written about a person."""

    class Meta:
        model = Person
        fields = ["name", "email", "phone", "external_id"]
        help_texts = {
            "email": _("Personen logger ind med den. Uden e-mail kan personen nævnes, men ikke logge ind."),
            "external_id": _("Så en indlæsning fra jeres andre systemer kan kende personen igen."),
        }


class PersonFilter(Offering, FilterForm[QuerySet[Person]]):
    """What part of the list of people is shown."""

    q = forms.CharField(
        label=_("Navn eller e-mail"), required=False, max_length=200, widget=forms.SearchInput
    )
    unit = UnitChoice(label=_("Enhed, også dem under den"), required=False, empty_label=_("Alle"))
    role = forms.ModelChoiceField(Role.objects.all(), label=_("Rolle"), required=False, empty_label=_("Alle"))
    left = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("", _("I dag")), ("alle", _("Også fratrådte"))]
    )
    sign_in = forms.ChoiceField(label=_("Adgang"), required=False, choices=[("", _("Alle")), *SignIn.choices])

    def __init__(self, *args: Any, with_sign_in: bool, **kwargs: Any) -> None:
        """Who can sign in is asked for by those alone who keep the organisation."""
        super().__init__(*args, **kwargs)
        if not with_sign_in:
            del self.fields["sign_in"]

    def narrow_further(self, _people: QuerySet[Person], chosen: dict[str, Any]) -> QuerySet[Person]:
        """Those of today unless those who have left are asked for."""
        return people_matching(
            q=chosen.get("q", ""),
            unit=chosen.get("unit"),
            role=chosen.get("role"),
            with_left=bool(chosen.get("left")),
            sign_in=chosen.get("sign_in", ""),
        )
