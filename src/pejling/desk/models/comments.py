"""What people say beside a thing, and whom they name in it."""

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from pejling.core.fields import PlainTextField
from pejling.core.models import Versioned
from pejling.desk.commented import kinds_by_number
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments: every read of them starts at `visible_to`."""

    def visible_to(self, viewer: "Viewer") -> Self:
        """Those that stand, beside what the viewer may see; for those who work here alone."""
        if not authority_of(viewer).is_internal:
            return self.none()
        seen = Q(pk__in=[])
        for number, kind in kinds_by_number().items():
            things = kind.visible(viewer).order_by().values("pk")
            seen |= Q(target_kind=number, target_id__in=things)
        return self.filter(seen, removed_at=None)

    def about(self, thing: models.Model) -> Self:
        """Those about one thing."""
        return self.filter(target_kind=ContentType.objects.get_for_model(thing), target_id=thing.pk)


class Comment(Versioned):
    """What somebody says beside a thing. It is edited and taken away by its author alone."""

    target_kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_kind", "target_id")
    text = PlainTextField(_("kommentar"), max_length=2_000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("af")
    )
    at = models.DateTimeField(_("tidspunkt"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    removed_at = models.DateTimeField(null=True, editable=False)
    history = HistoricalRecords()

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        indexes = [models.Index(fields=["target_kind", "target_id", "at"], name="comments_of_a_thing")]

    def __str__(self) -> str:
        return self.text


class Mention(models.Model):
    """A person is named in a comment, and has not seen to it until `settled_at`."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mentions")
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("omtale")
        verbose_name_plural = _("omtaler")
        constraints = [models.UniqueConstraint(fields=["comment", "person"], name="mentioned_once")]

    def __str__(self) -> str:
        return str(self.person)
