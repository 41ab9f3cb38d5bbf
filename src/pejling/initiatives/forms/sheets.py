"""A workbook of status to be read in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pejling.initiatives.status_import import Sheet, read_sheet
from pejling.web.forms import Form


class SheetForm(Form):
    """The workbook; nothing is saved before what it would do has been shown."""

    file = forms.FileField(
        label=_("Regneark"),
        help_text=_("Den Excel-fil, du har hentet her, højst 50 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean(self) -> None:
        """Read the rows."""
        super().clean()
        self.sheet: Sheet | None = None
        file = self.cleaned_data.get("file")
        if file is not None:
            try:
                self.sheet = read_sheet(file.name, file, file.size)
            except forms.ValidationError as refusal:
                self.add_error("file", refusal)
