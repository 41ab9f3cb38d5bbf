"""The plans: all of them, one plan's work, and what keeps it alive."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pejling.core.dates import today
from pejling.core.permissions import may, require
from pejling.direction.actions.ties import tie
from pejling.direction.beginnings import BEGINNINGS
from pejling.direction.figures.state import state_of
from pejling.initiatives.actions import plans as actions
from pejling.initiatives.figures.liveness import PlanLife, by_change, liveness_from, liveness_of
from pejling.initiatives.figures.overview import PlanLine, own_plans, plan_lines
from pejling.initiatives.figures.plan_work import work_lines
from pejling.initiatives.figures.plans import plans as all_plans
from pejling.initiatives.figures.themes import Theme, themes_of
from pejling.initiatives.forms.plans import InvolvementForm, PlansFilter, ThemeForm
from pejling.initiatives.models import Circle, Confirmation, Involvement
from pejling.initiatives.views.fetching import seen_plan
from pejling.people.sessions import signed_in
from pejling.web.blocks import blocks_at
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.list_page import Column, ListScreen, Table, list_page, sorter
from pejling.web.pages import page, way_back
from pejling.web.requests import Request

if TYPE_CHECKING:
    from pejling.direction.models import Document


@login_required
@require_safe
def plans(request: Request) -> HttpResponse:
    """The plans, my own first while nothing is asked for, each with the sentence that says whether it lives."""
    own = own_plans(request.user)
    form = PlansFilter(request.GET, viewer=request.user)
    screen = ListScreen(
        _("Planer"),
        _("plan"),
        _("planer"),
        file="planer",
        lead=_("Hvad enhederne vil, hvad de gør ved det, og hvordan det går."),
        template="initiatives/plans.html",
        cells="initiatives/parts/plan_cells.html",
        more={
            "own": Table(own.lines, [each for each in _columns() if each.only != "file"]),
            "without": own.without,
            "is_plain": not request.GET,
        },
    )
    return list_page(
        request,
        all_plans(request.user),
        screen,
        _columns(),
        form=form,
        sums=form.sums,
        order=sorter(
            {"enhed": "unit__sort_key", "titel": "sort_key", "roert": by_change()},
            "unit__sort_key",
            "kind__position",
            "pk",
        ),
        lines=plan_lines,
    )


def _columns() -> list[Column[PlanLine]]:
    return [
        Column(
            _("Plan"),
            lambda line: line.document.title,
            is_own_words=True,
            sort="titel",
            width=40,
            link=lambda line: reverse("document", args=[line.document.pk]),
        ),
        Column(_("Enhed"), lambda line: line.document.unit, sort="enhed", cell="unit", plain=str, width=30),
        Column(_("Lever den?"), lambda line: str(line.liveness.sentence), width=60, kind="small"),
        Column(_("Arbejdet"), lambda line: line.document.pk, cell="work", only="screen"),
        Column(
            _("Rørt"), lambda line: timezone.localdate(line.liveness.changed_at), sort="roert", kind="nowrap"
        ),
        Column(
            _("Bekræftet"),
            lambda line: line.liveness.confirmation,
            cell="confirmed",
            kind="nowrap",
            plain=lambda said: timezone.localdate(said.at) if said else None,
        ),
    ]


@login_required
@require_safe
def plan(request: Request, pk: int) -> HttpResponse:
    """A plan's work: every initiative with its status."""
    document = seen_plan(request, pk)
    lines = work_lines(document, request.user)
    work = liveness_from([document], [line.heard for line in lines], today())[document.pk]
    context = _head(request, document, work) | {"lines": lines}
    return page(request, "initiatives/plan.html", context)


@login_required
@require_safe
def plan_life(request: Request, pk: int) -> HttpResponse:
    """Whether a plan lives and why: what was talked over with whom, the themes, and the questions that are offered."""
    document = seen_plan(request, pk)
    involvements = document.involvements.filter(removed_at=None).select_related("forum", "by")
    context = _head(request, document, liveness_of([document])[document.pk]) | {
        "themes": themes_of(document, request.user),
        "involvements": involvements,
        "questions": _questions_left(document),
    }
    return page(request, "initiatives/plan_life.html", context)


def _head(request: Request, document: "Document", liveness: PlanLife) -> dict[str, Any]:
    return {
        "document": document,
        "state": state_of(document),
        "liveness": liveness,
        "head_parts": blocks_at("document.head", document, request.user),
        "may_keep": may(request.user, "initiatives.plan", document),
        "may_write": may(request.user, "direction.write", document),
    }


def _questions_left(document: "Document") -> list[str]:
    """The questions offered to this kind of plan that it has no section on; nobody has to take them up."""
    standing = set(document.sections.values_list("title", flat=True))
    offered = BEGINNINGS.get(document.kind.code or "", ())
    return [str(each.heading) for each in offered if str(each.heading) not in standing]


@login_required
@require_POST
def confirmations(request: Request, pk: int) -> HttpResponse:
    """Say that the plan still holds."""
    document, by = seen_plan(request, pk), signed_in(request)
    require(by, "initiatives.plan", document)
    return perform(
        request,
        lambda: actions.confirm_plan(document, by=by),
        message=_("Det er skrevet ned, at planen stadig gælder."),
        then=way_back(request, reverse("plan_life", args=[pk])),
        undo=lambda made: reverse("confirmation_withdrawal", args=[made.pk]),
    )


@login_required
@require_POST
def confirmation_withdrawal(request: Request, pk: int) -> HttpResponse:
    """Take it back."""
    confirmation = get_object_or_404(Confirmation.objects.select_related("document"), pk=pk)
    document = seen_plan(request, confirmation.document_id)
    return perform(
        request,
        lambda: actions.withdraw_confirmation(confirmation, by=signed_in(request)),
        message=_("Bekræftelsen er taget tilbage."),
        then=reverse("plan_life", args=[document.pk]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def involvement_new(request: Request, pk: int) -> HttpResponse:
    """Write down with whom the plan was talked over."""
    document, by = seen_plan(request, pk), signed_in(request)
    require(by, "initiatives.plan", document)
    form = InvolvementForm(sent(request), viewer=request.user, initial=_talked_with(request))
    lead = _("Et par ord er nok: hvornår, med hvem, og hvad det ændrede i planen.")
    return form_page(
        request,
        form,
        _life_screen(
            document, "inddragelse", _("Skriv ned, hvem I har talt med"), _("Skriv det ned"), lead=lead
        ),
        lambda: actions.write_involvement(document, by=by, **form.values),
        message=_("Det er skrevet ned."),
    )


def _life_screen(document: "Document", anchor: str, title: str, button: str, **more: Any) -> Screen:
    """A screen that is opened from the page of a plan's life."""
    back = reverse("plan_life", args=[document.pk])
    crumbs = [(_("Planer"), reverse("plans")), (document.title, back)]
    return Screen(title, button, crumbs, f"{back}#{anchor}", **more)


def _talked_with(request: Request) -> dict[str, str]:
    """What an address like ?med=med asks for."""
    asked = request.GET.get("med", "")
    return {"circle": asked} if asked in Circle.values else {}


@login_required
@require_POST
def involvement_removal(request: Request, pk: int) -> HttpResponse:
    """Take a line away, with a way back."""
    involvement = _seen_involvement(request, pk)
    return perform(
        request,
        lambda: actions.remove_involvement(involvement, by=signed_in(request)),
        message=_("Linjen er fjernet."),
        then=reverse("plan_life", args=[involvement.document_id]) + "#inddragelse",
        undo=reverse("involvement_restoration", args=[pk]),
    )


@login_required
@require_POST
def involvement_restoration(request: Request, pk: int) -> HttpResponse:
    """Bring it back."""
    involvement = _seen_involvement(request, pk)
    return perform(
        request,
        lambda: actions.restore_involvement(involvement, by=signed_in(request)),
        message=_("Linjen er hentet tilbage."),
        then=reverse("plan_life", args=[involvement.document_id]) + "#inddragelse",
    )


def _seen_involvement(request: Request, pk: int) -> Involvement:
    involvement = get_object_or_404(Involvement.objects.select_related("document"), pk=pk)
    involvement.document = seen_plan(request, involvement.document_id)
    return involvement


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def theme(request: Request, pk: int, bearing_pk: int) -> HttpResponse:
    """Let a point of the plan take up a cross-cutting theme."""
    document, by = seen_plan(request, pk), signed_in(request)
    require(by, "initiatives.plan", document)
    found = _seen_theme(document, request, bearing_pk)
    aim = found.aim
    if aim is None:
        raise Http404
    form = ThemeForm(sent(request), plan=document, tied=found.tied)
    bearing = found.bearing
    words = {"kicker": bearing.title, "lead": bearing.summary}
    return form_page(
        request,
        form,
        _life_screen(document, "temaer", _("Knyt planen til et tema"), _("Knyt"), **words),
        lambda: tie(form.values["lower"], aim, how=form.values["how"], by=by),
        message=_("Punktet er knyttet til temaet."),
    )


def _seen_theme(document: "Document", request: Request, bearing_pk: int) -> Theme:
    for found in themes_of(document, request.user):
        if found.bearing.pk == bearing_pk:
            return found
    raise Http404
