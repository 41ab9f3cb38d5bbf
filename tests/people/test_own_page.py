"""One's own page: language, e-mail, and signing out everywhere."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.core import mail
from django.test import Client
from django.utils import timezone

from pejling.people.models import Person
from tests import world
from tests.people.mailbox import links, subjects


def test_page_shows_who_one_is(signed_in: Client) -> None:
    page = signed_in.get("/konto/profil").content.decode()
    assert "Gerda Holm" in page
    assert "gerda@fjordlund.example" in page


def test_language_is_kept_on_the_person_and_in_the_browser(gerda: Person, signed_in: Client) -> None:
    assert signed_in.post("/konto/profil", {"language": "en"}).status_code == 303
    gerda.refresh_from_db()
    assert gerda.language == "en"
    assert signed_in.cookies[configured.LANGUAGE_COOKIE_NAME].value == "en"


def test_language_that_is_not_offered_is_refused(gerda: Person, signed_in: Client) -> None:
    assert signed_in.post("/konto/profil", {"language": "xx"}).status_code == 422
    gerda.refresh_from_db()
    assert gerda.language == "da"


def test_signing_out_everywhere_keeps_this_browser(gerda: Person, signed_in: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(gerda)
    signed_in.post("/konto/andre-steder")
    assert elsewhere.get("/konto/profil").status_code == 302
    assert signed_in.get("/konto/profil").status_code == 200


def test_new_address_holds_once_it_is_confirmed(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/e-mail", {"address": "Gerda.Holm@Fjordlund.example"})
    assert subjects() == [("gerda.holm@fjordlund.example", "Bekræft din nye e-mail")]
    gerda.refresh_from_db()
    assert gerda.email == "gerda@fjordlund.example"
    link = links()[0]
    assert "gerda.holm@fjordlund.example" in signed_in.get(link).content.decode()
    gerda.refresh_from_db()
    assert gerda.email == "gerda@fjordlund.example"
    signed_in.post(link)
    gerda.refresh_from_db()
    assert gerda.email == "gerda.holm@fjordlund.example"
    assert (
        Client().post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD}).status_code == 302
    )
    assert signed_in.get(link).status_code == 410


def test_old_address_is_told_of_the_new_one(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    signed_in.post(links()[0])
    assert subjects()[-1] == ("gerda@fjordlund.example", "Din e-mail er ændret")
    assert "ny@fjordlund.example" in str(mail.outbox[-1].body)


@pytest.mark.parametrize(
    "typed", ["bo@fjordlund.example", "BO@Fjordlund.Example", "gerda@fjordlund.example", "ikke en", ""]
)
def test_address_that_is_taken_ones_own_or_none_is_refused(signed_in: Client, typed: str) -> None:
    world.make_person("Bo Friis", email="bo@fjordlund.example")
    assert signed_in.post("/konto/e-mail", {"address": typed}).status_code == 422
    assert mail.outbox == []


def test_address_taken_meanwhile_is_not_given_to_two(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    world.make_person("Bo Friis", email="NY@fjordlund.example")
    page = signed_in.post(links()[0], follow=True).content.decode()
    assert "Adressen bruges allerede af en anden" in page
    gerda.refresh_from_db()
    assert gerda.email == "gerda@fjordlund.example"


def test_link_to_a_new_address_gets_too_old_and_cannot_be_forged(gerda: Person, signed_in: Client) -> None:
    signed_in.post("/konto/e-mail", {"address": "ny@fjordlund.example"})
    link = links()[0]
    assert signed_in.get(link[:-1] + ("A" if link[-1] != "A" else "B")).status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=3, minutes=1)):
        later = Client()
        later.force_login(gerda)
        assert later.get(link).status_code == 410


def test_asking_for_another_address_needs_the_password_again_after_a_while(
    gerda: Person, client: Client
) -> None:
    client.force_login(gerda)
    assert client.get("/konto/e-mail")["Location"].startswith("/konto/bekraeftelse")
