"""Judging an initiative: its success criteria, and readiness; and naming who approves what a plan proposes."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pejling.core.permissions import require
from pejling.direction.views.fetching import require_writing, seen_document
from pejling.initiatives.actions import judging
from pejling.initiatives.actions.approvers import name_approver
from pejling.initiatives.figures.criteria import read_criteria
from pejling.initiatives.figures.readiness import read_development
from pejling.initiatives.forms.work import ApproverForm, CriterionForm, ReadinessForm, VerdictForm
from pejling.initiatives.models import Approver
from pejling.initiatives.views.initiatives import screen, seen_initiative
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, sent
from pejling.web.requests import Request


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def criterion_new(request: Request, pk: int) -> HttpResponse:
    """Write a success criterion under the initiative in its plan."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    require_writing(request, row.element.document)
    form = CriterionForm(sent(request))
    return form_page(
        request,
        form,
        screen(row, _("Nyt succeskriterium"), _("Gem"), "succeskriterier"),
        lambda: judging.add_criterion(row, title=form.values["title"], by=signed_in(request)),
        message=_("Succeskriteriet er tilføjet, også i planen."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verdict_new(request: Request, pk: int, criterion_pk: int) -> HttpResponse:
    """Judge a success criterion; earlier verdicts stay."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    criteria = read_criteria(row.element, request.user)
    criterion = next((each for each in criteria if each.element.pk == criterion_pk), None)
    if criterion is None:
        raise Http404
    form = VerdictForm(sent(request))
    shown = screen(
        row,
        _("Vurdér succeskriteriet"),
        _("Gem vurderingen"),
        "succeskriterier",
        lead=criterion.element.title,
        template="initiatives/verdict_form.html",
        more={"criterion": criterion},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: judging.judge(row, criterion.element, by=signed_in(request), **form.values),
        message=_("Vurderingen er gemt."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def readiness_new(request: Request, pk: int) -> HttpResponse:
    """Assess readiness, once more or for the first time."""
    row = seen_initiative(request, pk)
    require(request.user, "initiatives.edit", row)
    form = ReadinessForm(sent(request))
    before = read_development(row)
    shown = screen(
        row,
        _("Vurdér paratheden"),
        _("Gem vurderingen"),
        "parathed",
        lead=_("Hvor klar er I til indsatsen? 1 er slet ikke klar, 5 er klar. Skriv med en sætning hvorfor."),
        template="initiatives/readiness_form.html",
        more={"latest": {side.facet: side.latest for side in before.sides} if before else {}},
    )
    return form_page(
        request,
        form,
        shown,
        lambda: judging.assess(row, form.scores, by=signed_in(request)),
        message=_("Paratheden er vurderet."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def approver(request: Request, pk: int) -> HttpResponse:
    """Name who approves the initiatives of a plan."""
    require_inside(request)
    document = seen_document(request, pk)
    require(request.user, "initiatives.plan", document)
    named = Approver.objects.filter(document=document).first()
    initial = {"forum": named.forum_id, "person": named.person_id} if named else {}
    form = ApproverForm(sent(request), viewer=request.user, initial=initial)
    plan = reverse("document", args=[pk])
    shown = Screen(
        _("Hvem godkender planens indsatser?"),
        _("Gem"),
        [(_("Planer"), reverse("plans")), (document.title, plan)],
        plan,
        lead=_("Vælg et forum eller en leder. Vælger du ingen, er det lederen af enheden."),
        kicker=document.title,
    )
    return form_page(
        request,
        form,
        shown,
        lambda: name_approver(document, by=signed_in(request), **form.values),
        message=_("Det er gemt, hvem der godkender."),
    )
