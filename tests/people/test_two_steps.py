"""Sign-in in two steps: a code from the telephone, and recovery codes."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from pejling.people.actions import invite
from pejling.people.models import Person
from tests import world
from tests.people.mailbox import subjects


def code_of(secret: str) -> str:
    """What the telephone shows now."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return code


@pytest.fixture
def secret(signed_in: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """The telephone's key, once Gerda has turned two steps on."""
    page = signed_in.get("/konto/to-trin/telefon").content.decode()
    found = re.search(r'class="secret">(\w+)<', page)
    assert found
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post("/konto/to-trin/telefon", {"code": code_of(found[1])}, follow=True)
    assert "Dine nødkoder" in response.content.decode()
    return found[1]


def first_step(gerda: Person) -> Client:
    """A browser that has given the right password."""
    client = Client()
    response = client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert response["Location"].startswith("/konto/to-trin/kode")
    assert client.get("/konto/profil").status_code == 302
    return client


def test_wrong_code_does_not_turn_it_on(gerda: Person, signed_in: Client) -> None:
    signed_in.get("/konto/to-trin/telefon")
    response = signed_in.post("/konto/to-trin/telefon", {"code": "000000"})
    assert response.status_code == 422
    assert "Koden passer ikke" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_password_alone_is_no_longer_enough(gerda: Person, secret: str) -> None:
    Authenticator.objects.filter(type="totp").update(last_used_at=None)
    client = first_step(gerda)
    wrong = client.post("/konto/to-trin/kode", {"code": "000000"})
    assert (wrong.status_code, "Koden passer ikke" in wrong.content.decode()) == (422, True)


def test_turning_it_on_is_told_by_mail(gerda: Person, secret: str) -> None:
    assert ("gerda@fjordlund.example", "To-trins-login er slået til") in subjects()


def test_recovery_code_signs_in_once(gerda: Person, signed_in: Client, secret: str) -> None:
    codes = signed_in.get("/konto/to-trin/noedkoder/fil").content.decode().split()
    assert len(codes) == 10
    client = first_step(gerda)
    client.post("/konto/to-trin/kode", {"code": codes[0]})
    assert client.get("/konto/profil").status_code == 200
    assert first_step(gerda).post("/konto/to-trin/kode", {"code": codes[0]}).status_code == 422


def test_new_recovery_codes_replace_the_old(
    gerda: Person,
    signed_in: Client,
    secret: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = signed_in.get("/konto/to-trin/noedkoder/fil").content.decode().split()
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post("/konto/to-trin/noedkoder/nye")
    assert subjects()[-1] == ("gerda@fjordlund.example", "Du har fået nye nødkoder")
    assert first_step(gerda).post("/konto/to-trin/kode", {"code": old[0]}).status_code == 422


def test_turning_it_off_makes_the_password_enough_again(
    gerda: Person, signed_in: Client, secret: str
) -> None:
    signed_in.post("/konto/to-trin/telefon/fravalg")
    client = Client()
    client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert client.get("/konto/profil").status_code == 200
    assert subjects()[-1] == ("gerda@fjordlund.example", "To-trins-login er slået fra")


def test_turning_it_on_asks_for_the_password_when_it_was_long_ago(gerda: Person, client: Client) -> None:
    client.force_login(gerda)
    asked = client.get("/konto/to-trin/telefon")
    assert asked["Location"].startswith("/konto/bekraeftelse?next=")
    again = client.post(asked["Location"], {"password": world.PASSWORD})
    assert again["Location"] == "/konto/to-trin/telefon"
    assert client.get("/konto/to-trin/telefon").status_code == 200


def test_invitation_does_not_go_around_the_second_step(gerda: Person, secret: str) -> None:
    client = Client()
    link = invite(gerda, by=None).removeprefix("http://localhost:8000")
    answer = client.post(link, {"password": world.PASSWORD, "again": world.PASSWORD})
    assert answer["Location"].startswith("/konto/to-trin/kode")
