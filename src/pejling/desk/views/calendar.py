"""The calendar feed of one's own dates: the page where its address is, and the feed, for whoever holds the address."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pejling.core.dates import today
from pejling.desk.actions.calendar import (
    bring_up_to_date,
    close_address,
    feed_behind,
    make_address,
    secret_of,
)
from pejling.desk.exports import calendar_of
from pejling.desk.mailing.letters import absolute
from pejling.desk.models import CalendarFeed
from pejling.people.limits import note_unknown_link, opened_by_link
from pejling.people.sessions import signed_in
from pejling.web.form_page import perform
from pejling.web.outages import if_there_is_room
from pejling.web.pages import page
from pejling.web.requests import Request


@login_required
@require_safe
def calendar(request: Request) -> HttpResponse:
    """See one's address, copy it, renew it and close it."""
    feed = CalendarFeed.objects.filter(person=signed_in(request)).exclude(fingerprint="").first()
    address = absolute(reverse("calendar_feed", args=[secret_of(feed)])) if feed else ""
    return page(request, "desk/calendar.html", {"address": address, "feed": feed})


@login_required
@require_POST
def calendar_address(request: Request) -> HttpResponse:
    """Make an address, or a new one instead of the old."""
    return perform(
        request,
        lambda: make_address(signed_in(request)),
        message=_("Her er din nye adresse. En tidligere virker ikke mere."),
        then=reverse("calendar"),
    )


@login_required
@require_POST
def calendar_closing(request: Request) -> HttpResponse:
    """Let the address open nothing."""
    return perform(
        request,
        lambda: close_address(signed_in(request)),
        message=_("Adressen er lukket. Kalenderprogrammer kan ikke hente dine datoer mere."),
        then=reverse("calendar"),
    )


@require_safe
@opened_by_link
def calendar_feed(request: Request, secret: str) -> HttpResponse:
    """The feed, to whoever holds the address: a calendar program, which does not sign in."""
    feed = feed_behind(secret)
    if feed is None:
        note_unknown_link(request)
        raise Http404
    with translation.override(feed.person.language):
        with if_there_is_room():
            bring_up_to_date(feed, today())
        told = calendar_of(feed, today())
    return HttpResponse(told, content_type="text/calendar; charset=utf-8")
