"""Units: their facts, where they belong, how they end."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.organisation.choices import Offering, UnitChoice, offer
from pejling.organisation.models import Unit, UnitKind
from pejling.web.forms import FilterForm, Form, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class UnitForm(VersionedForm[Unit]):
    """What is written about a unit."""

    class Meta:
        model = Unit
        fields = ["name", "kind", "external_id", "starts_on"]
        help_texts = {"external_id": _("Så en indlæsning fra jeres andre systemer kan kende enheden igen.")}


class NewUnitForm(Offering, UnitForm):
    """A new unit, and where it belongs."""

    parent = UnitChoice(label=_("Hører under"), required=False, empty_label=_("Ingen – enheden er øverst"))
    field_order = ["name", "kind", "parent"]


class MoveForm(Offering, VersionedForm[Unit]):
    """Where a unit belongs."""

    parent = UnitChoice(label=_("Hører under"), required=False, empty_label=_("Ingen – enheden er øverst"))

    class Meta:
        model = Unit
        fields = ["parent"]


class UnitEndForm(Form):
    """When a unit ends, and who takes over."""

    on = forms.DateField(label=_("Sidste dag"), initial=today)
    receiver = UnitChoice(
        label=_("Hvem overtager?"),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Enheder under den, fora og dokumenter flytter til den enhed, du vælger."),
    )

    def __init__(self, *args: Any, unit: Unit, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer, receiver=Unit.objects.for_choice().exclude(pk=unit.pk))


class MergeForm(Form):
    """Which unit another becomes part of, and from when."""

    into = UnitChoice(label=_("Bliver en del af"))
    on = forms.DateField(label=_("Fra og med"), initial=today)

    def __init__(self, *args: Any, unit: Unit, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, viewer, into=Unit.objects.for_choice().exclude(pk=unit.pk))


class UnitFilter(FilterForm[QuerySet[Unit]]):
    """What part of the tree is shown."""

    q = forms.CharField(
        label=_("Navn på enhed eller leder"), required=False, max_length=200, widget=forms.SearchInput
    )
    kind = forms.ModelChoiceField(
        UnitKind.objects.all(), label=_("Enhedstype"), required=False, empty_label=_("Alle")
    )
    ended = forms.ChoiceField(
        label=_("Vis"), required=False, choices=[("", _("I dag")), ("alle", _("Også nedlagte"))]
    )
