"""Status by workbook: fetched, filled in, looked through, saved."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.core.sheets import CONTENT_TYPE
from pejling.initiatives.actions.reports import NotSaved, report_all
from pejling.initiatives.figures.preview import preview_of
from pejling.initiatives.figures.rows import in_order, rows_by_pk, rows_of
from pejling.initiatives.forms.sheets import SheetForm
from pejling.initiatives.forms.statuses import RowForm, row_forms, show_refusals
from pejling.initiatives.models import Way
from pejling.initiatives.status_export import status_sheet
from pejling.initiatives.status_import import MOST_ROWS
from pejling.initiatives.views.statuses import chosen, read_number
from pejling.organisation.authority import authority_of
from pejling.people.sessions import signed_in
from pejling.web.form_page import sent, sent_files
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell


@login_required
@require_safe
def statuses_sheet(request: HttpRequest) -> HttpResponse:
    """The rows as a workbook to fill in."""
    choice = chosen(request)
    content = status_sheet(rows_of(in_order(choice.initiatives)[:MOST_ROWS]))
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = 'attachment; filename="status.xlsx"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statuses_import(request: HttpRequest) -> HttpResponse:
    """Read a workbook in, and show what it would do."""
    if not authority_of(request.user).is_internal:
        raise Http404
    form = SheetForm(sent(request), sent_files(request))
    if request.method != "POST" or not form.is_valid() or form.sheet is None:
        return page(request, "initiatives/statuses_import.html", {"form": form}, status=form.http_status)
    preview = preview_of(form.sheet, request.user)
    return page(request, "initiatives/statuses_preview.html", {"preview": preview, "wide": True})


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
