"""A file to take in, and what is chosen for each of its points."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.direction.forms.documents import units_to_create_for
from pejling.direction.models import DocumentKind
from pejling.organisation.authority import authority_of
from pejling.organisation.choices import UnitChoice, offer
from pejling.web.forms import Form

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class IntakeForm(Form):
    """The file, what it is, and whose."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "Word (.docx), pdf, .txt eller .md, højst 50 MB. Intet bliver til noget, før du har set forslaget."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
    )
    kind = forms.ModelChoiceField(DocumentKind.objects.none(), label=_("Hvad er det"))
    unit = UnitChoice(label=_("Hvilken enhed ejer det"))

    def __init__(self, data: Any = None, files: Any = None, *, viewer: "Viewer", **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        authority = authority_of(viewer)
        offer(self, viewer, unit=units_to_create_for(viewer))
        kinds = DocumentKind.objects.filter(is_offered=True).exclude(code="bearing")
        self.fields["kind"].queryset = kinds  # type: ignore[attr-defined]
        self.initial.setdefault("unit", min(authority.led_themselves, default=None))


class IntakeTitleForm(Form):
    """What the document is to be called."""

    title = forms.CharField(label=_("Titel"), max_length=250)
