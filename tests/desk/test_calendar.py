"""The calendar feed: read back by a library that others read calendars with, and opened by its address alone."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from pejling.core.dates import today
from pejling.desk.actions.calendar import close_address, make_address, secret_of
from pejling.desk.dates import DateSource, UpcomingDate
from pejling.desk.models import CalendarFeed
from pejling.people.models import Person
from tests.rooms import Tell

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass
class Days:
    """Stands for any room: these days concern the owner."""

    owner: Person
    days: dict[str, UpcomingDate] = field(default_factory=dict)

    def told(self, viewer: "Viewer", _first: date, _last: date) -> Iterator[UpcomingDate]:
        yield from self.days.values() if viewer.pk == self.owner.pk else ()

    def put(self, title: str, on: date) -> None:
        self.days[title] = UpcomingDate(on, title, "Skal ses efter", "/dokumenter/1/", f"prøve:{title}")


@pytest.fixture
def days(w: SimpleNamespace, tell: Tell) -> Days:
    room = Days(w.owner)
    tell(DateSource("prøve", room.told), instead_of=DateSource)
    room.put("Politik for læsning, unge; og æbler", today() + timedelta(days=10))
    return room


def address(feed: CalendarFeed) -> str:
    return reverse("calendar_feed", args=[secret_of(feed)])


def read(feed: CalendarFeed) -> list[tuple[str, date, int, str]]:
    """What a calendar program reads: summary, day, sequence and status."""
    answer = Client().get(address(feed))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert answer["Cache-Control"] == "private, no-store"
    events: list[Any] = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    return [(str(e["SUMMARY"]), e["DTSTART"].dt, int(e["SEQUENCE"]), str(e["STATUS"])) for e in events]


def uids(feed: CalendarFeed) -> list[str]:
    return [str(e["UID"]) for e in Calendar.from_ical(Client().get(address(feed)).content).walk("VEVENT")]


def test_day_is_read_as_it_is_told_and_again_the_same(days: Days) -> None:
    feed = make_address(days.owner)
    told = [
        ("Skal ses efter: Politik for læsning, unge; og æbler", today() + timedelta(days=10), 0, "CONFIRMED")
    ]
    assert read(feed) == told
    assert read(feed) == told


def test_moved_day_keeps_its_uid_and_its_sequence_rises(days: Days) -> None:
    feed = make_address(days.owner)
    before = uids(feed)
    days.put("Politik for læsning, unge; og æbler", today() + timedelta(days=20))
    assert [(on, sequence) for _title, on, sequence, _status in read(feed)] == [
        (today() + timedelta(days=20), 1)
    ]
    assert uids(make_address(days.owner)) == before


def test_day_that_is_no_more_is_told_as_cancelled_for_thirty_days_and_then_gone(days: Days) -> None:
    feed, begin = make_address(days.owner), today()
    read(feed)
    kept = days.days.copy()
    days.days.clear()
    assert [event[2:] for event in read(feed)] == [(1, "CANCELLED")]
    with time_machine.travel(begin + timedelta(days=30), tick=False):
        assert [event[3] for event in read(feed)] == ["CANCELLED"]
    with time_machine.travel(begin + timedelta(days=32), tick=False):
        assert read(feed) == []
        days.days = {key: replace(day, on=today() + timedelta(days=5)) for key, day in kept.items()}
        assert [event[2:] for event in read(feed)] == [(2, "CONFIRMED")]


def test_day_that_has_been_is_not_cancelled(days: Days) -> None:
    feed = make_address(days.owner)
    read(feed)
    later = today() + timedelta(days=15)
    days.days.clear()
    with time_machine.travel(later, tick=False):
        assert [event[2:] for event in read(feed)] == [(0, "CONFIRMED")]


def test_address_opens_until_it_is_renewed_or_closed_or_its_owner_has_left(days: Days) -> None:
    feed = make_address(days.owner)
    old = address(feed)
    new = address(make_address(days.owner))
    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)
    close_address(days.owner)
    assert Client().get(new).status_code == 404
    again = address(make_address(days.owner))
    Person.objects.filter(pk=days.owner.pk).update(is_active=False)
    assert (again in (old, new), Client().get(again).status_code) == (False, 404)


def test_address_is_known_by_its_fingerprint_alone(days: Days) -> None:
    feed = make_address(days.owner)
    assert secret_of(feed) not in str(CalendarFeed.objects.values().get())


def test_page_shows_makes_renews_and_closes_the_address(days: Days, client: Client) -> None:
    client.force_login(days.owner)
    page = reverse("calendar")
    assert ".ics" not in client.get(page).content.decode()
    client.post(reverse("calendar_address"))
    shown = client.get(page).content.decode()
    assert f'{address(CalendarFeed.objects.get())}"' in shown
    client.post(reverse("calendar_address"))
    assert address(CalendarFeed.objects.get()) not in shown
    client.post(reverse("calendar_closing"))
    assert ".ics" not in client.get(page).content.decode()


def test_who_guesses_addresses_waits_and_then_a_right_one_helps_no_more(days: Days) -> None:
    right, guesser = address(make_address(days.owner)), Client()
    for number in range(60):
        if guesser.get(reverse("calendar_feed", args=[f"gæt{number}"])).status_code == 429:
            break
    assert guesser.get(right).status_code == 429
