"""Signing in by e-mail and password, and out again."""

import pytest
from django.conf import settings
from django.contrib.auth.hashers import get_hasher
from django.test import Client
from pytest_django import Settings

from pejling import settings as product
from pejling.people import login_hints
from pejling.people.login_hints import LoginHint
from pejling.people.models import Person
from tests import world

HOME = "/konto/profil"


def sign_in(client: Client, email: str, password: str = world.PASSWORD) -> int:
    """The status that the sign-in page answers."""
    return client.post("/konto/log-ind", {"login": email, "password": password}).status_code


def is_in(client: Client) -> bool:
    """Whether this browser is signed in."""
    return client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    "email", ["gerda@fjordlund.example", "GERDA@Fjordlund.example", " gerda@fjordlund.example "]
)
def test_person_signs_in_whatever_the_case_of_the_address(gerda: Person, client: Client, email: str) -> None:
    assert sign_in(client, email) == 302
    assert is_in(client)


def test_wrong_password_says_so_and_keeps_the_address(gerda: Person, client: Client) -> None:
    response = client.post("/konto/log-ind", {"login": gerda.email, "password": "forkert"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "E-mail eller adgangskode passer ikke" in page
    assert 'value="gerda@fjordlund.example"' in page
    assert "forkert" not in page
    assert ("kan ikke gemmes" in page, "Intet er gemt" in page, "Det lykkedes ikke" in page) == (
        False,
        False,
        True,
    )


def test_unknown_address_is_answered_as_a_wrong_password(gerda: Person, client: Client) -> None:
    response = client.post("/konto/log-ind", {"login": "nogen@fjordlund.example", "password": "forkert"})
    assert response.status_code == 422
    assert "E-mail eller adgangskode passer ikke" in response.content.decode()


def test_guessing_is_stopped_after_five_tries_even_with_the_right_password(
    gerda: Person, client: Client
) -> None:
    for _try in range(5):
        sign_in(client, "gerda@fjordlund.example", "forkert")
    response = client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD})
    assert response.status_code == 422
    assert "Vent fem minutter" in response.content.decode()


def test_too_many_requests_get_a_page_of_ours(gerda: Person, client: Client) -> None:
    answers = [
        client.post("/konto/log-ind", {"login": f"a{n}@b.example", "password": "x"}) for n in range(31)
    ]
    assert answers[-1].status_code == 429
    assert "Det går for stærkt" in answers[-1].content.decode()


def test_person_who_has_left_cannot_sign_in(gerda: Person, client: Client) -> None:
    gerda.is_active = False
    gerda.save()
    response = client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD}, follow=True)
    assert "Din adgang er lukket" in response.content.decode()
    assert not is_in(client)


def test_signing_out_needs_a_post(signed_in: Client) -> None:
    assert "Vil du logge af?" in signed_in.get("/konto/log-af").content.decode()
    assert is_in(signed_in)
    signed_in.post("/konto/log-af")
    assert not is_in(signed_in)


def test_signing_in_leads_to_where_one_was_going(gerda: Person, client: Client) -> None:
    asked = client.get(HOME)
    assert asked["Location"] == f"/konto/log-ind?next={HOME}"
    page = client.get(asked["Location"]).content.decode()
    assert f'<input type="hidden" name="next" value="{HOME}">' in page
    response = client.post("/konto/log-ind", {"login": gerda.email, "password": world.PASSWORD, "next": HOME})
    assert response["Location"] == HOME


def test_signing_in_never_leads_out_of_the_house(gerda: Person, client: Client) -> None:
    bad = {"login": gerda.email, "password": world.PASSWORD, "next": "https://evil.example/"}
    assert client.post("/konto/log-ind", bad)["Location"] == "/"


def test_signing_in_shows_the_pages_in_ones_own_language(gerda: Person, client: Client) -> None:
    gerda.language = "en"
    gerda.save()
    sign_in(client, "gerda@fjordlund.example")
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_passwords_are_kept_by_argon2() -> None:
    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert get_hasher.__module__ == "django.contrib.auth.hashers"


def test_session_ends_with_the_browser_and_is_out_of_reach_of_scripts(signed_in: Client) -> None:
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] is True
    assert cookie["max-age"] == ""
    assert cookie["samesite"] == "Lax"


def test_demonstration_offers_its_people(
    client: Client, db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hint = LoginHint("Skoleleder", "Gerda Holm", "Se skolens plan", "gerda@fjordlund.example", "prøv-pejling")
    monkeypatch.setattr(login_hints, "hints", [hint])
    assert "Prøv Pejling som" not in client.get("/konto/log-ind").content.decode()
    settings.DEMO = True
    page = client.get("/konto/log-ind").content.decode()
    assert "Prøv Pejling som" in page
    assert '<input type="hidden" name="login" value="gerda@fjordlund.example">' in page
