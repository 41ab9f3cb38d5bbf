"""Giving status in a real browser: by keyboard alone at a desk, through a mail's link on a phone, and on many rows."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from pejling.core.dates import today
from pejling.initiatives.actions import requests
from pejling.initiatives.models import Initiative, StatusReport, Way
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE

SignIn = Callable[[Person], None]


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality with an initiative that the owner leads."""
    w = make_world()
    w.initiative = world.make_initiative("Læsebånd hver morgen", document=w.document, lead=w.owner)
    return w


def given() -> list[tuple[str, str, str]]:
    return [(each.level, each.sentence, each.way) for each in StatusReport.objects.order_by("pk")]


def link_of(w: SimpleNamespace) -> str:
    return "/status/" + requests.ask(w.initiative, w.owner, today()).rsplit("/", 1)[1]


def test_status_is_given_by_keyboard_alone(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    sign_in(w.owner)
    page.goto(f"/indsatser/{w.initiative.pk}/")
    page.get_by_role("link", name="Giv status").focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog", name="Giv status")
    expect(window.get_by_role("radio", name="På sporet")).to_be_visible()
    window.get_by_role("radio", name="På sporet").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("To vejledere mangler.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("Status er gemt.")
    expect(page.locator(".given").first).to_contain_text("To vejledere mangler.")
    assert given() == [("pressed", "To vejledere mangler.", Way.PAGE)]
    page.get_by_role("button", name="Fortryd").click()
    expect(page.locator("#toasts")).to_contain_text("Din status er taget tilbage.")
    assert Initiative.objects.get().latest_report is None


def test_status_without_its_sentence_is_asked_for_it_and_keeps_the_choice(
    page: Page, w: SimpleNamespace, sign_in: SignIn
) -> None:
    sign_in(w.owner)
    page.goto(f"/indsatser/{w.initiative.pk}/status")
    page.get_by_role("radio", name="Af sporet").check()
    page.get_by_role("button", name="Gem status").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv en sætning")
    expect(page.get_by_role("radio", name="Af sporet")).to_be_checked()
    assert given() == []


def test_status_is_given_by_the_mails_link_on_a_phone(page: Page, w: SimpleNamespace) -> None:
    page.set_viewport_size(PHONE)
    page.goto(link_of(w))
    page.get_by_text("Presset", exact=True).click()
    page.get_by_label("Med en sætning").fill("Vi er bagud.")
    page.get_by_role("button", name="Gem status").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak. Din status er gemt")
    assert given() == [("pressed", "Vi er bagud.", Way.LINK)]
    page.get_by_role("button", name="Tag status tilbage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Din status er taget tilbage")
    assert StatusReport.objects.active().count() == 0


def test_rows_are_gone_through_by_keyboard_alone(page: Page, w: SimpleNamespace, sign_in: SignIn) -> None:
    world.make_initiative("Legepatrulje", document=w.document, lead=w.owner)
    sign_in(w.owner)
    page.goto("/status/")
    page.get_by_role("combobox").first.focus()
    page.keyboard.type("Af")
    page.keyboard.press("Tab")
    page.keyboard.type("Vejlederen er rejst.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("1 status er gemt.")
    assert given() == [("off_track", "Vejlederen er rejst.", Way.PAGE)]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_pages_of_status_can_be_read_and_used_by_all(
    page: Page, w: SimpleNamespace, sign_in: SignIn, axe: Callable[[Page], list[str]], size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    link = link_of(w)
    page.goto(link)
    assert axe(page) == []
    sign_in(w.owner)
    for address in (
        f"/indsatser/{w.initiative.pk}/status",
        f"/indsatser/{w.initiative.pk}/",
        "/status/",
        "/status/indlaesning",
        f"/enheder/{w.unit.pk}/",
        f"/enheder/{w.unit.pk}/statusrytme",
    ):
        page.goto(address)
        assert axe(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
