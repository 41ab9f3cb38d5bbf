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
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import way_back
from pejling.web.requests import Request


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
    shown = _screen(
        request,
        initiative,
        _("Giv status"),
        _("Gem status"),
        template="initiatives/report.html",
        more={"latest": initiative.latest_report},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: actions.report(initiative, **form.values, by=signed_in(request)),
        message=_("Status er gemt."),
        undo=lambda given: reverse("report_withdrawal", args=[given.pk]),
        part="report",
    )


def _screen(
    request: Request, initiative: Initiative, title: str, button: str, *, template: str, more: dict[str, Any]
) -> Screen:
    """A screen about the status of an initiative; it leads back to where one came from."""
    document = initiative.element.document
    crumbs = [
        (document.title, reverse("document", args=[document.pk])),
        (str(initiative), reverse("initiative", args=[initiative.pk])),
    ]
    context = {"initiative": initiative, **more}
    return Screen(title, button, crumbs, back_to(request, initiative), template=template, more=context)


@login_required
@require_POST
def report_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take a status back."""
    given = seen_report(request, pk)
    require(request.user, "initiatives.withdraw_report", given)
    return perform(
        request,
        lambda: actions.withdraw_report(given, by=signed_in(request)),
        message=_("Din status er taget tilbage."),
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
    status = status_of(initiative, request.user)
    answered = next(each for each in (status.latest, *status.earlier) if each and each.report.pk == given.pk)
    return form_page(
        request,
        form,
        _screen(
            request,
            initiative,
            _("Svar på status"),
            _("Gem"),
            template="initiatives/report_reply.html",
            more={"given": answered},
        ),
        lambda: actions.reply(given, text=form.values["text"], by=signed_in(request)),
        message=lambda _reply: (
            _("Dit svar er givet.") if form.values["text"] else _("Taget til efterretning.")
        ),
    )


@login_required
@require_POST
def report_reading(request: Request, pk: int) -> HttpResponse:
    """The one who gave a status has read the answer."""
    given = seen_report(request, pk)
    require(request.user, "initiatives.withdraw_report", given)
    return perform(
        request,
        lambda: actions.read_replies(given, by=signed_in(request)),
        message=_("Svaret er læst."),
        then=back_to(request, given.initiative),
    )
