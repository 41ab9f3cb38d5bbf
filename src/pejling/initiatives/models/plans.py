"""What a plan has beside its text: who approves its initiatives, who was involved, and who said that it still holds."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Withdrawable, WithdrawableQuerySet, names_one
from pejling.direction.models import Document
from pejling.organisation.models import Forum, Seat

if TYPE_CHECKING:
    from pejling.organisation.authority import Authority


class ApproverQuerySet(models.QuerySet["Approver"]):
    """Who is named by which plan."""

    def of(self, document: Document) -> "Approver | None":
        """Whom the plan names; nobody where that person has left."""
        still_here = Q(forum__isnull=False) | Q(person__is_active=True)
        return self.filter(still_here, document=document).select_related("forum", "person").first()

    def naming(self, authority: "Authority") -> Self:
        """Where one is named oneself, sits in the forum that is named, or stands in for somebody who is or does."""
        seats = Seat.objects.current().filter(person__in=authority.people)
        return self.filter(Q(person__in=authority.people) | Q(forum__in=seats.order_by().values("forum")))


class Approver(models.Model):
    """Who approves the initiatives of a plan: a forum or a person. Without one it is the leader of the plan's unit."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="approver")
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("forum")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leder"),
    )
    history = HistoricalRecords()

    objects = ApproverQuerySet.as_manager()

    class Meta:
        verbose_name = _("godkender")
        verbose_name_plural = _("godkendere")
        constraints = [
            models.CheckConstraint(
                condition=names_one("forum", "person"),
                name="approver_is_one",
                violation_error_message=_("Vælg enten et forum eller en leder."),
            )
        ]

    def __str__(self) -> str:
        return str(self.forum or self.person)


class Confirmation(Withdrawable):
    """Somebody has read a plan and says that it still holds. Shown apart; it never counts as change."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="confirmations")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now)

    objects = WithdrawableQuerySet["Confirmation"].as_manager()

    class Meta:
        verbose_name = _("bekræftelse")
        verbose_name_plural = _("bekræftelser")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["document", "-at"])]

    def __str__(self) -> str:
        return str(self.document)


class Circle(models.TextChoices):
    """With whom a plan was talked over."""

    STAFF = "staff", _("Personalemøde")
    MED = "med", _("MED")
    USERS = "users", _("Brugere eller pårørende")
    PARTNERS = "partners", _("Partnere")
    OTHERS = "others", _("Andre")


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    """The log of involvement."""

    def active(self) -> Self:
        """Those not taken away."""
        return self.filter(removed_at__isnull=True)


class Involvement(models.Model):
    """When, with whom, and what changed because of it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="involvements")
    circle = models.CharField(_("med hvem"), max_length=10, choices=Circle)
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("forum")
    )
    detail = LineField(_("nærmere"), max_length=250, blank=True, default="")
    on = models.DateField(_("hvornår"), default=today)
    what_changed = PlainTextField(_("hvad det ændrede"), max_length=2_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(default=timezone.now, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords()

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        verbose_name = _("inddragelse")
        verbose_name_plural = _("inddragelser")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["document", "-on"])]

    def __str__(self) -> str:
        return str(self.get_circle_display())
