"""Ties: from an element up to the aim that it contributes to. With the elements' own tree they are the whole chain."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.dates import today
from pejling.core.fields import PlainTextField
from pejling.direction.models.documents import Document, binding
from pejling.direction.models.elements import Element
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Ties."""

    def active(self) -> Self:
        """Those not ended."""
        return self.filter(ended_on__isnull=True)

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those of which the viewer may see both ends."""
        return self.filter(
            Document.seen_by(viewer, "lower__document__"), Document.seen_by(viewer, "upper__document__")
        )

    def counted_for(self, viewer: "Viewer") -> Self:
        """Those that are counted for the viewer: what they may see, and for staff and council members all that binds today.

        What binds is a fact, and the same for all of them; a draft that one may not see is none.
        """
        seen = Document.seen_by(viewer, "lower__document__") & Document.seen_by(viewer, "upper__document__")
        if not authority_of(viewer).is_internal:
            return self.filter(seen)
        on = today()
        return self.filter(seen | (binding(on, "lower__document__") & binding(on, "upper__document__")))

    def for_list(self) -> Self:
        """With both ends at hand."""
        ends = [
            f"{end}__{part}"
            for end in ("lower", "upper")
            for part in ("kind", "document__kind", "document__unit")
        ]
        return self.select_related(*ends)


class Contribution(models.Model):
    """One element contributes to one aim, and a sentence says how. Never rewritten; it can be ended."""

    lower = models.ForeignKey(Element, models.PROTECT, related_name="contributions", verbose_name=_("punkt"))
    upper = models.ForeignKey(
        Element, models.PROTECT, related_name="contributors", verbose_name=_("bidrager til")
    )
    how = PlainTextField(_("hvordan"), max_length=1_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    created_at = models.DateTimeField(_("knyttet"), default=timezone.now, editable=False)
    ended_on = models.DateField(_("ophørt"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("bidrag")
        verbose_name_plural = _("bidrag")
        constraints = [
            models.UniqueConstraint(
                fields=["lower", "upper"],
                condition=Q(ended_on__isnull=True),
                name="tied_once",
                violation_error_message=_("De to punkter er allerede knyttet sammen."),
            ),
            models.CheckConstraint(
                condition=~Q(lower=models.F("upper")),
                name="tie_is_between_two",
                violation_error_message=_("Et punkt kan ikke bidrage til sig selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lower} → {self.upper}"


class TieQuestionQuerySet(models.QuerySet["TieQuestion"]):
    """Questions put to ties."""

    def open(self) -> Self:
        """Those not settled."""
        return self.filter(settled_at__isnull=True)


class TieQuestion(models.Model):
    """The owner of the upper aim doubts a tie; until it is settled the tie counts half."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="questions")
    why = PlainTextField(_("begrundelse"), max_length=1_000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("af"))
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now, editable=False)
    answer = PlainTextField(_("svar"), max_length=1_000, blank=True, default="")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("besvaret af")
    )
    answered_on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("afsluttet af")
    )
    settled_at = models.DateTimeField(_("afsluttet"), null=True, editable=False)

    objects = TieQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("spørgsmål til et bidrag")
        verbose_name_plural = _("spørgsmål til bidrag")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(settled_at__isnull=True),
                name="tie_is_questioned_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.why
