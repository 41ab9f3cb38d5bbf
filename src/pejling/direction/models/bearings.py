"""Whom a bearing concerns, and a unit's answer that it does not."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import PlainTextField
from pejling.direction.models.documents import Document
from pejling.organisation.models import Unit, UnitKind


class AddressingQuerySet(models.QuerySet["Addressing"]):
    """To whom bearings are addressed."""

    def reaching(
        self, units: set[int] | frozenset[int], kinds: "set[int] | models.QuerySet[Unit, Any]"
    ) -> Self:
        """Those that reach any of the units (given with all above them), or a kind of unit."""
        return self.filter(Q(unit__in=units) | Q(unit_kind__in=kinds))


class Addressing(models.Model):
    """A bearing concerns a unit and those below it, or all units of a kind. It is relevance, not secrecy."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="addressings")
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhed")
    )
    unit_kind = models.ForeignKey(
        UnitKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhedstype")
    )
    history = HistoricalRecords()

    objects = AddressingQuerySet.as_manager()

    class Meta:
        verbose_name = _("adressering")
        verbose_name_plural = _("adresseringer")
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, unit_kind__isnull=True)
                | Q(unit__isnull=True, unit_kind__isnull=False),
                name="addressing_is_to_one",
            ),
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(unit__isnull=False), name="addressed_once_to_unit"
            ),
            models.UniqueConstraint(
                fields=["document", "unit_kind"],
                condition=Q(unit_kind__isnull=False),
                name="addressed_once_to_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.unit_kind)


class Irrelevance(models.Model):
    """A unit answers that a bearing is not relevant there, and why. Taken back by `withdrawn_at`."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="irrelevances")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="irrelevances", verbose_name=_("enhed"))
    why = PlainTextField(_("fordi"), max_length=1_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("svaret ikke relevant")
        verbose_name_plural = _("svar om ikke relevant")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "unit"], condition=Q(withdrawn_at__isnull=True), name="irrelevant_once"
            )
        ]
