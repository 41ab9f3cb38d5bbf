"""From an invitation in the inbox to signing in with a telephone, as one does it in a browser."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings

from pejling.people import login_hints
from pejling.people.actions import send_invitation
from pejling.people.login_hints import LoginHint
from pejling.people.models import Person
from tests import world
from tests.browser import PHONE
from tests.people.mailbox import links

Axe = Callable[[Page], list[str]]


@pytest.fixture
def asta(page: Page) -> Person:
    """Somebody who has been written down but never signed in."""
    cache.clear()
    world.ensure_words()
    unit = world.make_unit()
    return world.make_leader("Asta Ny", unit, email="asta@fjordlund.example")


def test_invited_person_comes_in_and_turns_two_steps_on(page: Page, asta: Person, axe: Axe) -> None:
    send_invitation(asta, by=world.make_person("Signe Krogh"))
    page.goto(links()[0])
    expect(page.get_by_role("heading", name="Velkommen, Asta")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Vælg en adgangskode").fill(world.PASSWORD)
    page.get_by_label("Adgangskoden igen").fill(world.PASSWORD)
    page.get_by_role("button", name="Gem og log ind").click()

    page.goto("/konto/profil")
    assert axe(page) == []
    page.get_by_role("link", name="Slå to-trins-login til").click()
    page.get_by_label("Adgangskode").fill(world.PASSWORD)
    assert axe(page) == []
    page.get_by_role("button", name="Fortsæt").click()
    expect(page.get_by_role("img", name="QR-kode til appen")).to_be_visible()
    assert axe(page) == []
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Kode").fill(code_of(secret, 0))
    page.get_by_role("button", name="Slå til").click()
    expect(page.get_by_role("heading", name="Dine nødkoder")).to_be_visible()
    expect(page.get_by_text("To-trins-login er slået til.")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    assert axe(page) == []

    page.context.clear_cookies()
    page.goto("/konto/log-ind")
    page.get_by_label("E-mail").fill("ASTA@fjordlund.example")
    page.get_by_label("Adgangskode").fill(world.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    page.get_by_label("Kode").fill(code_of(secret, 1))
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    page.goto("/konto/profil")
    expect(page.get_by_role("heading", name="Asta Ny")).to_be_visible()


def code_of(secret: str, step: int) -> str:
    """What the telephone shows now, or in the next half minute: a code works once only."""
    code: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))
    return code


def test_wrong_password_is_read_out_and_the_address_kept(page: Page, asta: Person, axe: Axe) -> None:
    page.goto("/konto/log-ind")
    page.get_by_label("E-mail").fill("asta@fjordlund.example")
    page.get_by_label("Adgangskode").fill("forkert")
    page.get_by_role("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("alert")).to_contain_text("E-mail eller adgangskode passer ikke")
    expect(page.get_by_label("E-mail")).to_have_value("asta@fjordlund.example")
    assert axe(page) == []


def test_one_click_signs_in_as_a_person_of_the_demonstration_on_a_phone(
    page: Page, asta: Person, axe: Axe, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asta.set_password(world.PASSWORD)
    asta.save()
    settings.DEMO = True
    hint = LoginHint("Skoleleder", "Asta Ny", "Se skolens plan", "asta@fjordlund.example", world.PASSWORD)
    monkeypatch.setattr(login_hints, "hints", [hint])
    page.set_viewport_size(PHONE)
    page.goto("/konto/log-ind?next=/konto/profil")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name=re.compile("som Asta Ny")).click()
    expect(page.get_by_role("heading", name="Asta Ny")).to_be_visible()
