"""A file of units or people, handed in."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from pejling.core.tables import LARGEST
from pejling.web.forms import Form


class DeliveryForm(Form):
    """The file, and what is to happen with what is not in it."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("CSV eller Excel (.xlsx), højst 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )
    ends_missing = forms.BooleanField(
        label=_("Afslut det, der ikke længere står i filen"),
        required=False,
        help_text=_("Gælder kun enheder og personer med et id, og poster hos de personer, filen nævner."),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """What is too large to be read is not kept to be looked through either."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Filen er for stor. Den må højst fylde 20 MB."))
        return file
