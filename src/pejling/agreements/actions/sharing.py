"""Shared support: tasks are written in, and units say what they do, could do and need."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.agreements.models import Part, SharedTask, TaskPart
from pejling.core.history import delete, save, save_edit, save_values
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.organisation.actions.openness import require_open

if TYPE_CHECKING:
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


@transaction.atomic
def add_task(*, title: str, detail: str = "", by: "Person") -> SharedTask:
    """Write in a task that more than one unit has."""
    require(by, "agreements.keep_tasks")
    task = SharedTask(title=title, detail=detail)
    task.full_clean()
    save(task, by=by)
    log("agreements.task_added", task, by=by)
    return task


@transaction.atomic
def edit_task(task: SharedTask, *, opened: int, title: str, detail: str, by: "Person") -> SharedTask:
    """Change its name and what it is; `Stale` when somebody was faster."""
    row = lock(task)
    require(by, "agreements.keep_tasks")
    row.title, row.detail = title, detail
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    log("agreements.task_edited", row, by=by)
    return row


@transaction.atomic
def take_part(
    task: SharedTask,
    *,
    unit: "Unit",
    part: Part,
    for_unit: "Unit | None" = None,
    words: str = "",
    by: "Person",
) -> TaskPart:
    """Say what a unit has to do with a task."""
    require_open(*{each.pk: each for each in (unit, for_unit) if each is not None}.values())
    row = lock(task)
    require(by, "agreements.begin", unit)
    if for_unit is not None and part != Part.DOES:
        raise ValidationError({"for_unit": _("Kun det, enheden gør i dag, er for en anden enhed.")})
    if for_unit == unit:
        for_unit = None
    said = TaskPart(task=row, unit=unit, part=part, for_unit=for_unit, words=words)
    said.full_clean()
    save(said, by=by)
    log("agreements.part_taken", row, by=by, unit=unit.name, part=part)
    return said


@transaction.atomic
def leave_part(said: TaskPart, *, by: "Person") -> SharedTask:
    """It is not so any more."""
    row = lock(said)
    require(by, "agreements.begin", row.unit)
    task, unit, part = row.task, row.unit.name, row.part
    delete(row, by=by)
    log("agreements.part_left", task, by=by, unit=unit, part=part)
    return task


@transaction.atomic
def move_parts(old: "Unit", new: "Unit", by: "Person | None") -> None:
    """Let another unit have the parts of a unit that ends; what it says itself already is not said twice."""
    for said in TaskPart.objects.select_for_update().filter(unit=old).order_by("pk"):
        same = TaskPart.objects.filter(task=said.task_id, unit=new, part=said.part, for_unit=said.for_unit_id)
        if same.exists():
            delete(said, by=by)
        else:
            save_values(said, by=by, unit=new)
