"""Who signs in by which address is told by the person's row alone: the library keeps no second truth about it."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.people.actions import invite
from pejling.people.models import Person
from tests import world
from tests.people.mailbox import deliver, links
from tests.people.telephone import code_of, code_to_come

NEW = "fire helt nye tilfældige ord"
OTHER = "gerdas.gamle@fjordlund.example"


def sign_in(gerda: Person, client: Client) -> None:
    answer = Client().post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert answer["Location"] == "/"


def fail_to_sign_in(gerda: Person, client: Client) -> None:
    assert Client().post("/konto/log-ind", {"login": gerda.email, "password": "forkert"}).status_code == 422


def confirm_who_one_is(gerda: Person, client: Client) -> None:
    assert client.post("/konto/bekraeftelse", {"password": world.PASSWORD}).status_code == 302


def ask_for_a_new_password(gerda: Person, client: Client) -> None:
    client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    deliver()


def choose_a_forgotten_password_anew(gerda: Person, client: Client) -> None:
    ask_for_a_new_password(gerda, client)
    stranger = Client()
    page = stranger.get(links()[0], follow=True)
    stranger.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    gerda.refresh_from_db()
    assert gerda.check_password(NEW)
    deliver()


def change_the_password(gerda: Person, client: Client) -> None:
    typed = {"oldpassword": world.PASSWORD, "password1": NEW, "password2": NEW}
    assert client.post("/konto/adgangskode", typed).status_code == 302
    deliver()


def accept_an_invitation(gerda: Person, client: Client) -> None:
    path = invite(gerda, by=None).removeprefix("http://localhost:8000")
    Client().post(path, {"password": NEW, "again": NEW})


def turn_two_steps_on(gerda: Person, client: Client) -> None:
    page = client.get("/konto/to-trin/telefon").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    client.post("/konto/to-trin/telefon", {"code": code_of(secret[1])})
    assert Authenticator.objects.filter(user=gerda, type="totp").exists()


def sign_in_with_two_steps_and_turn_them_off(gerda: Person, client: Client) -> None:
    turn_two_steps_on(gerda, client)
    secret = Authenticator.objects.get(type="totp").data["secret"]
    other = Client()
    other.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert other.post("/konto/to-trin/kode", {"code": code_to_come(secret)})["Location"] == "/"
    client.post("/konto/to-trin/noedkoder/nye")
    client.post("/konto/to-trin/telefon/fravalg")
    assert not Authenticator.objects.exists()


def change_the_address(gerda: Person, client: Client) -> None:
    client.post("/konto/e-mail", {"address": "gerda.holm@fjordlund.example"})
    client.post(links()[0])
    gerda.refresh_from_db()
    assert gerda.email == "gerda.holm@fjordlund.example"
    deliver()


WAYS = [
    sign_in,
    fail_to_sign_in,
    confirm_who_one_is,
    ask_for_a_new_password,
    choose_a_forgotten_password_anew,
    change_the_password,
    accept_an_invitation,
    turn_two_steps_on,
    sign_in_with_two_steps_and_turn_them_off,
    change_the_address,
]
Way = Callable[[Person, Client], None]
SETTLES = {"choose_a_forgotten_password_anew"}
"""After it allauth asks for all addresses it knows, to forgive what was tried there; we do so at the person's own."""


@pytest.mark.parametrize("go", WAYS)
def test_no_way_of_signing_in_writes_an_address_or_asks_for_one(
    gerda: Person, signed_in: Client, go: Way
) -> None:
    with CaptureQueriesContext(connection) as asked:
        go(gerda, signed_in)
    told = [query["sql"] for query in asked if EmailAddress._meta.db_table in query["sql"]]
    assert told[1 if go.__name__ in SETTLES else 0 :] == []
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("is_verified", [False, True])
@pytest.mark.parametrize("go", WAYS)
def test_what_stands_in_the_librarys_table_changes_nothing(
    gerda: Person, signed_in: Client, go: Way, is_verified: bool
) -> None:
    for address, is_first in ((gerda.email, False), (OTHER, True)):
        EmailAddress.objects.create(user=gerda, email=address, verified=is_verified, primary=is_first)
    go(gerda, signed_in)


@pytest.mark.parametrize("is_verified", [False, True])
def test_address_that_only_the_library_has_signs_nobody_in_and_gets_no_mail(
    gerda: Person, client: Client, is_verified: bool
) -> None:
    bo = world.make_person("Bo Friis", email="bo@fjordlund.example", password=NEW)
    EmailAddress.objects.create(user=gerda, email=OTHER, verified=is_verified, primary=True)
    EmailAddress.objects.create(user=gerda, email=bo.email, verified=is_verified)
    for address in (OTHER, bo.email):
        typed = {"login": address, "password": world.PASSWORD}
        assert client.post("/konto/log-ind", typed).status_code == 422
    assert client.post("/konto/log-ind", {"login": bo.email, "password": NEW}).status_code == 302


def test_person_who_asked_for_a_new_password_turns_two_steps_on(gerda: Person, signed_in: Client) -> None:
    ask_for_a_new_password(gerda, signed_in)
    turn_two_steps_on(gerda, signed_in)


def test_new_password_forgives_what_was_tried_in_vain(gerda: Person, signed_in: Client) -> None:
    for _try in range(5):
        Client().post("/konto/log-ind", {"login": gerda.email, "password": "forkert"})
    choose_a_forgotten_password_anew(gerda, signed_in)
    answer = Client().post("/konto/log-ind", {"login": gerda.email, "password": NEW})
    assert answer.status_code == 302
    cache.clear()


def test_parts_of_the_library_that_are_used_are_those_that_were_looked_through() -> None:
    """Sign-in by others (`allauth.socialaccount`) writes addresses when it makes people: look before it is let in."""
    parts = [app for app in settings.INSTALLED_APPS if app.startswith("allauth")]
    assert parts == ["allauth", "allauth.account", "allauth.mfa"]
