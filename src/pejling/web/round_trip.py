"""The screens of a list that comes back as a workbook: the file is handed in, and what it would change is looked through."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.tables import LARGEST, Change, Preview, Returned, RoundTrip
from pejling.web.forms import Form, Typed
from pejling.web.list_page import Column, Table
from pejling.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class WorkbookForm(Form):
    """The workbook that was filled in; nothing is saved before what it would do has been shown."""

    file = forms.FileField(
        label=gettext_lazy("Regneark"),
        help_text=gettext_lazy("Den Excel-fil, du har hentet her, højst 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, data: Typed = None, *args: Any, trip: RoundTrip[Any], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.trip = trip
        self.returned: Returned | None = None

    def clean(self) -> None:
        """Read the rows."""
        super().clean()
        file = self.cleaned_data.get("file")
        if file is None:
            return
        try:
            self.returned = self._read(file)
        except ValidationError as refusal:
            self.add_error("file", refusal)

    def _read(self, file: Any) -> Returned:
        if not file.name.lower().endswith(".xlsx"):
            raise ValidationError(_("Vælg en Excel-fil (.xlsx), som du har hentet her."))
        if file.size > LARGEST:
            raise ValidationError(_("Filen er for stor. Den må højst fylde 20 MB."))
        return self.trip.read(file.read())


@dataclass(frozen=True)
class PreviewScreen:
    """What the screen says on which one looks through what a workbook would do.

    `apply_url` saves it, and `again_url` reads another. `fields` are what the saving form is sent of one change; `cells` is
    the template of the macros that draw cells.
    """

    crumbs: list[tuple[str, str]]
    button: str
    apply_url: str
    again_url: str
    fields: Callable[[Change[Any]], Mapping[str, object]]
    overtaken_lead: str
    cells: str = ""


def preview_page(
    request: "HttpRequest",
    preview: Preview[Any],
    screen: PreviewScreen,
    columns: Sequence[Column[Change[Any]]],
) -> "HttpResponse":
    """What the workbook would do, row by row; the columns are read of each change."""
    context = {
        "screen": screen,
        "preview": preview,
        "overtaken": Table(preview.overtaken, columns),
        "changes": Table(preview.changes, columns),
        "wide": True,
    }
    return page(request, "round_trip.html", context)
