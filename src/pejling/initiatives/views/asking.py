"""Asking for status: of one initiative, or of all in a unit that lack one; and taking it back."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.formats import day
from pejling.core.permissions import require
from pejling.initiatives.actions import leader_requests as actions
from pejling.initiatives.figures.leader_requests import lacking
from pejling.initiatives.figures.listing import listed
from pejling.initiatives.models import LeaderRequest
from pejling.initiatives.views.initiatives import address, screen, seen_initiative
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.models import Unit
from pejling.people.sessions import signed_in
from pejling.web.form_page import form_page, perform, sent
from pejling.web.forms import Form
from pejling.web.pages import way_back

if TYPE_CHECKING:
    from pejling.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def status_asking(request: "Request", pk: int) -> HttpResponse:
    """Ask the one who leads an initiative how it goes."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.ask", row)
    latest = row.latest_report
    said = (
        _("Sidste status er fra den %(day)s.") % {"day": day(latest.at)}
        if latest
        else _("Der er ikke givet status endnu.")
    )
    lead = _("%(name)s får en mail og en linje på Min side, hvor der står, at du har spurgt.") % {
        "name": row.lead or _("Lederen")
    }
    return form_page(
        request,
        Form(sent(request)),
        screen(row, _("Bed om status"), _("Bed om status"), "status", lead=f"{said} {lead}"),
        lambda: actions.ask_for_status([row], by=signed_in(request)),
        message=_said,
        undo=lambda made: reverse("status_asking_withdrawal", args=[made[0].pk]),
        then=way_back(request, address(pk, "status")),
    )


def _said(made: list[LeaderRequest]) -> str:
    names = {str(each.person) for each in made}
    if len(names) == 1:
        words = ngettext(
            "Du har bedt %(name)s om status.",
            "Du har bedt %(name)s om status på %(count)s indsatser.",
            len(made),
        )
        return words % {"name": names.pop(), "count": len(made)}
    return _("Du har bedt %(people)s ledere om status på %(count)s indsatser.") % {
        "people": len(names),
        "count": len(made),
    }


@login_required
@require_POST
def statuses_asking(request: "Request", pk: int) -> HttpResponse:
    """Ask for status on all in a unit and below it that lack one."""
    unit = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    require(request.user, "initiatives.ask", unit)
    within = listed(request.user).filter(unit__in=below({unit.pk}, unit_parents()))
    rows = list(lacking(within, request.user))
    return perform(
        request,
        lambda: actions.ask_for_status(rows, by=signed_in(request)),
        message=_said,
        then=way_back(request, reverse("unit", args=[pk])),
        undo=lambda made: reverse("status_asking_withdrawal", args=[made[0].pk]),
    )


@login_required
@require_POST
def status_asking_withdrawal(request: "Request", pk: int) -> HttpResponse:
    """Take back what was asked in one press."""
    asked = get_object_or_404(
        LeaderRequest.objects.filter(by=signed_in(request)).select_related("initiative"), pk=pk
    )
    return perform(
        request,
        lambda: actions.take_back_requests(asked, by=signed_in(request)),
        message=_("Det er taget tilbage. Der er ikke bedt om status."),
        then=way_back(request, address(asked.initiative_id, "status")),
    )
