"""A file on its way in: read, proposed, and waiting for a person to judge the proposal."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField
from pejling.direction.models.documents import Document
from pejling.direction.models.kinds import DocumentKind
from pejling.files.models import random_name
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class IntakeQuerySet(models.QuerySet["Intake"]):
    """Files on their way in."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """One's own; the secretariat sees all."""
        authority = authority_of(viewer)
        if authority.is_secretariat:
            return self
        return self.filter(by=authority.person) if authority.person else self.none()

    def waiting(self) -> Self:
        """Those not yet made into a document, nor dropped."""
        return self.filter(Q(document__isnull=True, dropped_at__isnull=True))


class Intake(models.Model):
    """An uploaded file, what was read from it, and what the person has chosen so far. It can be left and taken up again."""

    name = LineField(_("filnavn"), max_length=250)
    stored = models.FileField(upload_to=random_name, max_length=200)
    content_type = models.CharField(_("filtype"), max_length=120)
    size = models.PositiveBigIntegerField(_("størrelse"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhed"))
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="+", verbose_name=_("dokumenttype"))
    title = LineField(_("titel"), max_length=250, blank=True, default="")
    lines = models.JSONField(_("kildens linjer"), default=list)
    proposal = models.JSONField(_("forslag"), default=dict)
    choices = models.JSONField(_("valg"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="intakes", verbose_name=_("af")
    )
    at = models.DateTimeField(_("lagt op"), default=timezone.now, editable=False)
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="intake")
    dropped_at = models.DateTimeField(null=True, editable=False)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("indlæsning")
        verbose_name_plural = _("indlæsninger")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.title or self.name
