"""One's own dates as a calendar that other programs read (iCalendar, RFC 5545)."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from pejling.core.links import key
from pejling.desk.actions.calendar import KEPT
from pejling.desk.mailing.letters import absolute
from pejling.desk.models import CalendarEvent, CalendarFeed

AGAIN = timedelta(hours=6)
"""How often a program may be content to read it."""


def calendar_of(feed: CalendarFeed, on: date) -> bytes:
    """The days ahead and those of the last thirty days; what was cancelled is told so for as long."""
    calendar = Calendar()
    calendar.add("prodid", "-//Pejling//Datoer//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Pejling: dine datoer"))
    calendar.add("refresh-interval", AGAIN, parameters={"value": "DURATION"})
    since = on - KEPT
    told = Q(cancelled_on=None, on__gte=since) | Q(cancelled_on__gte=since)
    for event in feed.events.filter(told).order_by("on", "pk"):
        calendar.add_component(_event(feed, event))
    return bytes(calendar.to_ical())


def _event(feed: CalendarFeed, row: CalendarEvent) -> Event:
    """A whole day that leaves its reader free. The UID is the same for good, whatever becomes of the address."""
    event = Event()
    event.add("uid", key("pejling.desk.event", feed.person_id, row.key))
    event.add("sequence", row.sequence)
    event.add("dtstamp", row.changed_at)
    event.add("last-modified", row.changed_at)
    event.add("dtstart", row.on)
    event.add("dtend", row.on + timedelta(days=1))
    event.add("summary", f"{row.what}: {row.title}")
    event.add("url", absolute(row.url))
    event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if row.cancelled_on else "CONFIRMED")
    return event
