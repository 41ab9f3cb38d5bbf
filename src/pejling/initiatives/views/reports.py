"""Giving status, taking it back, and answering it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pejling.core.permissions import require
from pejling.initiatives.actions import reports as actions
from pejling.initiatives.figures.status import status_of
from pejling.initiatives.forms.reports import ReplyForm, ReportForm
from pejling.initiatives.models import Initiative, StatusReport
from pejling.initiatives.views.initiatives import seen_initiative
from pejling.people.sessions import signed_in
from pejling.web.asking import sent
from pejling.web.pages import page, see_other, way_back
from pejling.web.performing import perform
from pejling.web.requests import Request
from pejling.web.toasts import tell


def seen_report(request: Request, pk: int) -> StatusReport:
    """The report, if this viewer may see its initiative."""
    reports = StatusReport.objects.select_related("initiative__element__document", "initiative__unit")
    visible = Initiative.objects.visible_to(request.user).values("pk")
    return get_object_or_404(reports.filter(initiative__in=visible), pk=pk)


def back_to(request: Request, initiative: Initiative) -> str:
    """Where one came from - a plan, Min side - when that was told; else the initiative's page."""
    return way_back(request, reverse("initiative", args=[initiative.pk]))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_new(request: Request, pk: int) -> HttpResponse:
    """Give status: a page of its own, or in place when htmx asks for the part `report`."""
    initiative = seen_initiative(request, pk)
    require(request.user, "initiatives.report", initiative)
    form = ReportForm(sent(request), initiative=initiative)
    given: list[StatusReport] = []
    by = signed_in(request)
    if form.accepts(lambda: given.append(actions.report(initiative, **form.told, by=by))):
        undo = reverse("report_withdrawal", args=[given[0].pk])
        tell(request, _("Status er gemt."), undo_url=undo)
        return see_other(back_to(request, initiative))
    context: dict[str, Any] = {"form": form, "initiative": initiative, "back": back_to(request, initiative)}
    context["latest"] = initiative.latest_report
    status = 422 if form.has_errors else 200
    return page(request, "initiatives/report.html", context, part="report", status=status)


@login_required
@require_POST
def report_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take a status back."""
    given = seen_report(request, pk)
    require(request.user, "initiatives.withdraw_report", given)
    return perform(
        request,
        lambda: actions.withdraw_report(given, by=signed_in(request)),
        told=_("Din status er taget tilbage."),
        then=back_to(request, given.initiative),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_reply(request: Request, pk: int) -> HttpResponse:
    """Take note of a status, or answer it."""
    given = seen_report(request, pk)
    initiative = seen_initiative(request, given.initiative_id)
    require(request.user, "initiatives.reply", initiative)
    form = ReplyForm(sent(request))
    if form.accepts(lambda: actions.reply(given, text=form.cleaned_data["text"], by=signed_in(request))):
        answered = bool(form.cleaned_data["text"])
        tell(request, _("Dit svar er givet.") if answered else _("Taget til efterretning."))
        return see_other(back_to(request, initiative))
    status = status_of(initiative, request.user)
    shown = [status.latest, *status.earlier]
    context = {
        "form": form,
        "initiative": initiative,
        "given": next(each for each in shown if each and each.report.pk == given.pk),
        "back": back_to(request, initiative),
    }
    return page(request, "initiatives/report_reply.html", context, status=422 if form.has_errors else 200)


@login_required
@require_POST
def report_reading(request: Request, pk: int) -> HttpResponse:
    """The one who gave a status has read the answer."""
    given = seen_report(request, pk)
    require(request.user, "initiatives.withdraw_report", given)
    return perform(
        request,
        lambda: actions.read_replies(given, by=signed_in(request)),
        told=_("Svaret er læst."),
        then=back_to(request, given.initiative),
    )
