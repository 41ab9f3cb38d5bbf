"""A file of units or people, handed in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.web.forms import Form


class DeliveryForm(Form):
    """The file, and what is to happen with what is not in it."""

    file = forms.FileField(
        label=_("CSV-fil"), help_text=_("Som Excel gemmer den: med semikolon, komma eller tabulator.")
    )
    ends_missing = forms.BooleanField(
        label=_("Afslut det, der ikke længere står i filen"),
        required=False,
        help_text=_("Gælder kun enheder og personer med et id, og poster hos de personer, filen nævner."),
    )
