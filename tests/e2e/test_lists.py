"""The lists in a real browser: the address follows the filter, and on a phone each row is a card that fits."""

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from pejling.agreements.actions.commitments import agree
from pejling.agreements.actions.proposals import propose
from pejling.agreements.models import ProposalKind
from pejling.core.dates import today
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


def test_twelve_rows_of_every_list_stand_above_the_fold(w: SimpleNamespace, page: Page, sign_in: Any) -> None:
    """At a desk of 1280 x 900, with names and titles as long as a municipality's."""
    make_fourteen_of_each(w)
    sign_in(w.secretary)
    for name in (*LISTS, "commitments", "proposals"):
        page.goto(reverse(name))
        rows = page.locator("table.list").last.locator("tbody tr")
        assert rows.count() >= 12, name
        twelfth = rows.nth(11).bounding_box()
        assert twelfth
        assert twelfth["y"] + twelfth["height"] <= DESKTOP["height"], name


def make_fourteen_of_each(w: SimpleNamespace) -> None:
    for number in range(14):
        leader = world.make_leader(f"Kristina Vestergaard-Madsen {number}", w.unit)
        plan = world.make_document(
            f"Strategiplan for Børnehuset Solsikken {number}", kind="strategy_plan", unit=w.unit
        )
        world.make_initiative(
            f"Fælles læsebånd hver morgen i alle klasser {number}", document=plan, lead=leader
        )
        world.make_forum(f"Områdeudvalget for Dagtilbud og Skole {number}", kind="Udvalg")
        agree(
            title=f"Vi fortæller om læsebåndet på ledermødet til foråret {number}",
            unit=w.unit,
            responsible=w.owner,
            element=w.element,
            due_on=today() + timedelta(days=30),
            by=w.owner,
        )
        propose(
            title=f"En læsevejleder, der deles af to skoler {number}",
            kind=ProposalKind.WISH,
            unit=w.other_unit,
            to_unit=w.unit,
            answer_by=today() + timedelta(days=30),
            by=w.colleague,
        )
