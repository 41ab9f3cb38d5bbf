"""What happens in a document's life, a row each: hearing, adoption, a new period, correction, retirement, a version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField, PlainTextField
from pejling.core.models import Withdrawable, WithdrawableQuerySet, period_is_ordered
from pejling.direction.models.documents import Document
from pejling.direction.models.elements import Element, Section
from pejling.organisation.models import Forum


class Happening(models.Model):
    """Who wrote it down, and when."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["-at", "-pk"]


class HearingPeriod(Happening):
    """A document is out in hearing until a day; closed when it is taken back or adopted."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="hearing_periods")
    opens_on = models.DateField(_("fra"))
    closes_on = models.DateField(_("svarfrist"))
    note = PlainTextField(_("besked til parterne"), blank=True, default="", max_length=2_000)
    closed_at = models.DateTimeField(_("lukket"), null=True, editable=False)

    class Meta(Happening.Meta):
        verbose_name = _("høringsperiode")
        verbose_name_plural = _("høringsperioder")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="hearing_period_is_ordered",
                violation_error_message=_("Svarfristen ligger før høringens start."),
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(closed_at__isnull=True), name="one_open_hearing_period"
            ),
        ]


class Decision(Withdrawable, Happening):
    """A decision; one written by mistake is withdrawn, with a reason, and written again. The row stays."""

    withdrawn_why = PlainTextField(_("hvorfor trukket tilbage"), blank=True, default="", max_length=1_000)

    class Meta(Happening.Meta):
        abstract = True


class Adoption(Decision):
    """A forum adopted the document; it binds from `in_force_on`. Both dates may lie in the past."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="adoptions")
    forum = models.ForeignKey(Forum, models.PROTECT, related_name="adoptions", verbose_name=_("vedtaget af"))
    decided_on = models.DateField(_("vedtaget den"))
    in_force_on = models.DateField(_("gælder fra"))
    note = PlainTextField(_("bemærkning"), blank=True, default="", max_length=2_000)

    objects = WithdrawableQuerySet["Adoption"].as_manager()

    class Meta(Happening.Meta):
        verbose_name = _("vedtagelse")
        verbose_name_plural = _("vedtagelser")
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(withdrawn_at__isnull=True), name="one_standing_adoption"
            )
        ]


class PeriodChange(Happening):
    """The period of an adopted document was made longer or shorter: from what to what, why, and who decided it."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="period_changes")
    started_on = models.DateField(_("begyndte før"), null=True, blank=True)
    ended_on = models.DateField(_("sluttede før"), null=True, blank=True)
    starts_on = models.DateField(_("begynder nu"), null=True, blank=True)
    ends_on = models.DateField(_("slutter nu"), null=True, blank=True)
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("besluttet af")
    )
    decided_on = models.DateField(_("besluttet den"), null=True, blank=True)
    why = PlainTextField(_("begrundelse"), max_length=1_000)

    class Meta(Happening.Meta):
        verbose_name = _("ændring af perioden")
        verbose_name_plural = _("ændringer af perioden")
        constraints = [period_is_ordered("changed_period_is_ordered")]


class Retirement(Decision):
    """A document was taken out of force without a successor, by decision, from the day after `last_day`."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="retirements")
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("besluttet af")
    )
    last_day = models.DateField(_("gælder til og med"))
    why = PlainTextField(_("begrundelse"), max_length=2_000)

    objects = WithdrawableQuerySet["Retirement"].as_manager()

    class Meta(Happening.Meta):
        verbose_name = _("udfasning")
        verbose_name_plural = _("udfasninger")
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(withdrawn_at__isnull=True), name="one_standing_retirement"
            )
        ]


class Correction(Happening):
    """Adopted wording was mended: where, why, and both texts. Neither in a section nor in an element: the document's own."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections")
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="corrections")
    element = models.ForeignKey(Element, models.PROTECT, null=True, related_name="corrections")
    field = models.CharField(_("felt"), max_length=20)
    before = models.TextField(_("før"), blank=True)
    after = models.TextField(_("efter"), blank=True)
    why = PlainTextField(_("begrundelse"), max_length=1_000)

    class Meta(Happening.Meta):
        verbose_name = _("rettelse")
        verbose_name_plural = _("rettelser")


class Revision(Happening):
    """A named moment of a living document. Not a copy: its content is read from history as of then."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="revisions")
    name = LineField(_("navn"), max_length=120)
    why = PlainTextField(_("anledning"), blank=True, default="", max_length=1_000)

    class Meta(Happening.Meta):
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "name"],
                name="revision_name_is_used_once",
                violation_error_message=_("Der er allerede en version med det navn."),
            )
        ]

    def __str__(self) -> str:
        return self.name
