"""Initiatives by workbook: fetched, filled in, looked through, saved."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pejling.core.tables.round_trip import MOST_ROWS
from pejling.initiatives.figures.listing import listed
from pejling.initiatives.figures.rows import in_order, rows_of
from pejling.initiatives.forms.listing import ListForm
from pejling.initiatives.sheets import facts_rows, facts_sheet, status_sheet
from pejling.initiatives.views.statuses import chosen
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.list_page import Column
from pejling.web.round_trip import RoundTripScreen, round_trip_page, sheet_answer


@login_required
@require_safe
def statuses_sheet(request: HttpRequest) -> HttpResponse:
    """The rows as a workbook to fill in."""
    rows = rows_of(in_order(chosen(request).initiatives)[:MOST_ROWS])
    return sheet_answer(status_sheet(request.user), rows, "status")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def statuses_import(request: HttpRequest) -> HttpResponse:
    """Give status by a workbook that was filled in."""
    require_inside(request)
    back = reverse("statuses")
    screen = RoundTripScreen(
        _("Læs status ind fra et regneark"),
        _("Gem status"),
        [(_("Giv status på flere"), back)],
        back,
        sheet_url=reverse("statuses_sheet"),
        name=lambda row: row.title,
        under=lambda row: row.unit,
        done=lambda count: (
            ngettext("%(count)s status er gemt.", "%(count)s statusmeldinger er gemt.", count)
            % {"count": count}
        ),
        hint=_(
            "Hent regnearket her, eller på siden »Giv status på flere« for en plan eller en enhed. Skriv kun i de tre "
            "kolonner »Ny status«, »Ny sætning« og »Ny dato«. En række uden noget nyt bliver, som den er."
        ),
        columns=[Column(_("Nu"), lambda each: each.row, cell="standing")],
        cells="initiatives/parts/status_change.html",
    )
    return round_trip_page(request, status_sheet(request.user), screen, by=signed_in(request))


@login_required
@require_safe
def initiatives_sheet(request: HttpRequest) -> HttpResponse:
    """Those that fit what the list is narrowed to, and that one may change, as a workbook to put right."""
    require_inside(request)
    found = ListForm(request.GET, viewer=request.user).narrow(listed(request.user))
    pks = list(in_order(found).values_list("pk", flat=True))
    return sheet_answer(facts_sheet(request.user), facts_rows(request.user, pks)[:MOST_ROWS], "ret-indsatser")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def initiatives_import(request: HttpRequest) -> HttpResponse:
    """Change who leads initiatives, and from when to when, by a workbook."""
    require_inside(request)
    back = reverse("initiatives")
    screen = RoundTripScreen(
        _("Ret indsatser i et regneark"),
        _("Gem ændringerne"),
        [(_("Indsatser"), back)],
        back,
        sheet_url=reverse("initiatives_sheet") + (f"?{request.GET.urlencode()}" if request.GET else ""),
        name=lambda row: row.element.title,
        under=lambda row: row.unit.name,
        done=lambda count: (
            ngettext("%(count)s indsats er ændret.", "%(count)s indsatser er ændret.", count)
            % {"count": count}
        ),
        hint=_(
            "Regnearket har dem, du kan ændre, af dem, listen viste. Ret i kolonnerne »Leder«, »Begynder«, »Slutter« og "
            "»Hensigt«. En række, du ikke retter i, bliver, som den er."
        ),
    )
    return round_trip_page(request, facts_sheet(request.user), screen, by=signed_in(request))
