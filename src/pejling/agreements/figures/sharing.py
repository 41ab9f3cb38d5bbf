"""Shared support as one table: for each task who does it for whom, who could, who needs it, and what was tried together."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.agreements.figures.ledger import State, state_of
from pejling.agreements.models import Answer, Commitment, Part, Proposal, SharedTask, TaskPart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class TaskLine:
    """A task with what units say of it."""

    task: SharedTask
    parts: dict[Part, list[TaskPart]]
    waiting: int
    tried: int

    @property
    def could_meet(self) -> bool:
        """Whether somebody needs help and somebody else could give it."""
        return bool(self.parts[Part.NEEDS] and self.parts[Part.COULD])


def task_lines(tasks: "Iterable[SharedTask]", viewer: "Viewer") -> list[TaskLine]:
    """In three queries however many there are."""
    tasks = list(tasks)
    parts: dict[int, dict[Part, list[TaskPart]]] = {task.pk: {part: [] for part in Part} for task in tasks}
    rows = TaskPart.objects.filter(task__in=parts).select_related("unit", "for_unit")
    for row in rows.order_by("unit__sort_key", "pk"):
        parts[row.task_id][Part(row.part)].append(row)
    waiting: Counter[int] = Counter()
    tried: Counter[int] = Counter()
    asked = Proposal.objects.visible_to(viewer).active().filter(task__in=parts).order_by()
    for task, answer in asked.values_list("task_id", "answer__answer"):
        if not answer:
            waiting[task] += 1
        elif answer == Answer.TRIED:
            tried[task] += 1
    agreed = Commitment.objects.visible_to(viewer).filter(task__in=parts).order_by()
    tried.update(agreed.values_list("task_id", flat=True))
    return [TaskLine(task, parts[task.pk], waiting[task.pk], tried[task.pk]) for task in tasks]


def asked_and_offered(task: SharedTask, viewer: "Viewer") -> list[Proposal]:
    """What was asked for and offered about the task, the newest first."""
    rows = Proposal.objects.visible_to(viewer).active().filter(task=task)
    return list(rows.for_list().order_by("-put_on", "-pk"))


def tried_together(task: SharedTask, viewer: "Viewer") -> list[tuple[Commitment, State]]:
    """What was agreed about the task, with what came of it; the newest first."""
    rows = Commitment.objects.visible_to(viewer).filter(task=task)
    return [(row, state_of(row)) for row in rows.for_list().order_by("-agreed_on", "-pk")]
