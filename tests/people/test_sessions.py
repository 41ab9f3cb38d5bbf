"""A session is one person's, begins anew at sign-in, and ends at once with what it was begun by."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from pejling.core.dates import today
from pejling.organisation.actions import people
from pejling.people.actions import change_password, sign_out_everywhere
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.people.mailbox import links

NEW = "fire helt nye tilfældige ord"


def test_session_from_before_sign_in_is_not_the_one_after(gerda: Person, client: Client) -> None:
    client.post("/sprog", {"language": "en"})
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = before
    assert stranger.get("/konto/profil").status_code == 302


def reset_password(gerda: Person) -> None:
    browser = Client()
    browser.post("/konto/adgangskode/glemt", {"email": gerda.email})
    page = browser.get(links()[0], follow=True)
    browser.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})


def sign_out(gerda: Person) -> None:
    sign_out_everywhere(Person.objects.get(pk=gerda.pk))


@pytest.fixture
def secretary(gerda: Person) -> Person:
    """Somebody of the secretariat."""
    world.ensure_words()
    made: SimpleNamespace = make_world()
    secretary: Person = made.secretary
    return secretary


@pytest.mark.parametrize("end", [reset_password, sign_out])
def test_session_ends_with_what_it_was_begun_by(
    gerda: Person, signed_in: Client, end: Callable[[Person], None]
) -> None:
    end(gerda)
    assert signed_in.get("/konto/profil").status_code == 302


def test_session_ends_at_once_when_the_person_leaves_and_for_good(
    gerda: Person, signed_in: Client, secretary: Person
) -> None:
    shown = [signed_in.get("/konto/profil").status_code]
    people.leave(gerda, on=today(), by=secretary)
    shown.append(signed_in.get("/konto/profil").status_code)
    people.come_back(gerda, by=secretary)
    shown.append(signed_in.get("/konto/profil").status_code)
    assert shown == [200, 302, 302]


def test_nothing_one_does_with_ones_sign_in_is_a_change_of_the_person(
    gerda: Person, signed_in: Client
) -> None:
    before = gerda.history.count()
    typed = {"oldpassword": world.PASSWORD, "password1": NEW, "password2": NEW}
    signed_in.post("/konto/adgangskode", typed)
    signed_in.post("/konto/andre-steder")
    reset_password(gerda)
    Client().post("/konto/log-ind", {"login": gerda.email, "password": NEW})
    gerda.refresh_from_db()
    assert (gerda.history.count(), gerda.version) == (before, 1)
    assert gerda.last_login is not None


def test_new_password_keeps_what_was_written_about_the_person_meanwhile(
    gerda: Person, signed_in: Client
) -> None:
    stale = Person.objects.get(pk=gerda.pk)
    Person.objects.update(phone="12 34 56 78")
    change_password(stale, password=NEW)
    gerda.refresh_from_db()
    assert (gerda.phone, gerda.check_password(NEW)) == ("12 34 56 78", True)
