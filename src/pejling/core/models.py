"""What rows have in common: a version that guards against lost updates, a period, being taken back; and periodic work."""

from collections.abc import Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import LineField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Versioned(models.Model):
    """A row that several people may edit: `version` counts its changes, and a form carries the one that it was opened on."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class History(HistoricalRecords):  # type: ignore[misc]
    """The kept values of a row: a save that names its fields, and none of those that are kept, adds nothing to them."""

    def post_save(
        self, instance: models.Model, created: bool, using: str | None = None, **kwargs: Any
    ) -> None:
        """A sign-in or a spent code is not a change of the person."""
        saved = kwargs.get("update_fields")
        kept = {name for field in self.fields_included(instance) for name in (field.name, field.attname)}
        if saved is None or kept & set(saved):
            super().post_save(instance, created, using=using, **kwargs)


Row = TypeVar("Row", bound=models.Model, covariant=True)


class NamedKind(Versioned):
    """A word of the municipality's own, in the order in which it wants them shown: a level, a role, a kind of forum."""

    name = LineField(_("navn"), max_length=100, unique=True)
    position = models.PositiveIntegerField(_("rækkefølge"), default=0)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class WithdrawableQuerySet(models.QuerySet[Row]):
    """Rows that can be taken back."""

    def active(self) -> Self:
        """Those not taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Withdrawable(models.Model):
    """Said or decided once and never rewritten or deleted: it can be taken back, and stands then without counting."""

    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True


class PeriodQuerySet(models.QuerySet[Row]):
    """Rows that hold for a time."""

    def current(self, on: date | None = None) -> Self:
        """Those that hold on a day, today unless told."""
        on = on or today()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        )

    def lasting(self) -> Self:
        """Those that hold today or will do so: all that have not ended."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()))


class Period(models.Model):
    """Holds from and to a day, both counted in; no day means open."""

    starts_on = models.DateField(_("fra"), null=True, blank=True)
    ends_on = models.DateField(_("til"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_current(self, on: date | None = None) -> bool:
        """Whether it holds on a day, today unless told."""
        on = on or today()
        return (not self.starts_on or self.starts_on <= on) and (not self.ends_on or self.ends_on >= on)

    def overlaps(self, starts_on: date | None, ends_on: date | None) -> bool:
        """Whether there is a day on which both it and another period hold."""
        begins_in_time = self.ends_on is None or starts_on is None or starts_on <= self.ends_on
        return begins_in_time and (self.starts_on is None or ends_on is None or ends_on >= self.starts_on)

    @property
    def has_ended(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < today()


def period_is_ordered(name: str) -> models.CheckConstraint:
    """The constraint that a period does not end before it starts."""
    ordered = Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on"))
    return models.CheckConstraint(
        condition=ordered, name=name, violation_error_message=_("Perioden slutter, før den begynder.")
    )


def held_once(thing: str, fields: Sequence[str], words: "_StrPromise") -> list[models.BaseConstraint]:
    """The constraints that the same is not held twice from one day, nor twice without a day."""
    return [
        models.UniqueConstraint(
            fields=[*fields, "starts_on"],
            condition=Q(starts_on__isnull=False),
            name=f"{thing}_is_held_once",
            violation_error_message=words,
        ),
        models.UniqueConstraint(
            fields=[*fields],
            condition=Q(starts_on__isnull=True),
            name=f"{thing}_is_held_once_without_starts_on",
            violation_error_message=words,
        ),
    ]


def names_one(*columns: str) -> Q:
    """That a row names one of these, and only one."""
    return reduce(or_, (Q(**{f"{each}__isnull": each != named for each in columns}) for named in columns))


class ScheduledRun(models.Model):
    """A moment at which periodic work was due and was begun; that there is one row is why it was begun once."""

    key = models.CharField(max_length=100)
    at = models.DateTimeField()
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tidspunkt for tilbagevendende arbejde")
        verbose_name_plural = _("tidspunkter for tilbagevendende arbejde")
        constraints = [models.UniqueConstraint(fields=["key", "at"], name="slot_is_begun_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.at:%Y-%m-%d %H:%M}"
