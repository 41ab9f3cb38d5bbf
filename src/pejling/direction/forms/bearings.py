"""A bearing as a director or centre head writes it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText
from pejling.direction.models import Document
from pejling.organisation.models import Unit, UnitKind
from pejling.organisation.standing import standing_of
from pejling.web.forms import Choices, Form

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class BearingForm(Form):
    """What, why, to whom, and for how long."""

    title = forms.CharField(
        label=_("Hvad skal vi pejle efter"),
        max_length=250,
        help_text=_("Én sætning, som enhederne kan styre efter."),
    )
    why = forms.CharField(
        label=_("Hvorfor"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Hvad er anledningen?"),
    )
    units = Choices(
        Unit.objects.none(),
        label=_("Gælder enhederne"),
        required=False,
        help_text=_("En enhed tæller også dem, der hører under den."),
    )
    kinds = Choices(
        UnitKind.objects.all(),
        label=_("Gælder alle af typen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(label=_("Fra"), initial=today)
    ends_on = forms.DateField(label=_("Til og med"), required=False)
    is_cross_cutting = forms.BooleanField(label=_("Det er et tværgående tema"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Sættes af"), empty_label=None)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, viewer: "Viewer", document: Document | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        standing = standing_of(viewer)
        units = Unit.objects.current().order_by("sort_key")
        led = units if standing.is_secretariat else units.filter(pk__in=standing.led_units)
        self.fields["units"].queryset = led  # type: ignore[attr-defined]
        self.fields["unit"].queryset = led  # type: ignore[attr-defined]
        own = min(standing.own_units & standing.led_units, default=None)
        self.initial.setdefault("unit", own or led.filter(parent=None).values_list("pk", flat=True).first())
        if document:
            self.initial = _as_typed(document)

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins."""
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Perioden slutter, før den begynder."))
        return values

    @property
    def text(self) -> BearingText:
        """The clean values as the action takes them."""
        names = ("title", "why", "starts_on", "ends_on", "is_cross_cutting")
        return BearingText(**{name: self.cleaned_data[name] for name in names})


def _as_typed(document: Document) -> dict[str, Any]:
    addressings = list(document.addressings.all())
    return {
        "title": document.title,
        "why": document.summary,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "is_cross_cutting": document.is_cross_cutting,
        "unit": document.unit_id,
        "units": [row.unit_id for row in addressings if row.unit_id],
        "kinds": [row.unit_kind_id for row in addressings if row.unit_kind_id],
        "version": document.version,
    }
