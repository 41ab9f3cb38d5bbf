"""What is judged about the work: its success criteria, and how ready those are who shall carry it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import PlainTextField
from pejling.direction.models import Element
from pejling.initiatives.models.initiatives import Initiative


class Verdict(models.TextChoices):
    """Whether what one wanted to see is seen."""

    MET = "met", _("Opfyldt")
    NOT_MET = "not_met", _("Ikke opfyldt")
    NOT_YET = "not_yet", _("Ikke endnu")


class CriterionVerdict(models.Model):
    """Somebody judged a success criterion, by evidence. Append only: a changed view is a new verdict."""

    criterion = models.ForeignKey(
        Element, models.PROTECT, related_name="verdicts", verbose_name=_("succeskriterium")
    )
    verdict = models.CharField(_("vurdering"), max_length=10, choices=Verdict)
    evidence = PlainTextField(_("det ser vi på"), max_length=2_000)
    source_url = models.URLField(_("link"), max_length=500, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("vurdering af succeskriterium")
        verbose_name_plural = _("vurderinger af succeskriterier")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["criterion", "-at"])]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.get_verdict_display()}"


class Facet(models.TextChoices):
    """What readiness is made of. Short and fixed, so that two assessments can be held beside each other."""

    LEADERSHIP = "leadership", _("Ledelse")
    SKILLS = "skills", _("Kompetencer")
    TIME = "time", _("Tid")
    TECHNOLOGY = "technology", _("Teknologi")
    RELATIONS = "relations", _("Relationer")


class Readiness(models.Model):
    """One assessment of how ready we are for an initiative; taken again later and held beside the earlier ones."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="readiness")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("parathed")
        verbose_name_plural = _("parathed")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["initiative", "-at"])]

    def __str__(self) -> str:
        return str(self.initiative)


class FacetScore(models.Model):
    """One facet of an assessment: from 1, not ready at all, to 5, ready, with a sentence that says why."""

    readiness = models.ForeignKey(Readiness, models.CASCADE, related_name="scores")
    facet = models.CharField(_("side"), max_length=15, choices=Facet)
    score = models.PositiveSmallIntegerField(
        _("vurdering"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    sentence = PlainTextField(_("fordi"), max_length=500)

    class Meta:
        verbose_name = _("side af parathed")
        verbose_name_plural = _("sider af parathed")
        constraints = [
            models.UniqueConstraint(fields=["readiness", "facet"], name="facet_is_scored_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="score_is_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.get_facet_display()}: {self.score}"
