"""What people type about an initiative: who leads it, where, with whom, for how much, and why."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may
from pejling.direction.models import Document, Element, Nature, Section
from pejling.initiatives.models import Initiative, Phase
from pejling.organisation.choices import PersonChoice, UnitChoice, UnitChoices, offer
from pejling.organisation.models import Unit
from pejling.web.forms import Typed, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

FACTS = (
    "intent", "scope", "starts_on", "ends_on", "oere", "competences", "outside_partners", "contributes_to_none_because",
)  # fmt: skip
MOST_KRONER = 10**13


class Kroner(forms.IntegerField):
    """Money in whole kroner as it is typed, with or without points and »kr.«; kept in øre."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}))
        super().__init__(min_value=0, max_value=MOST_KRONER, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Øre as whole kroner; what somebody typed as they typed it."""
        return value // 100 if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        """The number typed."""
        typed = str(value or "").lower().removesuffix("kr.").removesuffix("kr").strip()
        return super().to_python(typed.removesuffix(",00").replace(".", "").replace(" ", ""))

    def clean(self, value: Any) -> int | None:
        """Øre."""
        kroner = super().clean(value)
        return None if kroner is None else kroner * 100


class InitiativeForm(VersionedForm[Initiative]):
    """What is known of an initiative besides its words, which are its line's."""

    unit = UnitChoice(label=_("Enhed"))
    lead = PersonChoice(
        label=_("Leder indsatsen"), help_text=_("Én person. Det er også den, der giver status.")
    )
    partners = UnitChoices(label=_("Medvirkende enheder"), required=False)
    oere = Kroner(
        label=_("Penge i alt, i hele kroner"),
        required=False,
        help_text=_("Skriv 0, når den ingen penge kræver. Lad feltet stå tomt, når I ikke ved det endnu."),
    )

    class Meta:
        model = Initiative
        fields = ("unit", "lead", *FACTS)
        labels = {
            "starts_on": _("Begynder"),
            "ends_on": _("Slutter"),
            "competences": _("Kompetencer, den kræver"),
            "outside_partners": _("Partnere uden for kommunen"),
            "contributes_to_none_because": _("Hvis den ikke bidrager til noget mål: hvorfor?"),
        }
        widgets = {
            "intent": forms.RadioSelect,
            "scope": forms.RadioSelect,
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("competences", "outside_partners", "contributes_to_none_because")
            },
        }

    def __init__(self, data: Typed = None, *, viewer: "Viewer", instance: Initiative, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.order_fields(
            ["version", "lead", "unit", "starts_on", "ends_on", "intent", "scope", "partners", "oere"]
        )
        if instance.pk:
            self.initial["partners"] = list(instance.partners.values_list("unit", flat=True))
        offer(self, viewer)

    def _offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def value_in(self, current: Model, name: str) -> Any:
        """The partners as units, as they are chosen."""
        if name == "partners" and isinstance(current, Initiative):
            return Unit.objects.filter(pk__in=current.partners.values("unit"))
        return super().value_in(current, name)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: self.cleaned_data[name] for name in ("unit", "lead", "partners", *FACTS)}


STARTS = (Phase.IDEA, Phase.PROPOSED, Phase.APPROVED, Phase.UNDER_WAY)


class BeginningForm(InitiativeForm):
    """How a line begins to be followed: the few things that must be known; the rest can come later."""

    phase = forms.ChoiceField(label=_("Hvor langt er den"), widget=forms.RadioSelect, initial=Phase.IDEA)
    aim = forms.ModelChoiceField(
        Element.objects.none(), label=_("Bidrager til målet"), required=False, empty_label=_("Vælges senere")
    )
    how = forms.CharField(
        label=_("Hvordan bidrager den"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("version", "title", "section", "under")

    def __init__(
        self,
        data: Typed = None,
        *,
        viewer: "Viewer",
        instance: Initiative,
        aims: Iterable[Element],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, viewer=viewer, instance=instance, **kwargs)
        self.aims = list(aims)
        self._offer("aim", Element.objects.filter(pk__in=[aim.pk for aim in self.aims]))
        self.fields["aim"].choices = [  # type: ignore[attr-defined]
            ("", gettext("Vælges senere")),
            *((aim.pk, f"{aim.title} ({aim.document.title})") for aim in self.aims),
        ]
        starts = STARTS if may(viewer, "initiatives.approve", instance) else STARTS[:2]
        self.fields["phase"].choices = [(phase.value, phase.label) for phase in starts]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A tie to an aim says how."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("aim") and not cleaned.get("how", "").strip():
            self.add_error("how", ValidationError(gettext("Skriv med en sætning, hvordan den bidrager.")))
        return cleaned


class NewInitiativeForm(BeginningForm):
    """A line that does not stand in the plan yet, and the work behind it, in one form."""

    title = forms.CharField(
        label=_("Indsats"),
        max_length=500,
        help_text=_("Sig med en sætning, hvad I gør. Den kommer til at stå i planen."),
    )
    section = forms.ModelChoiceField(Section.objects.none(), label=_("Afsnit i planen"), empty_label=None)
    under = forms.ModelChoiceField(
        Element.objects.none(), label=_("Under punktet"), required=False, empty_label=_("Sidst i afsnittet")
    )

    def __init__(self, data: Typed = None, *, document: Document, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        sections = document.sections.all()
        self._offer("section", sections)
        self.initial.setdefault("section", next((section.pk for section in sections), None))
        standing = document.elements.active().filter(kind__nature=Nature.AIM).in_order()
        self._offer("under", standing)
        self.order_fields(["version", "title", "section", "under", "lead", "unit", "phase"])
