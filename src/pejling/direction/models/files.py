"""Files that belong to a document. A replaced file is kept."""

import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField
from pejling.direction.models.documents import Document

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def random_name(_file: "DocumentFile", _name: str) -> str:
    """A stored name that tells nothing and cannot be guessed."""
    token = secrets.token_hex(16)
    return f"documents/{token[:2]}/{token}"


class DocumentFileQuerySet(models.QuerySet["DocumentFile"]):
    """Files."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those of documents that the viewer may see."""
        return self.filter(document__in=Document.objects.visible_to(viewer))

    def active(self) -> Self:
        """Those not replaced or taken away."""
        return self.filter(replaced_by__isnull=True, removed_at__isnull=True)


class DocumentFile(models.Model):
    """A file as it was uploaded: its own name for people, a random one in the store."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="files")
    name = LineField(_("filnavn"), max_length=250)
    stored = models.FileField(upload_to=random_name, max_length=200)
    content_type = models.CharField(_("filtype"), max_length=120)
    size = models.PositiveBigIntegerField(_("størrelse"))
    is_source = models.BooleanField(_("er den importerede original"), default=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(_("lagt op"), default=timezone.now, editable=False)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", editable=False
    )
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name
