"""A leader asks for status: one or all that lack it; the one who is asked sees who did; and it can be taken back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.desk.duties import Duty, duties_of
from pejling.desk.mailing.asked import send_asked
from pejling.initiatives.actions.leader_requests import ask_for_status, take_back_requests
from pejling.initiatives.actions.reports import report
from pejling.initiatives.figures.leader_requests import request_key
from pejling.initiatives.models import Initiative, LeaderRequest, Phase
from pejling.people.models import Person
from tests import world


def led_by(person: Person, w: SimpleNamespace, title: str = "Læsebånd", *, days: int = 400) -> Initiative:
    """Work in the school's plan that somebody leads, under way for so long without a word."""
    made = world.make_initiative(title, document=w.document, lead=person, phase=Phase.UNDER_WAY)
    made.steps.update(on=today() - timedelta(days=days))
    began = timezone.now() - timedelta(days=days)
    Initiative.objects.filter(pk=made.pk).update(created_at=began)
    return made


@pytest.fixture
def mette(w: SimpleNamespace) -> Person:
    """A teacher of the school, who leads work there."""
    return world.give_post(world.make_person("Mette Toft"), w.unit)


def statuses(person: Person) -> list[Duty]:
    found = duties_of([person], today())[person.pk]
    return [duty for source, duty in found if source.key == "initiatives.status"]


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_asked_one_sees_who_asked_and_the_asker_waits(w: SimpleNamespace, mette: Person) -> None:
    work = led_by(mette, w)
    (before,) = statuses(w.owner)
    assert (before.act, before.url) == ("Bed om status", reverse("status_asking", args=[work.pk]))
    answer = browser(w.owner).post(before.url, follow=True)
    assert "Du har bedt Mette Toft om status." in answer.content.decode()
    (duty,) = statuses(mette)
    assert duty.why.startswith(f"{w.owner} bad den ")
    assert (duty.is_asked, duty.url) == (True, reverse("report_new", args=[work.pk]))
    assert statuses(w.owner) == []
    assert Activity.objects.about(work)[0].verb == "initiatives.status_asked_for"
    assert (
        f"{w.owner} har bedt Mette Toft om status"
        in browser(mette).get(reverse("initiative", args=[work.pk])).content.decode()
    )


def test_a_mail_follows_that_says_who_asked(w: SimpleNamespace, mette: Person) -> None:
    (asked,) = ask_for_status([led_by(mette, w)], by=w.owner)
    assert send_asked(mette, request_key(asked.initiative_id, asked.at)) == 1
    (letter,) = mail.outbox
    assert letter.to == [f"Mette Toft <{mette.email}>"]
    assert f"{w.owner} bad den " in letter.body


def test_a_status_answers_what_was_asked(w: SimpleNamespace, mette: Person) -> None:
    work = led_by(mette, w)
    ask_for_status([work], by=w.owner)
    report(work, level="on_track", by=mette)
    assert (statuses(mette), list(LeaderRequest.objects.open())) == ([], [])


def test_all_that_lack_a_status_are_asked_in_one_press_and_taken_back_in_one(
    w: SimpleNamespace, mette: Person
) -> None:
    for title in ("Læsebånd", "Regnebånd"):
        led_by(mette, w, title)
    led_by(w.owner, w, "Min egen")
    led_by(mette, w, "Ny", days=3)
    client = browser(w.owner)
    client.post(reverse("statuses_asking", args=[w.unit.pk]))
    asked = LeaderRequest.objects.order_by("pk")
    assert [each.initiative.element.title for each in asked] == ["Læsebånd", "Regnebånd"]
    assert len(statuses(mette)) == 2
    client.post(reverse("status_asking_withdrawal", args=[asked[0].pk]))
    assert not LeaderRequest.objects.open().exists()
    assert [duty.is_asked for duty in statuses(mette)] == []


def test_nobody_is_asked_twice_and_nobody_asks_themselves(w: SimpleNamespace, mette: Person) -> None:
    work, own = led_by(mette, w), led_by(w.owner, w, "Min egen")
    ask_for_status([work, own], by=w.owner)
    with pytest.raises(ValidationError, match="ingen at spørge"):
        ask_for_status([work, own], by=w.owner)
    assert LeaderRequest.objects.count() == 1


def test_only_leaders_above_ask_and_only_the_asker_takes_it_back(w: SimpleNamespace, mette: Person) -> None:
    work = led_by(mette, w)
    with pytest.raises(Refused):
        ask_for_status([work], by=w.colleague)
    (asked,) = ask_for_status([work], by=w.owner)
    with pytest.raises(Refused):
        take_back_requests(asked, by=w.secretary)


def test_silent_work_of_others_is_not_put_among_what_a_leader_writes(
    w: SimpleNamespace, mette: Person
) -> None:
    led_by(mette, w, "Andres arbejde")
    assert "Andres arbejde" not in browser(w.owner).get("/status/").content.decode()
