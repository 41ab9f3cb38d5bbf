"""Det venter på dig: few lines, the most urgent first, and a deputy's under both names."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from pejling.core.dates import today
from pejling.desk.duties import Duty, DutySource, Urgency
from pejling.desk.figures.deadlines import deadline_of
from pejling.desk.figures.waiting import kinds_of, lines_of, waiting_for, waiting_for_all
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world
from tests.desk.conftest import Room
from tests.rooms import Tell

ON = date(2026, 11, 20)


def titles(person: Person) -> list[str]:
    return [line.title for line in lines_of(waiting_for(person, ON), ON)]


def away(person: Person, deputy: Person) -> None:
    Deputyship.objects.create(person=person, deputy=deputy, ends_on=today() + timedelta(days=7))


def test_late_comes_before_soon_and_what_is_asked_before_what_is_found(
    w: SimpleNamespace, room: Room
) -> None:
    room.ask(w.owner, "1", title="Venter")
    room.ask(w.owner, "2", title="Spurgt", is_asked=True)
    room.ask(w.owner, "3", title="Sent", urgency=Urgency.LATE, due_on=date(2026, 11, 1))
    assert titles(w.owner) == ["Sent", "Spurgt", "Venter"]


def test_three_of_a_kind_are_three_lines_and_four_are_one(w: SimpleNamespace, room: Room) -> None:
    for number in range(3):
        room.ask(w.owner, f"{number}", title=f"Giv status {number}")
    three = titles(w.owner)
    room.ask(w.owner, "3", title="Giv status 3", count=2)
    assert (three, titles(w.owner)) == (
        ["Giv status 0", "Giv status 1", "Giv status 2"],
        ["5 statusmeldinger mangler"],
    )


def test_one_line_of_many_names_two_places_and_counts_the_others(w: SimpleNamespace, room: Room) -> None:
    for number, place in enumerate(("Søparken", "Bakken", "Vibevej", "Åen")):
        room.ask(w.owner, f"{number}", place=place)
    (line,) = lines_of(waiting_for(w.owner, ON), ON)
    assert line.why == "Søparken, Bakken og 2 andre steder"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (-1, "1 dag over tiden", "bad"),
        (-12, "12 dage over tiden", "bad"),
        (0, "Senest i dag", "warn"),
        (1, "Senest i morgen", "warn"),
        (3, "Senest på mandag", "warn"),
        (30, "Senest den 20. december 2026", "neutral"),
    ],
)
def test_deadline_is_said_in_words(days: int, words: str, tone: str) -> None:
    duty = Duty("1", 1, "", "", "", "", due_on=ON + timedelta(days=days))
    with translation.override("da"):
        deadline = deadline_of(duty, ON)
    assert (deadline.word, deadline.tone) == (words, tone)


def test_deputy_has_the_duties_of_the_absent_under_their_name(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", title="Gerdas")
    room.ask(w.colleague, "2", title="Bos eget")
    away(w.owner, w.colleague)
    told = [(each.duty.title, each.on_behalf_of) for each in waiting_for(w.colleague, ON)]
    assert told == [("Gerdas", w.owner), ("Bos eget", None)]


def test_what_a_deputy_finds_as_leader_too_is_told_once(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1")
    room.ask(w.colleague, "1")
    away(w.owner, w.colleague)
    assert [each.on_behalf_of for each in waiting_for(w.colleague, ON)] == [w.owner]


def test_absent_person_still_sees_their_own(w: SimpleNamespace, room: Room) -> None:
    room.ask(w.owner, "1", title="Gerdas")
    away(w.owner, w.colleague)
    assert titles(w.owner) == ["Gerdas"]


def test_list_of_many_people_is_that_of_each_and_costs_no_more(w: SimpleNamespace, room: Room) -> None:
    for person in (w.owner, w.colleague, w.secretary):
        room.ask(person, f"{person.pk}")
    three = list(Person.objects.filter(pk__in=[w.owner.pk, w.colleague.pk, w.secretary.pk]))
    with CaptureQueriesContext(connection) as few:
        waiting_for_all(three, ON)
    people = list(Person.objects.all())
    with CaptureQueriesContext(connection) as many:
        together = waiting_for_all(people, ON)
    assert len(many) == len(few)
    assert {person.pk: len(together[person.pk]) for person in people} == {
        w.owner.pk: 1,
        w.colleague.pk: 1,
        w.secretary.pk: 1,
        w.outsider.pk: 0,
    }


def test_much_of_a_kind_is_put_in_order_by_unit(w: SimpleNamespace, room: Room) -> None:
    for number in range(14):
        room.ask(w.owner, f"{number:02}", place="Søparken" if number % 2 else "Bakken")
    (kind,) = kinds_of(waiting_for(w.owner, ON), ON)
    assert [(place.name, len(place.lines)) for place in kind.places] == [("Bakken", 7), ("Søparken", 7)]


def test_page_says_kindly_that_nothing_waits(w: SimpleNamespace, room: Room, client: Client) -> None:
    client.force_login(w.owner)
    assert "Intet venter på dig" in client.get(reverse("front")).content.decode()


def test_front_page_shows_seven_lines_and_leads_to_the_rest(
    w: SimpleNamespace, room: Room, client: Client, tell: Tell
) -> None:
    for kind in range(9):
        duty = Duty(f"{kind}", w.owner.pk, f"Slags {kind}", "Derfor", "/", "Gør det")
        source = DutySource(f"slags{kind}", f"Slags {kind}", "%(count)s", lambda p, on, d=duty: [d])  # type: ignore[misc]
        tell(source)
    client.force_login(w.owner)
    page = client.get(reverse("front")).content.decode()
    rest = client.get(reverse("waiting")).content.decode()
    assert [page.count('class="waiting-title"'), "Se alle 9" in page] == [7, True]
    assert rest.count('class="waiting-title"') == 9


def test_deputy_reads_for_whom_on_the_page(w: SimpleNamespace, room: Room, client: Client) -> None:
    room.ask(w.owner, "1")
    away(w.owner, w.colleague)
    client.force_login(w.colleague)
    page = client.get(reverse("front")).content.decode()
    assert [words in page for words in ("For Gerda Holm", "Giv status på læsebånd")] == [True, True]


@pytest.mark.parametrize("page", ["front", "waiting"])
def test_list_costs_the_same_for_one_duty_as_for_many(
    w: SimpleNamespace, room: Room, client: Client, page: str
) -> None:
    client.force_login(w.owner)
    room.ask(w.owner, "0")
    client.get(reverse(page))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(page))
    for number in range(1, 20):
        room.ask(w.owner, f"{number}", place=f"Sted {number % 4}")
    with CaptureQueriesContext(connection) as many:
        client.get(reverse(page))
    assert len(many) == len(few)


def test_title_is_text_and_no_markup(w: SimpleNamespace, room: Room, client: Client) -> None:
    room.ask(w.owner, "1", title="<b>Læs</b>")
    client.force_login(w.owner)
    assert "&lt;b&gt;Læs&lt;/b&gt;" in client.get(reverse("front")).content.decode()


def test_council_member_without_a_post_has_a_list_too(w: SimpleNamespace, room: Room, client: Client) -> None:
    member = world.give_seat(world.make_person("Kirsten Overby"), w.forum)
    room.ask(member, "1")
    client.force_login(member)
    assert "Giv status på læsebånd" in client.get(reverse("front")).content.decode()


def test_one_line_of_many_has_the_deadline_of_the_most_urgent(w: SimpleNamespace, room: Room) -> None:
    for days in (9, -2, 30, 4):
        urgency = Urgency.LATE if days < 0 else Urgency.WAITING
        room.ask(w.owner, f"{days}", due_on=ON + timedelta(days=days), urgency=urgency)
    (line,) = lines_of(waiting_for(w.owner, ON), ON)
    assert line.deadline.word == "2 dage over tiden"
