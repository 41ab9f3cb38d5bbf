"""A file that somebody puts up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.web.forms import Form


class UploadForm(Form):
    """One file."""

    file = forms.FileField(
        label=_("Fil"),
        max_length=250,
        help_text=_("pdf, docx, xlsx, pptx, odt, txt, md, csv, png eller jpg, højst 50 MB."),
    )
