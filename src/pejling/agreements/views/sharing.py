"""Shared support: who does what for whom, who could, what is asked and offered, and what was tried together."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.activity.models import Activity
from pejling.agreements.actions import sharing as actions
from pejling.agreements.figures.sharing import asked_and_offered, task_lines, tried_together
from pejling.agreements.forms.sharing import PartForm, TaskForm
from pejling.agreements.models import Part, SharedTask, TaskPart
from pejling.core.permissions import may, require
from pejling.organisation.authority import authority_of
from pejling.organisation.views.fetching import require_inside
from pejling.people.sessions import signed_in
from pejling.web.form_page import Screen, form_page, perform, sent
from pejling.web.pages import page

if TYPE_CHECKING:
    from pejling.web.requests import Request


def task_page(task: SharedTask) -> str:
    """Where it is read."""
    return reverse("shared_task", args=[task.pk])


def _task(request: "Request", pk: int) -> SharedTask:
    require_inside(request)
    return get_object_or_404(SharedTask.objects.visible_to(request.user), pk=pk)


def _crumbs(task: SharedTask | None = None) -> list[tuple[str, str]]:
    first = (_("Fælles opgaver"), reverse("shared_tasks"))
    return [first, (task.title, task_page(task))] if task else [first]


@login_required
@require_safe
def shared_tasks(request: "Request") -> HttpResponse:
    """Tasks and units in one table."""
    require_inside(request)
    context = {
        "lines": task_lines(SharedTask.objects.visible_to(request.user).in_order(), request.user),
        "parts": list(Part),
        "may_keep": may(request.user, "agreements.keep_tasks"),
    }
    return page(request, "agreements/shared_tasks.html", context)


@login_required
@require_safe
def shared_task(request: "Request", pk: int) -> HttpResponse:
    """One task: the units' parts, what is asked and offered, and what came of what was tried."""
    task = _task(request, pk)
    (line,) = task_lines([task], request.user)
    authority = authority_of(request.user)
    mine = authority.own_units | authority.led_units
    context = {
        "task": task,
        "line": line,
        "parts": list(Part),
        "mine": {
            each.pk
            for said in line.parts.values()
            for each in said
            if authority.is_secretariat or each.unit_id in mine
        },
        "proposals": asked_and_offered(task, request.user),
        "tried": tried_together(task, request.user),
        "may_keep": may(request.user, "agreements.keep_tasks"),
        "may_begin": may(request.user, "agreements.begin"),
        "activities": Activity.objects.about(task)[:20],
    }
    return page(request, "agreements/shared_task.html", context)


@login_required
def shared_task_new(request: "Request") -> HttpResponse:
    """Write in a task."""
    require_inside(request)
    require(request.user, "agreements.keep_tasks")
    form = TaskForm(sent(request), instance=SharedTask())
    return form_page(
        request,
        form,
        Screen(_("Ny fælles opgave"), _("Gem opgaven"), _crumbs(), reverse("shared_tasks")),
        lambda: actions.add_task(**form.values, by=signed_in(request)),
        message=_("Opgaven er gemt. Nu kan enhederne skrive, hvad de gør og kan."),
        then=task_page,
    )


@login_required
def shared_task_edit(request: "Request", pk: int) -> HttpResponse:
    """Change what a task is called."""
    task = _task(request, pk)
    require(request.user, "agreements.keep_tasks")
    form = TaskForm(sent(request), instance=task)
    return form_page(
        request,
        form,
        Screen(_("Ret opgaven"), _("Gem"), _crumbs(task), task_page(task)),
        lambda: actions.edit_task(task, **form.values, opened=form.opened, by=signed_in(request)),
        message=_("Opgaven er rettet."),
    )


@login_required
def task_part_new(request: "Request", pk: int) -> HttpResponse:
    """Say what one's unit has to do with the task."""
    task = _task(request, pk)
    require(request.user, "agreements.begin")
    units = authority_of(request.user).own_units
    part = request.GET.get("hvordan", "")
    initial = {
        "unit": min(units) if len(units) == 1 else None,
        "part": part if part in Part.values else Part.DOES,
    }
    form = PartForm(sent(request), instance=TaskPart(task=task), viewer=request.user, initial=initial)
    return form_page(
        request,
        form,
        Screen(_("Skriv jer på"), _("Gem"), _crumbs(task), task_page(task), kicker=task.title),
        lambda: actions.take_part(task, **form.values, by=signed_in(request)),
        message=_("Det er skrevet ind."),
    )


@login_required
@require_POST
def task_part_removal(request: "Request", pk: int) -> HttpResponse:
    """It is not so any more."""
    require_inside(request)
    said = get_object_or_404(TaskPart.objects.select_related("task", "unit"), pk=pk)
    require(request.user, "agreements.begin", said.unit)
    return perform(
        request,
        lambda: actions.leave_part(said, by=signed_in(request)),
        message=_("Det er fjernet."),
        then=task_page(said.task),
    )
