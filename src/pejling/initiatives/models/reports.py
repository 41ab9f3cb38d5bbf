"""Status: what is reported, what is answered to it, and the request that a mail's link answers."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.dates import today
from pejling.core.fields import PlainTextField
from pejling.core.models import Versioned, Withdrawable, WithdrawableQuerySet
from pejling.initiatives.models.initiatives import Initiative
from pejling.organisation.models import Unit


class Level(models.TextChoices):
    """How the work goes, as the one who leads it sees it. Always shown as word, shape and colour together."""

    ON_TRACK = "on_track", _("På sporet")
    PRESSED = "pressed", _("Presset")
    OFF_TRACK = "off_track", _("Af sporet")
    NOT_ASSESSED = "not_assessed", _("Ikke vurderet")


WORST_FIRST = (Level.OFF_TRACK, Level.PRESSED, Level.NOT_ASSESSED, Level.ON_TRACK)
"""The order in which levels ask for attention."""


class Way(models.TextChoices):
    """How a report came in."""

    PAGE = "page", _("Pejling")
    LINK = "link", _("linket i en mail")
    SHEET = "sheet", _("et regneark")


class StatusReportQuerySet(WithdrawableQuerySet["StatusReport"]):
    """Status reports."""

    def newest_first(self) -> Self:
        """With the people's names at hand."""
        return self.select_related("by", "on_behalf_of").order_by("-at", "-pk")


class StatusReport(Withdrawable):
    """How an initiative goes at a moment: a level, a sentence and, if it has moved, a new expected date.

    With `asks_leader` it is addressed to the nearest leader, whatever the level.
    Never changed: what turned out otherwise is a new report. One given by mistake is taken back and stays in the history.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="reports")
    level = models.CharField(_("status"), max_length=15, choices=Level)
    sentence = PlainTextField(_("med en sætning"), max_length=1_000, blank=True, default="")
    expected_on = models.DateField(_("ny forventet dato"), null=True, blank=True)
    asks_leader = models.BooleanField(_("beder lederen se på den"), default=False)
    way = models.CharField(_("givet gennem"), max_length=10, choices=Way, default=Way.PAGE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reports", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = StatusReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("statusmelding")
        verbose_name_plural = _("statusmeldinger")
        indexes = [
            models.Index(fields=["initiative", "-at"]),
            # Few are taken back; how many is asked wherever states are kept.
            models.Index(
                fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="reports_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.get_level_display()}"


class ReportReply(models.Model):
    """A leader has seen a report; with words it is an answer, without it is taken note of."""

    report = models.ForeignKey(StatusReport, models.CASCADE, related_name="replies")
    text = PlainTextField(_("svar"), max_length=1_000, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("svar på statusmelding")
        verbose_name_plural = _("svar på statusmeldinger")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text or str(_("Taget til efterretning"))


class StatusRequestQuerySet(models.QuerySet["StatusRequest"]):
    """Requests for a status."""

    def open(self, on: date | None = None) -> Self:
        """Those that can still be answered."""
        return self.filter(answered_at__isnull=True, expires_on__gte=on or today())


class StatusRequest(models.Model):
    """One person is asked how one initiative goes in one period; the mail's link answers this and nothing else.

    Only the link's fingerprint is kept. It is used up by its first answer, and dies with the person's part in the work.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="status_requests")
    period_from = models.DateField(_("perioden fra"))
    asked_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField(_("gælder til og med"))
    fingerprint = models.CharField(max_length=64, unique=True)
    answered_at = models.DateTimeField(null=True)
    report = models.OneToOneField(StatusReport, models.SET_NULL, null=True, related_name="request")

    objects = StatusRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("anmodning om status")
        verbose_name_plural = _("anmodninger om status")
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person", "period_from"], name="asked_once_a_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.person}"


class LeaderRequestQuerySet(WithdrawableQuerySet["LeaderRequest"]):
    """Leaders' requests for a status."""

    def open(self) -> Self:
        """Those that wait: not taken back, put to the one who still leads the work, and nothing was said since."""
        said = StatusReport.objects.active().filter(initiative=OuterRef("initiative"), at__gte=OuterRef("at"))
        return self.active().filter(initiative__lead=F("person")).exclude(Exists(said))


class LeaderRequest(Withdrawable):
    """A leader above, or the secretariat, asks the one who leads an initiative how it goes.

    What was asked in one press has the same moment, and is taken back in one. It is answered by any status after it.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="leader_requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now, editable=False)

    objects = LeaderRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("leders anmodning om status")
        verbose_name_plural = _("lederes anmodninger om status")
        indexes = [
            models.Index(fields=["initiative", "-at"], name="leader_requests_of_work"),
            models.Index(fields=["person", "-at"], name="leader_requests_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}: {self.person}"


class Interval(models.IntegerChoices):
    """How often a unit reports, in months."""

    MONTHLY = 1, _("Hver måned")
    BIMONTHLY = 2, _("Hver anden måned")
    QUARTERLY = 3, _("Hvert kvartal")
    TERMLY = 4, _("Hver fjerde måned")
    HALF_YEARLY = 6, _("Hvert halve år")


USUAL_INTERVAL = Interval.QUARTERLY
"""What holds where neither a unit nor any above it has chosen."""


class ReportingRhythm(models.Model):
    """How often a unit, and those below it that have chosen nothing themselves, report."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="rhythm", verbose_name=_("enhed"))
    interval = models.PositiveSmallIntegerField(_("status"), choices=Interval, default=USUAL_INTERVAL)

    class Meta:
        verbose_name = _("statusrytme")
        verbose_name_plural = _("statusrytmer")
        constraints = [
            models.CheckConstraint(condition=Q(interval__in=Interval.values), name="interval_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_interval_display()}"


class StatusChoices(Versioned):
    """What the municipality has chosen about status: one row, or none until something is chosen."""

    takes_links = models.BooleanField(
        _("Status kan gives gennem linket i en mail, uden login"),
        default=True,
        help_text=_("Er det slået fra, fører mailens links til login, og links, der er sendt, virker ikke."),
    )

    class Meta:
        verbose_name = _("valg om status")
        verbose_name_plural = _("valg om status")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="status_choices_are_one")]

    def __str__(self) -> str:
        return str(_("Status"))

    @classmethod
    def current(cls) -> "StatusChoices":
        """What holds today."""
        return cls.objects.first() or cls(pk=1, version=0)
