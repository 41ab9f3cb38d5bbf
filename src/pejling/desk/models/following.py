"""What a person follows, and when they were last here."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pejling.people.models import Person


class FollowQuerySet(models.QuerySet["Follow"]):
    """What is followed."""

    def of(self, person: Person, model: type[models.Model]) -> Self:
        """What the person follows of one kind of thing."""
        return self.filter(person=person, target_kind=ContentType.objects.get_for_model(model))

    def ids(self) -> "models.QuerySet[Follow, Any]":
        """The ids of the things, for a query over them."""
        return self.order_by().values("target_id")


class Follow(models.Model):
    """A person wants to hear what happens with a thing that is not theirs. It gives no right to see it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    target_kind = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.PositiveBigIntegerField()
    since = models.DateTimeField(_("fra"), default=timezone.now, editable=False)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("det, en person følger")
        verbose_name_plural = _("det, personer følger")
        constraints = [
            models.UniqueConstraint(fields=["person", "target_kind", "target_id"], name="follows_once")
        ]


BREAK = timedelta(hours=1)
"""Who comes back sooner is still on the same visit."""


class Visit(models.Model):
    """When a person was here, to the hour: what has happened since is shown first.

    `since` is the end of the visit before this one.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit")
    latest_at = models.DateTimeField()
    since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("besøg")
        verbose_name_plural = _("besøg")

    def go_on(self, at: datetime, *, is_new: bool) -> None:
        """The person is here now; a new sign-in after a break begins a visit."""
        if is_new and at - self.latest_at > BREAK:
            self.since = self.latest_at
        self.latest_at = at
