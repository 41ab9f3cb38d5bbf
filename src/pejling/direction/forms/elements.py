"""What people type about sections and elements."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.core.markup import LONGEST
from pejling.core.permissions import may
from pejling.direction.models import Element, ElementKind
from pejling.organisation.choices import PersonChoice, offer
from pejling.web.controls import KeyField
from pejling.web.forms import Form, Typed, VersionedForm
from pejling.web.rich_text import WAYS, MarkupField, RichText

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

STEPS = [(step, step) for step in ("up", "down", "in", "out")]


class SectionForm(RichText):
    """A section's heading and text."""

    title = forms.CharField(label=_("Overskrift"), max_length=250, required=False)

    @property
    def wording(self) -> dict[str, str]:
        """Heading and text, for an action."""
        return {"title": self.values["title"], "body": self.markup}


class HeadingForm(Form):
    """The heading of a new section, and the one that it comes after."""

    title = forms.CharField(label=_("Overskrift"), max_length=250, required=False)
    after = KeyField(required=False)


class WordingForm(RichText):
    """An element's wording, and its text when the editor sends one."""

    title = forms.CharField(
        label=_("Ordlyd"), max_length=500, error_messages={"required": _("Skriv punktet, eller fjern det.")}
    )

    @property
    def wording(self) -> dict[str, Any]:
        """Line and text, for an action; a line that came alone says nothing of the text."""
        comes_with_text = bool({"body", "plain"} & self.data.keys())
        return {"title": self.values["title"], "text": self.markup if comes_with_text else None}


class NewElementForm(Form):
    """A new line: what it is, what it says, and the line that it comes after or under."""

    kind = forms.ModelChoiceField(ElementKind.objects.all(), label=_("Type"), empty_label=None)
    title = forms.CharField(
        label=_("Nyt punkt"), max_length=500, error_messages={"required": _("Skriv, hvad punktet siger.")}
    )
    after = KeyField(required=False)
    under = KeyField(required=False)


class StepForm(Form):
    """One step in the order."""

    step = forms.ChoiceField(choices=STEPS)


class PlaceForm(Form):
    """Where a line goes: one step in the tree, or before or after another line to which it was dragged."""

    step = forms.ChoiceField(choices=STEPS, required=False)
    before = KeyField(required=False)
    after = KeyField(required=False)

    def clean(self) -> dict[str, Any]:
        """Exactly one of them."""
        told = super().clean() or {}
        if sum(bool(value) for value in told.values()) != 1:
            raise forms.ValidationError(_("Sig, hvor punktet skal hen."))
        return told


class KindForm(Form):
    """What an element is."""

    kind = forms.ModelChoiceField(ElementKind.objects.all(), label=_("Type"), empty_label=None)


class ElementForm(VersionedForm[Element]):
    """The whole element; what is adopted is left out."""

    responsible = PersonChoice(
        label=_("Ansvarlig"),
        required=False,
        help_text=_("Udfyldes kun, når det er en anden end den, der svarer for dokumentet."),
    )
    body = MarkupField(label=_("Uddybning"), widget=forms.HiddenInput)
    plain = forms.CharField(
        label=_("Uddybning"), required=False, max_length=LONGEST, widget=forms.HiddenInput
    )
    way = forms.ChoiceField(choices=WAYS, required=False, widget=forms.HiddenInput)

    class Meta:
        model = Element
        fields = ["title", "kind", "responsible"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, data: Typed = None, *, viewer: "Viewer", instance: Element, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, **kwargs)
        may_write = may(viewer, "direction.write", instance.document)
        offer(self, viewer)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ModelChoiceField)
        kind.empty_label = None
        if not may_write:
            for name in ("title", "body", "plain", "way"):
                del self.fields[name]
            if instance.source_line is None and not instance.stands_in_text:
                del self.fields["kind"]
