"""The units of the municipality as a tree, and who holds which post in them."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import LineField, SortKeyField
from pejling.core.models import Period, PeriodQuerySet, Versioned, held_once, period_is_ordered
from pejling.core.permissions import may
from pejling.organisation.models.words import Capacity, Role, UnitKind

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class UnitQuerySet(PeriodQuerySet["Unit"]):
    """Units; the tree of them is put together by `figures.tree`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """The organisation is read by staff and council members."""
        return self if may(viewer, "organisation.view") else self.none()

    def for_list(self) -> Self:
        """With kinds at hand, in Danish order."""
        return self.select_related("kind").order_by("sort_key", "pk")

    def for_choice(self) -> Self:
        """The units that can be chosen today, in Danish order, each with the name above it to tell namesakes apart."""
        return self.current().select_related("parent").order_by("sort_key", "pk")


class Unit(Versioned, Period):
    """A part of the municipality with its own leadership: a centre, a school, a team. Units end, they are never deleted."""

    name = LineField(_("navn"), max_length=200)
    sort_key = SortKeyField("name")
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name=_("enhedstype"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("hører under")
    )
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("lagt sammen med"),
    )
    history = HistoricalRecords(excluded_fields=["sort_key"])

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhed")
        verbose_name_plural = _("enheder")
        ordering = ["sort_key", "pk"]
        constraints = [
            period_is_ordered("unit_period_is_ordered"),
            models.UniqueConstraint(
                fields=["external_id"],
                condition=~Q(external_id=""),
                name="unit_external_id_is_unique",
                violation_error_message=_("En anden enhed har allerede det id."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether its last day is today or has passed: all that it had has gone to another, and it takes nothing new."""
        return self.ends_on is not None and self.ends_on <= today()


class PostQuerySet(PeriodQuerySet["Post"]):
    """Posts: who is what, where."""

    def leading(self, on: date | None = None) -> Self:
        """The posts that lead their unit on a day."""
        return self.current(on).filter(role__capacity=Capacity.LEADER)

    def operating(self) -> Self:
        """The posts that run the installation, today or from a day to come; `Post.is_operating` says it of one."""
        return self.lasting().filter(role__capacity=Capacity.OPERATOR)

    def for_list(self) -> Self:
        """With names at hand, in Danish order of people."""
        return self.select_related("person", "unit", "role").order_by("person__sort_key", "pk")


class Post(Period):
    """A person in a unit in a role, for a period."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("enhed"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts", verbose_name=_("rolle"))
    external_id = LineField(_("id i kildesystem"), max_length=100, blank=True, default="")
    history = HistoricalRecords()

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("poster")
        constraints = [
            period_is_ordered("post_period_is_ordered"),
            *held_once(
                "post",
                ["person", "unit", "role"],
                _("Personen har allerede den rolle i enheden fra den dag."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.role}, {self.unit}"

    @property
    def is_operating(self) -> bool:
        """Whether it runs the installation, today or from a day to come."""
        return self.role.capacity == Capacity.OPERATOR and not self.has_ended
