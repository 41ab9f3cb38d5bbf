"""When direction changes: what becomes of every old aim, and of the ties to it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import PlainTextField
from pejling.core.models import Withdrawable, WithdrawableQuerySet
from pejling.direction.models.documents import Document
from pejling.direction.models.elements import Element
from pejling.direction.models.ties import Contribution


class Succession(models.Model):
    """One new document takes over from one or more old ones, on the day it comes into force."""

    new = models.OneToOneField(Document, models.CASCADE, related_name="succession", verbose_name=_("det nye"))
    olds = models.ManyToManyField(Document, related_name="successions", verbose_name=_("det gamle"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    completed_at = models.DateTimeField(_("gennemført"), null=True, editable=False)

    class Meta:
        verbose_name = _("afløsning")
        verbose_name_plural = _("afløsninger")

    def __str__(self) -> str:
        return str(self.new)


class FateKind(models.TextChoices):
    """What can become of an old aim."""

    CARRIED_ON = "carried_on", _("Føres videre")
    MERGED = "merged", _("Samles med andre")
    SPLIT = "split", _("Deles i flere")
    MOVED = "moved", _("Flyttes til et andet dokument")
    LAPSED = "lapsed", _("Bortfalder")


class FateQuerySet(models.QuerySet["Fate"]):
    """Fates."""

    def effective(self, on: date | None = None) -> Self:
        """Those that have come true by a day."""
        return self.filter(effective_on__lte=on or today())

    def planned(self) -> Self:
        """Those not yet true: their succession is not adopted, their document not retired."""
        return self.filter(effective_on__isnull=True)


class Fate(models.Model):
    """What becomes of one old element: it lives on in `to` (a row for each), or lapses for a reason."""

    element = models.ForeignKey(Element, models.PROTECT, related_name="fates", verbose_name=_("punkt"))
    kind = models.CharField(_("skæbne"), max_length=12, choices=FateKind)
    to = models.ForeignKey(
        Element,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="inherited_fates",
        verbose_name=_("lever videre i"),
    )
    why = PlainTextField(_("begrundelse"), blank=True, default="", max_length=1_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    effective_on = models.DateField(_("virker fra"), null=True, editable=False)
    history = HistoricalRecords()

    objects = FateQuerySet.as_manager()

    class Meta:
        verbose_name = _("skæbne")
        verbose_name_plural = _("skæbner")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=FateKind.LAPSED, to__isnull=True) & ~Q(why="")
                | ~Q(kind=FateKind.LAPSED) & Q(to__isnull=False),
                name="fate_leads_somewhere_or_says_why",
                violation_error_message=_(
                    "Vælg, hvor punktet lever videre, eller skriv, hvorfor det bortfalder."
                ),
            ),
            models.UniqueConstraint(
                fields=["element", "to"], condition=Q(to__isnull=False), name="one_fate_per_target"
            ),
            models.UniqueConstraint(fields=["element"], condition=Q(to__isnull=True), name="lapses_once"),
        ]

    def __str__(self) -> str:
        return f"{self.element}: {self.get_kind_display()}"


class InheritanceReply(models.TextChoices):
    """What the owner of an inherited tie can answer."""

    CONFIRMED = "confirmed", _("Bekræftet")
    REDIRECTED = "redirected", _("Knyttet til et andet mål")
    ENDED = "ended", _("Ophørt")


class InheritanceAnswer(Withdrawable):
    """The owner's answer to an inherited tie; until there is one the tie reads through the fate and counts half.

    Never rewritten or deleted: it can be taken back. The fate is None when it became a plan again and was planned otherwise.
    """

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="inheritance_answers")
    fate = models.ForeignKey(Fate, models.SET_NULL, null=True, related_name="inheritance_answers")
    reply = models.CharField(_("svar"), max_length=12, choices=InheritanceReply)
    replacement = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = WithdrawableQuerySet["InheritanceAnswer"].as_manager()

    class Meta:
        verbose_name = _("svar på arvet bidrag")
        verbose_name_plural = _("svar på arvede bidrag")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "fate"],
                condition=Q(withdrawn_at__isnull=True),
                name="inheritance_answered_once",
            )
        ]
