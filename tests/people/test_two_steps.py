"""Sign-in in two steps: a code from the telephone, and recovery codes."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from pejling.people.actions import invite, sign_out_everywhere
from pejling.people.models import Person
from tests import world
from tests.people.mailbox import links, subjects
from tests.people.telephone import code_of, code_to_come

NEW = "fire helt nye tilfældige ord"


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
    page = response.content.decode()
    assert ("Koden passer ikke" in page, "Intet er gemt" in page) == (True, False)
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


# --- Each code once --------------------------------------------------------------------------------------------------


def second_step(browser: Client, code: str) -> bool:
    """Whether the code lets one in."""
    return browser.post("/konto/to-trin/kode", {"code": code}).status_code == 302


def test_code_that_turned_it_on_signs_nobody_in(gerda: Person, secret: str) -> None:
    cache.clear()  # where allauth remembers codes, for a minute and a half and not those that turned it on
    browser = first_step(gerda)
    assert [second_step(browser, code_of(secret)), second_step(browser, code_to_come(secret))] == [
        False,
        True,
    ]


def test_code_signs_in_once_and_none_from_before_it_does(gerda: Person, secret: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        late, now, early = (code_of(secret, half_minutes=number) for number in (-1, 0, 1))
        tried = []
        for code in (now, now, late, early, early):
            cache.clear()
            tried.append(second_step(first_step(gerda), code))
    assert tried == [True, False, False, True, False]


def test_used_code_is_told_from_a_wrong_one(gerda: Person, secret: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        code = code_of(secret)
        assert second_step(first_step(gerda), code)
        for _remembered in (True, False):
            page = first_step(gerda).post("/konto/to-trin/kode", {"code": code}).content.decode()
            assert ("Vent på den næste" in page, "Koden passer ikke" in page) == (True, False)
            cache.clear()


@pytest.mark.django_db(transaction=True)
def test_first_recovery_codes_speak_of_no_old_ones(gerda: Person, signed_in: Client) -> None:
    page = signed_in.get("/konto/to-trin/telefon").content.decode()
    found = re.search(r'class="secret">(\w+)<', page)
    assert found
    code = code_of(found[1])
    page = signed_in.post("/konto/to-trin/telefon", {"code": code}, follow=True).content.decode()
    assert ("Du har fået nødkoder." in page, "De gamle virker ikke mere" in page) == (True, False)


def test_code_that_confirmed_who_one_is_signs_nobody_in(
    gerda: Person, signed_in: Client, secret: str
) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        code = code_of(secret)
        assert signed_in.post("/konto/to-trin/bekraeftelse", {"code": code}).status_code == 302
        cache.clear()
        assert not second_step(first_step(gerda), code)


def test_code_is_spent_for_its_person_alone(gerda: Person, secret: str) -> None:
    bo = world.make_person("Bo Friis", email="bo@fjordlund.example", password=world.PASSWORD)
    Authenticator.objects.create(user=bo, type="totp", data={"secret": secret})
    assert second_step(first_step(bo), code_of(secret))


def test_guessing_codes_is_stopped_after_five(gerda: Person, secret: str) -> None:
    cache.clear()
    browser = first_step(gerda)
    for _try in range(5):
        assert not second_step(browser, "000000")
    assert not second_step(first_step(gerda), code_to_come(secret))


# --- Between the two steps -------------------------------------------------------------------------------------------


def choose_another_password(gerda: Person) -> None:
    gerda.set_password(NEW)
    gerda.save()


def leave(gerda: Person) -> None:
    gerda.is_active = False
    gerda.save()


def sign_out(gerda: Person) -> None:
    sign_out_everywhere(Person.objects.get(pk=gerda.pk))


@pytest.mark.parametrize("change", [choose_another_password, leave, sign_out])
def test_first_step_by_what_held_before_leads_nowhere(
    gerda: Person, secret: str, change: Callable[[Person], None]
) -> None:
    browser = first_step(gerda)
    change(gerda)
    answer = browser.post("/konto/to-trin/kode", {"code": code_to_come(secret)})
    assert answer["Location"] == "/konto/log-ind"
    Person.objects.update(is_active=True)
    assert browser.get("/konto/profil").status_code == 302


def test_new_password_through_a_mail_does_not_go_around_the_second_step(gerda: Person, secret: str) -> None:
    browser = Client()
    browser.post("/konto/adgangskode/glemt", {"email": gerda.email})
    page = browser.get(links()[0], follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    answer = browser.post("/konto/log-ind", {"login": gerda.email, "password": NEW})
    assert answer["Location"].startswith("/konto/to-trin/kode")
