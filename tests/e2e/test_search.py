"""Searching as one does it: from anywhere, by the keyboard, while one types."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from pejling.people.models import Person
from tests.access import make_world
from tests.browser import PHONE


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality."""
    return make_world()


def test_results_come_while_one_types_and_lead_to_what_was_found(
    page: Page, w: SimpleNamespace, sign_in: Callable[[Person], None], axe: Callable[[Page], list[str]]
) -> None:
    sign_in(w.secretary)
    page.goto("/soeg")
    expect(page.get_by_label("Hvad leder du efter?")).to_be_focused()
    page.keyboard.type("laeser")
    found = page.get_by_role("link", name="Alle læser hver dag")
    expect(found).to_be_visible()
    expect(page).to_have_url("/soeg?q=laeser")
    assert axe(page) == []
    page.get_by_role("link", name="Mål og indsatser").click()
    expect(page).to_have_url("/soeg?q=laeser&type=element")
    found.click()
    expect(page).to_have_url(f"/punkter/{w.element.pk}/")


def test_slash_leads_to_the_search_from_anywhere_on_a_phone_too(page: Page, w: SimpleNamespace) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/konto/log-ind")
    page.keyboard.press("/")
    page.keyboard.type("politik")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Politik for børn")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
