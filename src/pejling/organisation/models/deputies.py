"""Who stands in for whom."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.models import Period, PeriodQuerySet, period_is_ordered


class Deputyship(Period):
    """One person stands in for another for a period; what the deputy does then bears both names."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputyships", verbose_name=_("den fraværende")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deputising", verbose_name=_("stedfortræder")
    )
    history = HistoricalRecords()

    objects = PeriodQuerySet["Deputyship"].as_manager()

    class Meta:
        verbose_name = _("stedfortrædelse")
        verbose_name_plural = _("stedfortrædelser")
        constraints = [
            period_is_ordered("deputyship_period_is_ordered"),
            models.CheckConstraint(
                condition=~Q(person=models.F("deputy")),
                name="deputy_is_somebody_else",
                violation_error_message=_("Man kan ikke være stedfortræder for sig selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deputy} for {self.person}"
