"""A calendar of one's own dates behind an address that nobody can guess, and what it has told of each of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CalendarFeed(models.Model):
    """A person's calendar. The address is made of `number`, which is another each time that it is renewed or closed.

    Of the address the fingerprint alone is kept; there is none while it is closed.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    number = models.PositiveIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True, default="")
    made_at = models.DateTimeField(_("lavet"), default=timezone.now)

    class Meta:
        verbose_name = _("kalender")
        verbose_name_plural = _("kalendere")
        constraints = [
            models.UniqueConstraint(
                fields=["fingerprint"], condition=~Q(fingerprint=""), name="calendar_address_opens_one"
            )
        ]


class CalendarEvent(models.Model):
    """A day as the calendar has told of it. `sequence` rises with each change, which programs look for.

    A row stays when its day is no more, so that one that comes back goes on from there.
    """

    feed = models.ForeignKey(CalendarFeed, models.CASCADE, related_name="events")
    key = models.CharField(max_length=200)
    on = models.DateField()
    title = models.TextField()
    what = models.TextField()
    url = models.TextField()
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    cancelled_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("dato i kalenderen")
        verbose_name_plural = _("datoer i kalenderen")
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="told_once_in_a_calendar")]
