"""The public face in a real browser: read by all, wide and on a phone, and the way to sign in on both."""

from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.access import make_world
from tests.browser import DESKTOP, PHONE
from tests.portal.conftest import make_work


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality with a public plan and work that citizens may follow."""
    w = make_world()
    w.document.visibility = "public"
    w.document.save()
    for title in ("Læsebånd", "Regnebånd", "Musik"):
        make_work(w, title, due=4, met=3)
    return w


def test_promises_read_for_all_and_fit_a_screen_and_a_phone(w: SimpleNamespace, page: Page, axe: Any) -> None:
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for address in ("/", f"/loefter/{w.aim.pk}/"):
            page.goto(address)
            expect(
                page.get_by_text("Går fremad").or_(page.get_by_text("Går for langsomt")).first
            ).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            assert axe(page) == [], (address, size)


def test_one_signs_in_from_the_menu_on_a_phone(w: SimpleNamespace, page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/")
    page.locator(".phone-menu summary").click()
    page.locator(".phone-menu").get_by_role("link", name="Log ind").click()
    assert "/konto/log-ind" in page.url
