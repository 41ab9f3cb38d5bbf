"""Changing a password, and choosing a new one when it is forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from pejling.people.models import Person
from tests import world
from tests.people.mailbox import links, subjects

NEW = "fire helt nye tilfældige ord"


def test_forgotten_password_is_replaced_through_the_mail(gerda: Person, client: Client) -> None:
    asked = client.post("/konto/adgangskode/glemt", {"email": "Gerda@Fjordlund.example"}, follow=True)
    assert "Se i din indbakke" in asked.content.decode()
    assert subjects() == [("gerda@fjordlund.example", "Vælg en ny adgangskode")]
    page = client.get(links()[0], follow=True)
    chosen = client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "Adgangskoden er skiftet" in chosen.content.decode()
    assert subjects()[1:] == [("gerda@fjordlund.example", "Din adgangskode er skiftet")]
    assert client.post("/konto/log-ind", {"login": gerda.email, "password": NEW}).status_code == 302


def test_link_to_a_new_password_works_once(gerda: Person, client: Client) -> None:
    client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    link = links()[0]
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert "Linket virker ikke mere" in Client().get(link, follow=True).content.decode()


def test_link_to_a_new_password_gets_too_old(gerda: Person, client: Client) -> None:
    client.post("/konto/adgangskode/glemt", {"email": gerda.email})
    link = links()[0]
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        assert "Linket virker ikke mere" in client.get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("kort", "kort", "mindst 12 tegn"),
        ("gerda@fjordlund.example", "gerda@fjordlund.example", "e-mail"),
        ("passwordpassword", "noget helt andet her", "De to adgangskoder er ikke ens"),
        ("", "", "Udfyld feltet"),
    ],
)
def test_bad_new_password_is_refused_in_words(
    signed_in: Client, password: str, again: str, said: str
) -> None:
    typed = {"oldpassword": world.PASSWORD, "password1": password, "password2": again}
    response = signed_in.post("/konto/adgangskode", typed)
    assert response.status_code == 422
    assert said in response.content.decode()


def test_changed_password_holds_here_and_signs_out_elsewhere(gerda: Person, signed_in: Client) -> None:
    elsewhere = Client()
    elsewhere.force_login(gerda)
    typed = {"oldpassword": world.PASSWORD, "password1": NEW, "password2": NEW}
    changed = signed_in.post("/konto/adgangskode", typed, follow=True)
    assert "Din nye adgangskode gælder fra nu af." in changed.content.decode()
    assert changed.request["PATH_INFO"] == "/konto/profil"
    assert elsewhere.get("/konto/profil").status_code == 302
    assert subjects() == [("gerda@fjordlund.example", "Din adgangskode er skiftet")]


def test_wrong_old_password_changes_nothing(gerda: Person, signed_in: Client) -> None:
    response = signed_in.post(
        "/konto/adgangskode", {"oldpassword": "forkert", "password1": NEW, "password2": NEW}
    )
    assert response.status_code == 422
    assert "Det er ikke din nuværende adgangskode" in response.content.decode()
    gerda.refresh_from_db()
    assert gerda.check_password(world.PASSWORD)


def test_person_without_a_password_chooses_a_first_one(gerda: Person, client: Client) -> None:
    gerda.set_unusable_password()
    gerda.save()
    client.force_login(gerda)
    assert client.get("/konto/adgangskode")["Location"] == "/konto/adgangskode/foerste"
    client.post("/konto/adgangskode/foerste", {"password1": NEW, "password2": NEW})
    gerda.refresh_from_db()
    assert gerda.check_password(NEW)
    assert subjects() == [("gerda@fjordlund.example", "Du har fået en adgangskode")]
