"""The ledger by workbook: fetched, filled in, looked through, saved."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from pejling.agreements.forms.commitments import LedgerForm
from pejling.agreements.models import Commitment
from pejling.agreements.sheets import ledger_rows, ledger_sheet
from pejling.core.tables.round_trip import MOST_ROWS
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.round_trip import RoundTripScreen, round_trip_page, sheet_answer

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_safe
def commitments_sheet(request: "Request") -> HttpResponse:
    """Those that fit what the ledger is narrowed to, that are not over and that one may change."""
    require_inside(request)
    found = LedgerForm(request.GET, viewer=request.user).narrow(Commitment.objects.all())
    rows = ledger_rows(request.user, found.order_by().values("pk"))[:MOST_ROWS]
    return sheet_answer(ledger_sheet(request.user), rows, "ret-aftaler")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitments_import(request: "Request") -> HttpResponse:
    """Change who does it and by when, and say what was done, by a workbook."""
    require_inside(request)
    back = reverse("commitments")
    screen = RoundTripScreen(
        _("Ret aftaler i et regneark"),
        _("Gem ændringerne"),
        [(_("Aftaler"), back)],
        back,
        sheet_url=reverse("commitments_sheet") + (f"?{request.GET.urlencode()}" if request.GET else ""),
        name=lambda row: row.title,
        under=lambda row: row.unit.name,
        done=lambda count: (
            ngettext("%(count)s aftale er ændret.", "%(count)s aftaler er ændret.", count) % {"count": count}
        ),
        hint=_(
            "Regnearket har de åbne aftaler, du kan ændre, af dem, listen viste. Ret i »Aftale«, »Hvem« og »Senest«. Er en "
            "aftale gjort eller opgivet, så vælg det under »Afslut«, og skriv en sætning. En række, du ikke retter i, "
            "bliver, som den er."
        ),
    )
    return round_trip_page(request, ledger_sheet(request.user), screen, by=signed_in(request))
