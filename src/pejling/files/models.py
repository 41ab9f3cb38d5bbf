"""Files: what was stored and its checksum, what it is attached to, and every version that it has had."""

import secrets
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.core.fields import LineField
from pejling.core.models import Versioned
from pejling.files.owners import Openness, seen_by

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def random_name(_row: models.Model, _name: str) -> str:
    """A stored name that tells nothing and cannot be guessed."""
    token = secrets.token_hex(16)
    return f"files/{token[:2]}/{token}"


class StoredFile(models.Model):
    """An uploaded file as it was when it was stored, so that one sees when the disk no longer has it so."""

    name = models.CharField(max_length=250, primary_key=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("gemt fil")
        verbose_name_plural = _("gemte filer")

    def __str__(self) -> str:
        return self.name


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files beside things."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those beside what the viewer may see, where they are open enough for the viewer."""
        return self.filter(seen_by(viewer))

    def beside(self, thing: models.Model) -> Self:
        """Those of one thing, also those taken away."""
        return self.filter(owner_kind=ContentType.objects.get_for_model(thing), owner_id=thing.pk)

    def active(self) -> Self:
        """Those not taken away."""
        return self.filter(removed_at__isnull=True)


class Attachment(Versioned):
    """A file beside a thing, such as an enclosure of a case: its place among the others, and how open it is."""

    owner_kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    owner_id = models.PositiveBigIntegerField()
    owner = GenericForeignKey("owner_kind", "owner_id")
    position = models.PositiveIntegerField(_("nummer"))
    document_id = LineField(_("dokument-id"), max_length=100, blank=True, default="")
    openness = models.CharField(_("åbenhed"), max_length=10, choices=Openness, default=Openness.OPEN)
    is_source = models.BooleanField(_("er den importerede original"), default=False)
    removed_at = models.DateTimeField(null=True, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vedlagt fil")
        verbose_name_plural = _("vedlagte filer")
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["owner_kind", "owner_id", "position"])]

    def __str__(self) -> str:
        return self.newest.name

    @property
    def thing(self) -> models.Model:
        """What it is beside."""
        thing: models.Model | None = self.owner
        assert thing is not None
        return thing

    @property
    def place(self) -> int:
        """Its number among the files beside the thing; one that was taken away would come last."""
        every = list(Attachment.objects.beside(self.thing).active().values_list("pk", flat=True))
        return every.index(self.pk) + 1 if self.pk in every else len(every) + 1

    @property
    def newest(self) -> "FileVersion":
        """The version that stands; the others lie behind it."""
        return self.versions.latest("number")


class FileVersion(models.Model):
    """A file as it was uploaded: its own name for people, a random one in the store. Never changed."""

    attachment = models.ForeignKey(Attachment, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("udgave"), default=1)
    name = LineField(_("filnavn"), max_length=250)
    stored = models.FileField(upload_to=random_name, max_length=200)
    content_type = models.CharField(_("filtype"), max_length=120)
    size = models.PositiveBigIntegerField(_("størrelse"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("af")
    )
    at = models.DateTimeField(_("lagt op"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["attachment", "number"], name="one_file_of_each_version")
        ]

    def __str__(self) -> str:
        return self.name
