"""One's own calendar feed: its address is made, renewed and closed, and what it tells is brought up to date when it is read.

It is one's own affair: none of it writes a line that others read.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.links import fingerprint, key
from pejling.desk.dates import UpcomingDate, upcoming_dates
from pejling.desk.models import CalendarEvent, CalendarFeed

if TYPE_CHECKING:
    from pejling.people.models import Person

AHEAD = timedelta(days=365)
KEPT = timedelta(days=30)
"""So long a cancelled day is told as cancelled, and one that has been is still told."""
SALT = "pejling.desk.calendar"
TOLD = ("on", "title", "what", "url")


def secret_of(feed: CalendarFeed) -> str:
    """What the address carries."""
    return key(SALT, feed.person_id, feed.number)


def feed_behind(secret: str) -> CalendarFeed | None:
    """The calendar of somebody who has not left, by the secret in its address; None for one that opens nothing."""
    feeds = CalendarFeed.objects.select_related("person").filter(person__is_active=True)
    return feeds.filter(fingerprint=fingerprint(secret)).first()


@transaction.atomic
def make_address(person: "Person") -> CalendarFeed:
    """A new address; the one before it opens nothing from now on."""
    feed = _locked(person) or CalendarFeed(person=person)
    feed.number, feed.made_at = feed.number + 1, timezone.now()
    feed.fingerprint = fingerprint(secret_of(feed))
    feed.save()
    return feed


@transaction.atomic
def close_address(person: "Person") -> None:
    """The address opens nothing from now on."""
    feed = _locked(person)
    if feed is None or not feed.fingerprint:
        raise ValidationError(_("Du har ingen kalenderadresse."))
    feed.fingerprint = ""
    feed.save()


def _locked(person: "Person") -> CalendarFeed | None:
    return CalendarFeed.objects.select_for_update().filter(person=person).first()


@transaction.atomic
def bring_up_to_date(feed: CalendarFeed, on: date) -> None:
    """Note what has changed since the calendar was read last: new days, other days, days that are no more."""
    CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    now = {day.key: day for day in upcoming_dates(feed.person, on, on + AHEAD)}
    known = {event.key: event for event in feed.events.all()}
    fresh = [
        CalendarEvent(feed=feed, key=key, **{name: getattr(day, name) for name in TOLD})
        for key, day in now.items()
        if key not in known
    ]
    CalendarEvent.objects.bulk_create(fresh, batch_size=500)
    changed = [event for event in known.values() if _has_changed(event, now.get(event.key), on)]
    fields = [*TOLD, "sequence", "changed_at", "cancelled_on"]
    CalendarEvent.objects.bulk_update(changed, fields, batch_size=200)


def _has_changed(event: CalendarEvent, day: UpcomingDate | None, on: date) -> bool:
    """Let the event say what is so now; whether it said something else. A day that has been is left as it was."""
    if day is None:
        if event.cancelled_on or event.on < on:
            return False
        event.cancelled_on = on
    elif event.cancelled_on is None and all(getattr(event, name) == getattr(day, name) for name in TOLD):
        return False
    else:
        event.cancelled_on = None
        for name in TOLD:
            setattr(event, name, getattr(day, name))
    event.sequence, event.changed_at = event.sequence + 1, timezone.now()
    return True
