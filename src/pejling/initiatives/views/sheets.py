"""Status by workbook: fetched, filled in, looked through, saved."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.core.formats import day
from pejling.core.tables import Change, Preview, preview_of
from pejling.core.tables.round_trip import MOST_ROWS
from pejling.initiatives.actions.reports import NotSaved, report_all
from pejling.initiatives.figures.rows import StatusRow, in_order, rows_by_pk, rows_of
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.forms.statuses import RowForm, row_forms, show_refusals
from pejling.initiatives.models import Way
from pejling.initiatives.sheets import problem_with, status_sheet
from pejling.initiatives.views.statuses import chosen, read_number
from pejling.organisation.authority import authority_of
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, sent, sent_files
from pejling.web.list_page import Column, workbook_answer
from pejling.web.pages import page, see_other
from pejling.web.round_trip import PreviewScreen, WorkbookForm, preview_page
from pejling.web.toasts import tell


@login_required
@require_safe
def statuses_sheet(request: HttpRequest) -> HttpResponse:
    """The rows as a workbook to fill in."""
    rows = rows_of(in_order(chosen(request).initiatives)[:MOST_ROWS])
    return workbook_answer(status_sheet().workbook(rows), "status.xlsx")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statuses_import(request: HttpRequest) -> HttpResponse:
    """Read a workbook in, and show what it would do."""
    if not authority_of(request.user).is_internal:
        raise Http404
    trip, back = status_sheet(), reverse("statuses")
    form = WorkbookForm(sent(request), sent_files(request), trip=trip)
    if form.is_valid() and form.returned:
        rows = rows_by_pk([row.pk for row in form.returned.rows], request.user)
        return _preview(request, preview_of(trip, form.returned, rows, problem=problem_with))
    shown = Screen(
        _("Læs status ind fra et regneark"),
        _("Vis, hvad der vil ske"),
        [(_("Giv status på flere"), back)],
        back,
        lead=_("Intet gemmes, før du har set, hvad regnearket vil ændre."),
        template="initiatives/statuses_import.html",
    )
    context = {"form": form, "screen": shown}
    return page(request, shown.template, context, status=form.http_status)


def _preview(request: HttpRequest, preview: Preview[StatusRow]) -> HttpResponse:
    again = reverse("statuses_import")
    shown = PreviewScreen(
        crumbs=[(_("Giv status på flere"), reverse("statuses")), (_("Læs et regneark ind"), again)],
        button=_("Gem status"),
        apply_url=reverse("statuses_application"),
        again_url=again,
        fields=_fields,
        overtaken_lead=_(
            "En anden har givet status, siden regnearket blev hentet. Disse rækker bliver ikke gemt. "
            "Se, hvad der står nu, og giv din status på siden, hvis den stadig gælder."
        ),
        cells="initiatives/parts/status_change.html",
    )
    columns: list[Column[Change[StatusRow]]] = [
        Column(_("Indsats"), lambda each: each.row.title, under=lambda each: each.row.unit),
        Column(_("Nu"), lambda each: each.row, cell="standing"),
        Column(
            _("Bliver til"),
            lambda each: (mark_of(each.typed["level"]), each.typed["sentence"]),
            cell="told",
        ),
        Column(_("Ny dato"), lambda each: each.typed["expected_on"]),
        Column(_("Række"), lambda each: each.number, kind="number"),
    ]
    return preview_page(request, preview, shown, columns)


def _fields(change: Change[StatusRow]) -> dict[str, object]:
    """What is sent of one row to be saved."""
    pk, typed = change.row.pk, change.typed
    return {
        "row": pk,
        f"{pk}-seen": change.row.latest,
        f"{pk}-level": typed["level"],
        f"{pk}-sentence": typed["sentence"],
        f"{pk}-expected_on": day(typed["expected_on"]),
    }


@login_required
@require_POST
def statuses_application(request: HttpRequest) -> HttpResponse:
    """Save what was shown: all of it or, when a row cannot stand any more, nothing."""
    if not authority_of(request.user).is_internal:
        raise Http404
    pks = [read_number(each) for each in request.POST.getlist("row")[:MOST_ROWS]]
    forms = row_forms(rows_by_pk(pks, request.user), request.POST)
    told = [form for form in forms if form.is_told]
    if len(told) < len(pks) or [form for form in told if not form.is_valid()]:
        return _refused(request, forms, 422)
    try:
        given = report_all([form.telling for form in told], way=Way.SHEET, by=signed_in(request))
    except NotSaved as refused:
        show_refusals(forms, refused)
        return _refused(request, forms, 409 if refused.overtaken else 422)
    words = ngettext("%(count)s status er gemt.", "%(count)s statusmeldinger er gemt.", len(given))
    tell(request, words % {"count": len(given)})
    return see_other(reverse("statuses"))


def _refused(request: HttpRequest, forms: list[RowForm], status: int) -> HttpResponse:
    """Something has happened since the preview: the rows are shown as they stand now, with what was to be saved."""
    wrong = [form for form in forms if form.errors]
    title = _("Intet er gemt endnu")
    return page(
        request,
        "initiatives/statuses_refused.html",
        {"wrong": wrong, "title": title, "wide": True},
        status=status,
    )
