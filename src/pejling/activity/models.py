"""What was done, by whom, to what and when: the municipality's own log of meaning. Values are kept elsewhere, in history."""

from typing import Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.activity.verbs import in_words, verbs


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Lines of the log."""

    def about(self, thing: models.Model) -> Self:
        """The lines about one thing, newest first."""
        kind = ContentType.objects.get_for_model(thing)
        return self.filter(target_kind=kind, target_id=thing.pk).for_list()

    def about_all(self, things: models.QuerySet[models.Model]) -> Self:
        """The lines about any of the things; pass what the reader may see, never more."""
        kind = ContentType.objects.get_for_model(things.model)
        return self.filter(target_kind=kind, target_id__in=things.values("pk"))

    def for_list(self) -> Self:
        """Newest first, with the people's names at hand."""
        return self.select_related("by", "on_behalf_of").order_by("-at", "-pk")


class Activity(models.Model):
    """One action of one person on one thing. Never changed, never deleted."""

    at = models.DateTimeField(_("tidspunkt"), default=timezone.now, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="activities", verbose_name=_("af")
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("på vegne af")
    )
    verb = models.CharField(_("handling"), max_length=60)
    target_kind = models.ForeignKey(ContentType, models.PROTECT)
    target_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("target_kind", "target_id")
    details = models.JSONField(_("enkeltheder"), default=dict, blank=True)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        indexes = [models.Index(fields=["target_kind", "target_id", "-at"])]

    def __str__(self) -> str:
        return f"{self.by or _('Systemet')} {self.words}"

    @property
    def words(self) -> str:
        """What was done, in the reader's language."""
        sentence = str(verbs().get(self.verb, self.verb))
        return sentence % in_words(self.verb, self.details) if self.details else sentence
