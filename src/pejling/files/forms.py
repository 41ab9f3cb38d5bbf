"""A file that somebody puts up, and what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.files.models import Attachment
from pejling.files.owners import FileOwner, Openness
from pejling.web.forms import Form, Typed, VersionedForm


class NewVersionForm(Form):
    """One file, in place of the one that stands."""

    file = forms.FileField(
        label=_("Fil"),
        max_length=250,
        help_text=_("pdf, docx, xlsx, pptx, odt, txt, md, csv, png eller jpg, højst 50 MB."),
    )
    opened = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class UploadForm(Form):
    """A new file, who may fetch it, and what it is called in the system that it comes from."""

    file = NewVersionForm.base_fields["file"]
    openness = forms.ChoiceField(
        label=_("Hvem må hente den?"), choices=Openness, initial=Openness.OPEN, required=False
    )
    document_id = forms.CharField(
        label=_("Dokument-id"),
        max_length=100,
        required=False,
        help_text=_("Nummeret i jeres sags- og dokumentsystem, hvis filen har et."),
    )

    def __init__(self, data: Typed = None, *args: Any, owner: FileOwner, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        _name_openness(self.fields["openness"], owner)

    def clean_openness(self) -> str:
        """A new file is open unless told."""
        return self.cleaned_data["openness"] or str(Openness.OPEN)


class AttachmentForm(VersionedForm[Attachment]):
    """What is said of a file, and its place among the others."""

    place = forms.IntegerField(label=_("Nummer i rækken"), min_value=1, max_value=10_000)
    openness = UploadForm.base_fields["openness"]
    document_id = UploadForm.base_fields["document_id"]

    class Meta:
        model = Attachment
        fields = ["openness", "document_id"]

    field_order = ["place", "openness", "document_id"]

    def __init__(self, data: Typed = None, *, instance: Attachment, owner: FileOwner) -> None:
        super().__init__(data, instance=instance, initial={"place": instance.place})
        _name_openness(self.fields["openness"], owner)

    def clean_openness(self) -> str:
        """What was so stays so unless told."""
        return self.cleaned_data["openness"] or str(self.initial["openness"])


def _name_openness(field: forms.Field, owner: FileOwner) -> None:
    """To whom a closed file is open, the room says that the file stands in."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = [
        (each.value, owner.closed_to if each == Openness.CLOSED else each.label) for each in Openness
    ]
