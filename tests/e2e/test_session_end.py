"""The session ends while somebody writes: the page says so in time, and nothing that was typed is lost."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Dialog, Page, expect

from pejling.direction.models import Section
from pejling.initiatives.models import StatusReport
from pejling.people.models import Person
from pejling.web.session_end import UNTIL
from tests import world
from tests.access import make_world

SignIn = Callable[[Person], None]


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    w = make_world()
    w.initiative = world.make_initiative("Læsebånd hver morgen", document=w.document, lead=w.owner)
    return w


def let_it_end_in(page: Page, seconds: int) -> None:
    """The session of the window lasts so long from now."""
    key = next(each["value"] for each in page.context.cookies() if each["name"] == "sessionid")
    row = Session.objects.get(session_key=key)
    kept = row.get_decoded() | {UNTIL: int(timezone.now().timestamp()) + seconds}
    row.session_data = SessionStore().encode(kept)
    row.expire_date = timezone.now() + timedelta(seconds=seconds)
    row.save()


def test_status_typed_before_all_cookies_went_stands_in_its_form_after_sign_in(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    sign_in(w.owner)
    page.goto(f"/indsatser/{w.initiative.pk}/")
    page.get_by_role("link", name="Giv status").click()
    window = page.get_by_role("dialog", name="Giv status")
    window.get_by_role("radio", name="Presset").check()
    window.get_by_label("Med en sætning").fill("To vejledere mangler.")
    page.context.clear_cookies()
    window.get_by_role("button", name="Gem status").click()
    expect(page.locator("#toasts")).to_contain_text("Du var logget af.")
    page.get_by_label("E-mail").fill(w.owner.email)
    page.get_by_label("Adgangskode").fill(world.PASSWORD)
    page.locator("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_text("Ikke gemt endnu")).to_be_visible()
    expect(page.get_by_label("Med en sætning")).to_have_value("To vejledere mangler.")
    expect(page.get_by_role("radio", name="Presset")).to_be_checked()
    assert not StatusReport.objects.exists()
    page.get_by_role("button", name="Gem status").click()
    expect(page.locator("#toasts")).to_contain_text("Status er gemt.")
    assert StatusReport.objects.get().sentence == "To vejledere mangler."


def test_text_written_while_signed_out_stands_in_its_section_and_is_saved(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    page.goto(f"/dokumenter/{w.document.pk}/skriv")
    page.wait_for_selector("[data-writing][data-ready]")
    page.context.clear_cookies()
    page.locator(".part [role=textbox]").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Vi læser hver morgen.")
    with page.expect_response(lambda answer: answer.status == 401):
        page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_contain_text("logget af")
    way_in = page.locator("[data-state]").get_by_role("link", name="Log ind i et nyt vindue")
    expect(way_in).to_have_attribute("href", re.compile("^/konto/log-ind"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    sign_in(w.owner)
    page.goto(f"/dokumenter/{w.document.pk}/skriv")
    page.wait_for_selector("[data-writing][data-ready]")
    expect(page.locator(".part [role=textbox]").first).to_contain_text("Vi læser hver morgen.")
    expect(page.locator("[data-state]")).to_have_text("Ikke gemt endnu")
    expect(page.locator(".unsaved")).to_contain_text(
        "Det gemmes, når du skriver videre eller trykker Ctrl+S."
    )
    expect(page.locator(".unsaved")).not_to_contain_text("Filer")
    assert "Vi læser hver morgen." not in Section.objects.get(pk=w.section.pk).body
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_contain_text("Gemt kl.")
    assert "Vi læser hver morgen." in Section.objects.get(pk=w.section.pk).body


def test_text_that_is_put_back_is_discarded_without_being_saved(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    page.goto(f"/dokumenter/{w.document.pk}/skriv")
    page.wait_for_selector("[data-writing][data-ready]")
    page.context.clear_cookies()
    page.locator(".part [role=textbox]").first.click()
    page.keyboard.type("Vi læser hver morgen.")
    with page.expect_response(lambda answer: answer.status == 401):
        page.keyboard.press("Control+s")
    asked: list[str] = []

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    page.goto("about:blank")
    sign_in(w.owner)
    page.goto(f"/dokumenter/{w.document.pk}/skriv")
    page.wait_for_selector("[data-writing][data-ready]")
    asked.clear()
    page.locator(".part [role=textbox]").first.click()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("button", name="Kassér det, der ikke er gemt").click()
    expect(page.get_by_text("Ikke gemt endnu")).to_have_count(0)
    page.wait_for_selector("[data-writing][data-ready]")
    assert asked == []
    assert "morgen" not in Section.objects.get(pk=w.section.pk).body


def test_page_warns_before_the_session_ends_and_one_stays_by_a_button(
    page: Page, w: SimpleNamespace, sign_in: SignIn, axe: Callable[[Page], list[str]]
) -> None:
    sign_in(w.owner)
    let_it_end_in(page, 120)
    page.goto(f"/indsatser/{w.initiative.pk}/status")
    page.get_by_label("Med en sætning").fill("To vejledere mangler.")
    warning = page.locator("#toasts").get_by_text("Du bliver snart logget af.")
    expect(warning).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Bliv logget på").focus()
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    expect(page.get_by_label("Med en sætning")).to_have_value("To vejledere mangler.")
    left = Session.objects.get().expire_date - timezone.now()
    assert left > timedelta(hours=9)


def test_page_says_that_the_session_has_ended_and_leaves_the_text(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    let_it_end_in(page, 100)
    page.goto(f"/indsatser/{w.initiative.pk}/status")
    page.get_by_label("Med en sætning").fill("To vejledere mangler.")
    Session.objects.all().delete()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("#toasts").get_by_role("link", name="Log ind i et nyt vindue")).to_be_visible()
    expect(page.get_by_label("Med en sætning")).to_have_value("To vejledere mangler.")
