"""A file that somebody puts up, and what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.files.models import Attachment
from pejling.files.owners import FileOwner, Openness
from pejling.web.forms import Form, Typed


class NewVersionForm(Form):
    """One file, in place of the one that stands."""

    file = forms.FileField(
        label=_("Fil"),
        max_length=250,
        help_text=_("pdf, docx, xlsx, pptx, odt, txt, md, csv, png eller jpg, højst 50 MB."),
    )
    opened = forms.IntegerField(min_value=1, max_value=2**31, widget=forms.HiddenInput)


class Described(Form):
    """What is said of a file: who may fetch it, and what it is called in the system that it comes from."""

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
        field = self.fields["openness"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (each.value, owner.closed_to if each == Openness.CLOSED else each.label) for each in Openness
        ]

    def clean_openness(self) -> str:
        """What was so stays so unless told; a new file is open."""
        return self.cleaned_data["openness"] or str(
            self.get_initial_for_field(self.fields["openness"], "openness")
        )


class UploadForm(Described):
    """A new file."""

    file = NewVersionForm.base_fields["file"]
    field_order = ["file"]


class AttachmentForm(Described):
    """What is said of a file, and its place among the others."""

    place = forms.IntegerField(label=_("Nummer i rækken"), min_value=1, max_value=10_000)
    field_order = ["place"]

    def __init__(self, data: Typed = None, *, attachment: Attachment, place: int, owner: FileOwner) -> None:
        said = {"openness": attachment.openness, "document_id": attachment.document_id, "place": place}
        super().__init__(data, owner=owner, initial=said)
