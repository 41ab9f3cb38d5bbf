"""The organisation in a real browser: its pages read well for all and fit a phone, also where addresses are long."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.browser import DESKTOP, PHONE


@pytest.fixture
def w(page: Page) -> SimpleNamespace:
    """The small municipality, with somebody whose e-mail is as long as they come."""
    w = make_world()
    long = "charlotte.vestergaard@fjordlundkommune.example"
    w.long = world.make_leader("Charlotte Ahrensbøll Vestergaard", w.other_unit, email=long)
    world.give_seat(w.long, w.forum)
    return w


def addresses(w: SimpleNamespace) -> list[str]:
    """Every page of the organisation's."""
    unit, person, forum = [w.unit.pk], [w.long.pk], [w.forum.pk]
    return [
        reverse("units"),
        reverse("unit_new"),
        *(reverse(name, args=unit) for name in ("unit", "unit_edit", "unit_move", "unit_end", "unit_merge")),
        reverse("unit_post_new", args=unit),
        reverse("people"),
        reverse("person_new"),
        *(reverse(name, args=person) for name in ("person", "person_edit", "person_leave", "deputy_new")),
        reverse("forums"),
        reverse("forum_new"),
        *(reverse(name, args=forum) for name in ("forum", "forum_edit", "forum_end", "seat_new")),
        reverse("words_start"),
        reverse("identity"),
        reverse("delivery_new"),
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_pages_read_well_for_all_and_fit_their_window(
    w: SimpleNamespace,
    page: Page,
    sign_in: Callable[[Person], None],
    axe: Callable[[Page], list[str]],
    size: dict[str, int],
) -> None:
    sign_in(w.secretary)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    for address in addresses(w):
        answer = page.goto(address)
        assert answer is not None
        assert (address, answer.status, axe(page)) == (address, 200, [])
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, size["width"])
