"""A list that comes back as a workbook, in one view: handed in, looked through, saved.

    return round_trip_page(request, trip, screen, by=signed_in(request))

What would be changed is told line by line, with what is wrong; what was looked through is sent back signed, as it was read,
and is saved by the room's own action, all of it or nothing. `sheet_answer` gives the workbook to fill in.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.core.dates import today
from pejling.core.tables import (
    LARGEST,
    XLSX,
    Change,
    NotApplied,
    Preview,
    Problem,
    Returned,
    ReturnedRow,
    RoundTrip,
)
from pejling.web.downloads import file_answer
from pejling.web.form_page import Screen, sent, sent_files
from pejling.web.forms import Form, Typed
from pejling.web.list_page import Column, Table, in_words
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from pejling.people.models import Person

LOOKED_THROUGH = "changes"
"""The field that bears what was looked through."""


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
class RoundTripScreen:
    """What the screens say on which a workbook is handed in and looked through.

    The sheet is fetched at `sheet_url`, and `hint` says how it is filled in. `name` and `under` say which row a change is
    about, and `done` what is told when so many have been saved. `columns` tell more of each change, drawn by the macros in
    `cells`, which hands on `differences` from `web/round_trip_cells.html`.
    """

    title: str
    button: str
    crumbs: list[tuple[str, str]]
    back: str
    sheet_url: str
    name: Callable[[Any], str]
    under: Callable[[Any], str]
    done: Callable[[int], str]
    hint: str = ""
    columns: Sequence[Column[Change[Any]]] = ()
    cells: str = ""


def sheet_answer(trip: RoundTrip[Any], rows: Iterable[Any], name: str) -> "HttpResponse":
    """The workbook to fill in."""
    return file_answer(trip.workbook(rows), f"{name}-{today().isoformat()}.xlsx", XLSX)


def round_trip_page(
    request: "HttpRequest", trip: RoundTrip[Any], screen: RoundTripScreen, *, by: "Person"
) -> "HttpResponse":
    """Ask for the workbook, show what it would do, and save what was looked through."""
    if LOOKED_THROUGH in request.POST:
        return _saved(request, trip, screen, by)
    form = WorkbookForm(sent(request), sent_files(request), trip=trip)
    if form.is_valid() and form.returned:
        return _preview(request, screen, trip.preview(form.returned, by), by)
    shown = Screen(
        screen.title,
        _("Vis, hvad der vil ske"),
        screen.crumbs,
        screen.back,
        lead=_("Intet gemmes, før du har set, hvad regnearket vil ændre."),
        template="web/round_trip_file.html",
    )
    context = {"form": form, "screen": shown, "hint": screen.hint, "sheet_url": screen.sheet_url}
    return page(request, shown.template, context, status=form.http_status)


def _preview(
    request: "HttpRequest", screen: RoundTripScreen, preview: Preview[Any], by: "Person"
) -> "HttpResponse":
    columns = [
        Column(_("Række"), lambda each: each.number, kind="number"),
        *screen.columns,
        Column(_("Bliver til"), _told, cell="differences"),
    ]
    name: Column[Change[Any]] = Column(
        _("Det drejer sig om"),
        lambda each: screen.name(each.row),
        under=lambda each: screen.under(each.row),
        is_own_words=True,
    )
    context = {
        "screen": screen,
        "preview": preview,
        "overtaken": Table(preview.overtaken, [name, *columns]),
        "changes": Table(preview.changes, [name, *columns]),
        "packed": _packed(preview, by),
        "wide": True,
    }
    return page(request, "web/round_trip.html", context)


def _told(change: Change[Any]) -> tuple[tuple[str, str, str], ...]:
    """What is changed of a row: the heading, what stands if anything does, and what it becomes."""
    return tuple(
        (each.heading, "" if each.before in (None, "") else in_words(each.before), in_words(each.after))
        for each in change.differences
    )


def _saved(
    request: "HttpRequest", trip: RoundTrip[Any], screen: RoundTripScreen, by: "Person"
) -> "HttpResponse":
    problems: Sequence[Problem] = ()
    try:
        count = trip.apply(_unpacked(request.POST[LOOKED_THROUGH], by), by)
    except signing.BadSignature:
        status = 422
    except NotApplied as refused:
        problems, status = refused.problems, 409 if refused.is_overtaken else 422
    else:
        tell(request, screen.done(count))
        return see_other(screen.back)
    context = {"screen": screen, "problems": problems, "wide": True}
    return page(request, "web/round_trip_refused.html", context, status=status)


def _salt(by: "Person") -> str:
    """What one person looked through is saved by that person alone."""
    return f"web.round_trip.{by.pk}"


def _packed(preview: Preview[Any], by: "Person") -> str:
    """What was looked through, as the cells that were read: they are read again when it is saved."""
    rows = [change.returned for change in preview.changes]
    told = [(row.number, row.pk, row.version, dict(row.cells)) for row in rows]
    return signing.dumps(told, salt=_salt(by), compress=True)


def _unpacked(packed: str, by: "Person") -> Returned:
    rows = signing.loads(packed, salt=_salt(by))
    return Returned(tuple(ReturnedRow(number, pk, version, cells) for number, pk, version, cells in rows))
