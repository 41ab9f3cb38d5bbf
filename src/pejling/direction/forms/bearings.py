"""A bearing as a director or centre head writes it."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText
from pejling.direction.figures.bearings import contributing_from
from pejling.direction.models import Document, Element
from pejling.direction.models.bearings import units_to_address
from pejling.organisation.authority import authority_of
from pejling.organisation.choices import UnitChoice, UnitChoices, offer
from pejling.organisation.models import Unit, UnitKind
from pejling.web.forms import Choices, Form

if TYPE_CHECKING:
    from django.db.models import Model

    from pejling.core.permissions import Viewer


class BearingForm(Form):
    """What, why, to whom, and for how long.

    `also_addressed` names the units that somebody else addressed a bearing to, and that this person cannot leave out.
    """

    sometimes_required = frozenset({"units", "kinds"})
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
    units = UnitChoices(
        label=_("Gælder enhederne"),
        required=False,
        help_text=_("En enhed tæller også dem, der hører under den."),
    )
    kinds = Choices(
        UnitKind.objects.all(),
        label=_("Gælder alle af typen"),
        required=False,
        help_text=_("Det er de enheder af typen, der hører under den, der sætter pejlingen."),
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = forms.DateField(label=_("Fra"), initial=today)
    ends_on = forms.DateField(label=_("Til og med"), required=False)
    is_cross_cutting = forms.BooleanField(label=_("Det er et tværgående tema"), required=False)
    unit = UnitChoice(label=_("Sættes af"), empty_label=None)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, viewer: "Viewer", document: Document | None = None, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        authority, reachable = authority_of(viewer), units_to_address(viewer)
        offer(self, viewer, units=reachable, unit=reachable)
        self.also_addressed: list[str] = []
        if document:
            del self.fields["unit"]
            self.initial = _as_typed(document)
            kept = document.addressings.out_of_reach_of(viewer).select_related("unit")
            self.also_addressed = sorted(str(row) for row in kept)
        else:
            own = min(authority.led_themselves, default=None)
            top = reachable.filter(parent=None).values_list("pk", flat=True)
            self.initial.setdefault("unit", own or top.first())

    def clean(self) -> dict[str, Any]:
        """The period does not end before it begins."""
        values = super().clean() or {}
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Perioden slutter, før den begynder."))
        return values

    def mark_stale(self, current: "Model") -> None:
        """Somebody was faster: the new text is to be read before this one is mended."""
        self.answers_with = 409
        self.add_error(None, _("En anden har ændret pejlingen imens. Se den nye tekst, og ret så din."))

    @property
    def text(self) -> BearingText:
        """The clean values as the action takes them."""
        names = ("title", "why", "starts_on", "ends_on", "is_cross_cutting")
        return BearingText(**{name: self.cleaned_data[name] for name in names})


class ContributingForm(Form):
    """The point of a unit's own plans that contributes to a bearing, and the sentence that says how."""

    lower = forms.ModelChoiceField(
        Element.objects.none(), label=_("Vi bidrager med"), empty_label=_("Vælg et af jeres punkter")
    )
    how = forms.CharField(
        label=_("Hvordan bidrager det?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En sætning, som en, der ikke kender jeres arbejde, kan forstå."),
    )

    def __init__(
        self, data: Any = None, *, unit: Unit, aim: Element, viewer: "Viewer", **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        lower = self.fields["lower"]
        assert isinstance(lower, forms.ModelChoiceField)
        lower.queryset = contributing_from(unit, aim, viewer).in_order()
        self.has_choices = lower.queryset.exists()


def _as_typed(document: Document) -> dict[str, Any]:
    addressings = list(document.addressings.all())
    return {
        "title": document.title,
        "why": document.summary,
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "is_cross_cutting": document.is_cross_cutting,
        "units": [row.unit_id for row in addressings if row.unit_id],
        "kinds": [row.unit_kind_id for row in addressings if row.unit_kind_id],
        "version": document.version,
    }
