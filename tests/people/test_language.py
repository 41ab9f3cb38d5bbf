"""The language one reads: chosen on any page, kept by the browser and with the person, spoken by mails too."""

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from pejling.people.models import Person
from tests import world
from tests.people.mailbox import deliver

pytestmark = pytest.mark.django_db
ENGLISH = '<html lang="en">'
DANISH = '<html lang="da">'


def choose(client: Client, language: str) -> int:
    return client.post("/sprog", {"language": language, "next": "/konto/log-ind"}).status_code


def sign_in(client: Client) -> None:
    client.post("/konto/log-ind", {"login": "gerda@fjordlund.example", "password": world.PASSWORD})


def test_pages_are_danish_until_somebody_chooses(client: Client) -> None:
    assert DANISH in client.get("/konto/log-ind").text


@pytest.mark.parametrize(
    ("language", "words"), [("da", "Glemt adgangskode?"), ("en", "Forgotten your password?")]
)
def test_switch_turns_the_page_one_is_on(client: Client, language: str, words: str) -> None:
    answer = client.post("/sprog", {"language": language, "next": "/konto/log-ind"}, follow=True)
    assert answer.redirect_chain == [("/konto/log-ind", 303)]
    assert f'<html lang="{language}">' in answer.text
    assert words in answer.text


def test_choice_outlives_the_browsers_session(client: Client) -> None:
    choose(client, "en")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["max-age"] == 365 * 24 * 60 * 60


def test_choice_of_somebody_signed_in_is_kept_with_the_person(gerda: Person, signed_in: Client) -> None:
    choose(signed_in, "en")
    gerda.refresh_from_db()
    assert gerda.language == "en"
    elsewhere = Client()
    sign_in(elsewhere)
    assert ENGLISH in elsewhere.get("/konto/profil").text


def test_choice_on_the_way_in_becomes_ones_own(gerda: Person, client: Client) -> None:
    choose(client, "en")
    sign_in(client)
    gerda.refresh_from_db()
    assert gerda.language == "en"
    assert ENGLISH in client.get("/konto/profil").text


def test_what_the_one_before_read_is_not_forced_on_the_next(gerda: Person, client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    sign_in(client)
    gerda.refresh_from_db()
    assert gerda.language == "da"
    assert DANISH in client.get("/konto/profil").text


def test_language_that_is_not_offered_changes_nothing(gerda: Person, signed_in: Client) -> None:
    assert choose(signed_in, "de") == 303
    gerda.refresh_from_db()
    assert gerda.language == "da"
    assert DANISH in signed_in.get("/konto/profil").text


def test_switch_never_leads_out_of_the_house(client: Client) -> None:
    assert client.post("/sprog", {"language": "en", "next": "https://evil.example/"})["Location"] == "/"


@pytest.mark.parametrize(
    ("language", "subject"), [("da", "Vælg en ny adgangskode"), ("en", "Choose a new password")]
)
def test_mail_is_written_in_the_receivers_language(
    gerda: Person, client: Client, language: str, subject: str
) -> None:
    gerda.language = language
    gerda.save()
    client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    deliver()
    assert [message.subject for message in mail.outbox] == [subject]


def test_language_that_the_browser_prefers_is_not_taken_for_a_choice(client: Client) -> None:
    answer = client.get("/konto/log-ind", headers={"accept-language": "en-GB,en;q=0.9"})
    assert DANISH in answer.text
    assert answer["Content-Language"] == "da"
    assert "Cookie" in answer["Vary"]
    assert "Accept-Language" not in answer["Vary"]


def test_cookie_with_an_unknown_language_is_passed_over(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "tlh"
    assert DANISH in client.get("/konto/log-ind").text
