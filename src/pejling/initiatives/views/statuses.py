"""Status on many at once: fifty rows on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pejling.core.dates import today
from pejling.core.keys import read_key
from pejling.direction.models import Document
from pejling.initiatives.actions.reports import ReportInput, report_all
from pejling.initiatives.figures.owing import owed_by
from pejling.initiatives.figures.ownership import Why
from pejling.initiatives.figures.rows import in_order, led_by, reportable_by, rows_by_pk, rows_of
from pejling.initiatives.forms.statuses import (
    LEVELS,
    SENTENCE,
    RowForm,
    StatusRowsForm,
    UntouchedRow,
)
from pejling.initiatives.models import Initiative, Way
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authority import authority_of, below, unit_parents
from pejling.organisation.models import Unit
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import perform
from pejling.web.forms import BaseForm
from pejling.web.list_page import page_of
from pejling.web.pages import page, see_other
from pejling.web.toasts import tell

ROWS = 50


@dataclass(frozen=True)
class Choice:
    """Whose initiatives are gone through: a plan's, a unit's, or one's own."""

    title: str
    initiatives: InitiativeQuerySet
    query: str


def chosen(request: HttpRequest) -> Choice:
    """By `?plan=` or `?enhed=`; else those that one leads, and those of others that one owes a status on. What one may not
    see answers 404."""
    require_inside(request)
    if plan := request.GET.get("plan"):
        document = get_object_or_404(Document.objects.visible_to(request.user), pk=read_number(plan))
        rows = reportable_by(request.user, Initiative.objects.filter(element__document=document))
        return Choice(document.title, rows, f"?plan={document.pk}")
    rows = reportable_by(request.user)
    if asked := request.GET.get("enhed"):
        unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=read_number(asked))
        units = below({unit.pk}, unit_parents())
        return Choice(unit.name, rows.filter(unit__in=units), f"?enhed={unit.pk}")
    people = [signed_in(request), *authority_of(request.user).stands_in_for.values()]
    owed = [each.heard.pk for each in owed_by(people, today()) if each.owner.why is not Why.SILENT]
    return Choice(_("Mine indsatser"), rows.filter(led_by(request.user) | Q(pk__in=owed)), "")


def read_number(text: str) -> int:
    """A key as an address or a form tells it; what is none answers 404."""
    key = read_key(text)
    if key is None:
        raise Http404
    return key


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statuses(request: HttpRequest) -> HttpResponse:
    """Go through the rows; what is typed in is saved together, and the rest is left alone."""
    choice = chosen(request)
    if request.method == "POST":
        return _save(request, choice)
    shown = page_of(request, in_order(choice.initiatives), ROWS)
    rows = [UntouchedRow(row) for row in rows_of(cast("QuerySet[Initiative]", shown.object_list))]
    return _page(request, choice, rows, shown=shown)


def _page(
    request: HttpRequest,
    choice: Choice,
    rows: Sequence[UntouchedRow | RowForm],
    *,
    status: int = 200,
    refusal: str = "",
    shown: object = None,
) -> HttpResponse:
    context = {
        "choice": choice,
        "rows": rows,
        "shown": shown,
        "wrong": [each for each in rows if each.is_wrong],
        "refusal": refusal,
        "levels": [(code, str(name)) for code, name in LEVELS],
        "longest": SENTENCE,
        "wide": True,
    }
    return page(request, "initiatives/statuses.html", context, status=status)


def _save(request: HttpRequest, choice: Choice) -> HttpResponse:
    pks = [read_number(each) for each in request.POST.getlist("row")[:ROWS]]
    form, here = StatusRowsForm(request.POST, rows=rows_by_pk(pks, request.user)), request.get_full_path()
    if len(form.rows) < len(pks):
        tell(request, _("Nogle rækker kan du ikke give status på mere. De er taget ud."))
    elif not form.filled_in:
        tell(request, _("Der var ikke skrevet noget, så intet er ændret."))
        return see_other(here)

    def report() -> int:
        typed = [ReportInput(row.row.pk, **row.values) for row in form.filled_in]
        return len(report_all(typed, way=Way.PAGE, by=signed_in(request)))

    def shown(refused: BaseForm) -> HttpResponse:
        return _page(request, choice, form.rows, status=refused.http_status, refusal=refused.all_errors)

    return perform(
        request,
        report,
        form=form,
        message=lambda count: (
            ngettext("%(count)s status er gemt.", "%(count)s statusmeldinger er gemt.", count)
            % {"count": count}
        ),
        then=here,
        refused=shown,
    )
