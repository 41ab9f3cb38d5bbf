"""The lists in a real browser: the address follows the filter, and on a phone each row is a card that fits."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE

LISTS = ("documents", "initiatives", "people", "forums", "plans")


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality."""
    return make_world()


def test_lists_are_narrowed_in_place_and_fit_a_screen_and_a_phone(
    w: SimpleNamespace, page: Page, sign_in: Any, tmp_path: Any
) -> None:
    world.make_initiative("Fælles læsebånd hver morgen", document=w.document, lead=w.owner)
    sign_in(w.secretary)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        for name in LISTS:
            page.goto(reverse(name))
            expect(page.locator("table.list tbody tr").first).to_be_visible()
            page.screenshot(path=tmp_path / f"{name}-{size['width']}.png", full_page=True)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], name


def test_address_follows_the_filter_and_the_order(w: SimpleNamespace, page: Page, sign_in: Any) -> None:
    sign_in(w.secretary)
    page.goto(reverse("people"))
    page.get_by_label("Navn eller e-mail").fill(w.owner.name)
    expect(page).to_have_url(re.compile(r"\?q="))
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    page.get_by_role("link", name="E-mail", exact=True).click()
    expect(page).to_have_url(re.compile(r"q=.*sort=email"))
    expect(page.locator("table.list tbody tr")).to_have_count(1)
