"""What people type about a document: how it begins, its facts, its readers."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.permissions import may
from pejling.direction.actions.documents import ALWAYS_OPEN, WORDING
from pejling.direction.beginnings import BEGINNINGS
from pejling.direction.models import Document, DocumentKind, Life, Visibility
from pejling.organisation.authority import authority_of
from pejling.organisation.choices import (
    ForumChoice,
    ForumChoices,
    PersonChoice,
    PersonChoices,
    UnitChoice,
    UnitChoices,
    offer,
    units_to_choose,
)
from pejling.organisation.models import Unit
from pejling.organisation.visibility import RECEIVERS
from pejling.web.forms import Form, Typed, VersionedForm

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def units_to_create_for(viewer: "Viewer") -> QuerySet[Unit]:
    """The units for which the viewer may begin documents."""
    units = units_to_choose()
    authority = authority_of(viewer)
    return units if authority.is_secretariat else units.filter(pk__in=authority.led_units)


class NewDocumentForm(Form):
    """The few things that must be known before one can write."""

    kind = forms.ModelChoiceField(
        DocumentKind.objects.filter(is_offered=True).exclude(code="bearing"),
        label=_("Type"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    title = forms.CharField(label=_("Titel"), max_length=250)
    unit = UnitChoice(label=_("Enhed"), help_text=_("Den, der ejer dokumentet."))
    beginnings = forms.MultipleChoiceField(
        label=_("Begynd med"), required=False, widget=forms.CheckboxSelectMultiple
    )
    source = forms.CharField(
        label=_("Kilde"), max_length=250, required=False, help_text=_("Fx lovens nummer og navn.")
    )
    source_url = forms.URLField(
        label=_("Link til kilden"), max_length=500, required=False, assume_scheme="https"
    )
    in_force_from = forms.DateField(label=_("Gælder fra"), required=False)
    supplements = forms.ModelChoiceField(
        Document.objects.none(), label=_("Tillæg til"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: Typed = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        supplemented = self.fields["supplements"]
        assert isinstance(supplemented, forms.ModelChoiceField)
        supplemented.queryset = Document.objects.visible_to(viewer)
        offer(self, viewer, unit=units_to_create_for(viewer))
        offered = self.fields["beginnings"]
        assert isinstance(offered, forms.MultipleChoiceField)
        offered.choices = [
            (f"{code}.{each.key}", each.heading) for code, group in BEGINNINGS.items() for each in group
        ]

    def clean(self) -> dict[str, Any]:
        """A law says where it comes from and when it begins; of the headings those of the chosen kind are kept."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind: DocumentKind | None = cleaned.get("kind")
        if kind and kind.life == Life.EXTERNAL:
            for name in ("source", "in_force_from"):
                if name not in self.errors and not cleaned.get(name):
                    self.add_error(name, gettext("Udfyld feltet."))
        chosen = set(cleaned.get("beginnings", []))
        offered = BEGINNINGS.get(kind.code or "", ()) if kind else ()
        cleaned["headings"] = (
            [str(each.heading) for each in offered if f"{kind.code}.{each.key}" in chosen] if kind else []
        )
        return cleaned


class FactsForm(VersionedForm[Document]):
    """What is known about the document; once the wording is adopted only what is not part of it."""

    responsible = PersonChoice(
        label=_("Ansvarlig"),
        required=False,
        help_text=_("Svarer for dokumentet og for de punkter, der ikke har deres egen ansvarlige."),
    )
    forum = ForumChoice(label=_("Vedtages af"), required=False)
    editors = PersonChoices(
        label=_("Redaktører"),
        required=False,
        help_text=_("Kan skrive i dokumentet ved siden af enhedens leder og sekretariatet."),
    )
    source_url = forms.URLField(
        label=_("Link til kilden"), max_length=500, required=False, assume_scheme="https"
    )

    class Meta:
        model = Document
        fields = [
            "title", "summary", "responsible", "forum", "starts_on", "ends_on", "review_on", "in_force_from", "source",
            "source_url", "supplements", "is_cross_cutting",
        ]  # fmt: skip
        labels = {
            "starts_on": _("Perioden begynder"),
            "ends_on": _("Perioden slutter"),
            "review_on": _("Revideres senest"),
            "in_force_from": _("Gælder fra"),
        }
        help_texts = {
            "summary": _("To-tre linjer, som vises øverst og i lister."),
            "review_on": _("Den dag bliver der mindet om, at dokumentet skal ses igennem."),
            "supplements": _(
                "Udfyldes kun, når dokumentet lægger noget til et andet, som bliver ved at gælde."
            ),
            "is_cross_cutting": _("Går på tværs af kommunen, fx en reform."),
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, data: Typed = None, *, viewer: "Viewer", instance: Document, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        self.order_fields(["version", "title", "summary", "responsible", "editors", "forum"])
        chosen = list(instance.editors.values_list("pk", flat=True)) if instance.pk else []
        self.initial["editors"] = chosen
        offer(self, viewer)
        for name in self._unsuited(instance, may(viewer, "direction.write", instance)):
            del self.fields[name]
        if "supplements" in self.fields:
            self._offer(
                "supplements",
                Document.objects.visible_to(viewer).exclude(pk=instance.pk).order_by("sort_key"),
            )

    def _offer(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    def _unsuited(self, document: Document, may_write: bool) -> list[str]:
        """The fields that this document does not have, or that are settled."""
        settled = [] if may_write else list(WORDING)
        by_life = {
            Life.ADOPTED: ["in_force_from", "source", "source_url"],
            Life.LIVING: ["in_force_from", "forum", "source", "source_url"],
            Life.EXTERNAL: ["forum", "starts_on", "ends_on"],
        }
        return sorted({*settled, *by_life[document.life]} & self.fields.keys())

    def clean_supplements(self) -> Document | None:
        """A supplement does not lead back to itself."""
        chosen: Document | None = self.cleaned_data["supplements"]
        above = chosen
        while above is not None:
            if above.pk == self.instance.pk:
                raise ValidationError(_("Så ville dokumentet blive et tillæg til sig selv."))
            above = above.supplements
        return chosen

    def clean_in_force_from(self) -> Any:
        """What comes from outside is in force from a day."""
        if not self.cleaned_data["in_force_from"]:
            raise ValidationError(_("Skriv den dag, det gælder fra."))
        return self.cleaned_data["in_force_from"]

    @property
    def values(self) -> dict[str, Any]:
        """The clean values of the document's own fields."""
        return {name: self.cleaned_data[name] for name in (*ALWAYS_OPEN, *WORDING) if name in self.fields}


class SharingForm(VersionedForm[Document]):
    """Who may read the document."""

    units = UnitChoices(label=_("Enheder"), required=False, help_text=_("De enheder og alle under dem."))
    forums = ForumChoices(label=_("Fora"), required=False)
    people = PersonChoices(label=_("Personer"), required=False)

    class Meta:
        model = Document
        fields = ["visibility"]
        widgets = {"visibility": forms.RadioSelect}

    def __init__(self, data: Typed = None, *, viewer: "Viewer", instance: Document, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        shares = list(instance.shares.values_list(*RECEIVERS))
        for place, name in enumerate(("units", "forums", "people")):
            self.initial[name] = [share[place] for share in shares if share[place]]
        offer(self, viewer)
        choices = self.fields["visibility"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = visibilities(viewer, instance)

    @property
    def values(self) -> dict[str, Any]:
        """Who may read it, and those it is shared with."""
        return {**super().values, "visibility": Visibility(self.cleaned_data["visibility"])}


def visibilities(viewer: "Viewer", document: Document) -> list[tuple[str, str]]:
    """The choices that this person has for this document."""
    hidden: set[str] = set() if document.is_draft else {Visibility.DRAFT}
    if not may(viewer, "direction.share", document) and document.visibility != Visibility.PUBLIC:
        hidden.add(Visibility.PUBLIC)
    return [(value, str(label)) for value, label in Visibility.choices if value not in hidden]
