"""Shared support: the tasks that units and secretariats can help one another with, who does what for whom, and who could."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import LineField, PlainTextField, SortKeyField
from pejling.core.models import Versioned
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class SharedTaskQuerySet(models.QuerySet["SharedTask"]):
    """The tasks, in Danish order."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """All of them, to those who work here or sit in the council."""
        return self if authority_of(viewer).is_internal else self.none()

    def in_order(self) -> Self:
        """By name."""
        return self.order_by("sort_key", "pk")


class SharedTask(Versioned):
    """A task that more than one unit has: to plan a meeting, to keep a register, to write a case."""

    title = LineField(_("opgaven"), max_length=150, unique=True)
    sort_key = SortKeyField("title")
    detail = PlainTextField(_("hvad indgår i den?"), max_length=2_000, blank=True, default="")
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = SharedTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("fælles opgave")
        verbose_name_plural = _("fælles opgaver")

    def __str__(self) -> str:
        return self.title


class Part(models.TextChoices):
    """What a unit has to do with a task."""

    DOES = "does", _("Gør det i dag")
    COULD = "could", _("Kan hjælpe andre")
    NEEDS = "needs", _("Mangler hjælp")


class TaskPart(Versioned):
    """One unit's part in a task: that it does it, for itself or for another; that it could help; that it needs help."""

    task = models.ForeignKey(SharedTask, models.CASCADE, related_name="parts", verbose_name=_("opgave"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="task_parts", verbose_name=_("enhed"))
    part = models.CharField(_("hvordan"), max_length=10, choices=Part)
    for_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for enheden")
    )
    words = LineField(_("med et ord"), max_length=200, blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("del i en fælles opgave")
        verbose_name_plural = _("dele i fælles opgaver")
        constraints = [
            models.UniqueConstraint(
                fields=["task", "unit", "part", "for_unit"],
                condition=models.Q(for_unit__isnull=False),
                name="task_part_for_a_unit_is_said_once",
                violation_error_message=_("Det står der allerede."),
            ),
            models.UniqueConstraint(
                fields=["task", "unit", "part"],
                condition=models.Q(for_unit=None),
                name="task_part_is_said_once",
                violation_error_message=_("Det står der allerede."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.task}"
