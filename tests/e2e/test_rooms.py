"""The first pages of every room: read by axe, walked through by the keyboard, and in as narrow a window as they come."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.agreements.access_agreements import agreed, proposed
from tests.browser import DESKTOP, PHONE

NARROW = {"width": 320, "height": 700}
MOST_STOPS = 250
SHOWS_FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    here.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length + 1);
    const outline = (each) => each ? getComputedStyle(each) : { outlineStyle: "none" };
    const ringed = (each) => outline(each).outlineStyle !== "none" && parseFloat(outline(each).outlineWidth) > 0;
    const seen = ringed(here) || ringed(here.closest(".seek"));
    return { stop: here.dataset.stop, seen, said: here.outerHTML.slice(0, 120) };
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled && each.tabIndex >= 0).length"""


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality with something in each room."""
    w = make_world()
    world.make_initiative("Fælles læsebånd hver morgen", document=w.document, lead=w.owner)
    w.commitment, w.proposal = agreed(w), proposed(w)
    return w


def pages_of(w: SimpleNamespace) -> list[tuple[Person | None, str]]:
    """The first pages of the rooms, each with one who opens them."""
    leader = [
        "/", reverse("overview"), reverse("overview_of_unit", args=[w.unit.pk]), reverse("documents"), reverse("chain"),
        reverse("plans"), reverse("initiatives"), reverse("conversations"), reverse("commitments"),
        reverse("commitment", args=[w.commitment.pk]), reverse("commitment_new"), reverse("proposals"),
        reverse("proposal", args=[w.proposal.pk]), reverse("bearings"),
        reverse("two_pages", args=["dokumenter", w.document.pk]),
        reverse("ring", args=[w.aim.pk]), reverse("unit_end", args=[w.unit.pk]),
    ]  # fmt: skip
    return [*((w.secretary, each) for each in leader), (None, "/"), (None, reverse("promises"))]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_first_pages_of_every_room_can_be_read_by_all(
    w: SimpleNamespace,
    page: Page,
    sign_in: Callable[[Person], None],
    axe: Callable[[Page], list[str]],
    size: Any,
) -> None:
    page.set_viewport_size(size)
    wrong = {}
    for person, address in opened(page, sign_in, pages_of(w)):
        if found := axe(page):
            wrong[person and person.name, address] = found
    assert wrong == {}


def test_keyboard_comes_by_everything_sees_where_it_is_and_comes_on(
    w: SimpleNamespace, page: Page, sign_in: Callable[[Person], None]
) -> None:
    unseen, left_out = {}, {}
    for _person, address in opened(page, sign_in, pages_of(w)):
        stops: dict[str, str] = {}
        reachable = page.evaluate(REACHABLE)
        for _press in range(MOST_STOPS):
            page.keyboard.press("Tab")
            here = page.evaluate(SHOWS_FOCUS)
            if here is None or here["stop"] in stops:
                break
            stops[here["stop"]] = here["said"]
            if not here["seen"]:
                unseen[address] = here["said"]
        if len(stops) < min(reachable, MOST_STOPS):
            left_out[address] = (len(stops), reachable)
    assert (unseen, left_out) == ({}, {})


def test_first_pages_fit_a_window_of_320_pixels(
    w: SimpleNamespace, page: Page, sign_in: Callable[[Person], None]
) -> None:
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    too_wide = {}
    for _person, address in opened(page, sign_in, pages_of(w)):
        if (width := page.evaluate("document.documentElement.scrollWidth")) > NARROW["width"]:
            too_wide[address] = width
    assert too_wide == {}


def opened(page: Page, sign_in: Callable[[Person], None], asked: list[tuple[Person | None, str]]) -> Any:
    """Each page in turn, once it stands in the window."""
    for person, address in asked:
        if person:
            sign_in(person)
        else:
            page.context.clear_cookies()
        answer = page.goto(address)
        assert answer
        assert answer.status == 200, address
        yield person, address
