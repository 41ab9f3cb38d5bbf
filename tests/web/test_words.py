"""Menus, links and the words for how long ago something was."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from pejling.core.richtext import sanitise
from pejling.people.models import Person
from pejling.web.ago import ago, is_older
from pejling.web.jinja import icon, query, rich
from pejling.web.menu import Menu, MenuEntry, signed_in
from tests import world
from tests.rooms import Tell

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (date(2026, 11, 20), "i dag"),
        (date(2026, 11, 19), "i går"),
        (date(2026, 11, 18), "for 2 dage siden"),
        (date(2026, 10, 19), "for 1 måned siden"),
        (date(2026, 7, 20), "for 4 måneder siden"),
        (date(2024, 11, 19), "for 2 år siden"),
        (None, "aldrig"),
    ],
)
def test_time_past_is_told_as_one_says_it(then: date | None, words: str) -> None:
    assert ago(then, TODAY) == words


def test_what_never_was_is_older_than_anything() -> None:
    assert is_older(None, 90)


def test_menu_shows_entries_in_their_order_to_those_who_may_see_them(tell: Tell) -> None:
    tell(
        MenuEntry("Planer", "plans", 3),
        MenuEntry("Min side", "mine", 1, signed_in),
        MenuEntry("Retning", "register", 2),
        MenuEntry("Min profil", "profile", 1, menu=Menu.ACCOUNT),
        instead_of=MenuEntry,
    )
    assert [entry.label for entry in Menu.ROOMS.shown(AnonymousUser())] == ["Retning", "Planer"]
    assert [entry.label for entry in Menu.ROOMS.shown(Person(name="Gerda"))] == [
        "Min side",
        "Retning",
        "Planer",
    ]


@pytest.mark.parametrize("is_inside", [True, False])
def test_nobody_is_shown_more_rooms_in_the_menu_than_one_can_overlook(is_inside: bool, db: None) -> None:
    inside = world.make_leader("Trine Falkenberg", world.make_unit("Åbylille Skole"))
    shown = Menu.ROOMS.shown(inside if is_inside else AnonymousUser())
    assert 3 <= len(shown) <= 7


def test_entry_is_current_in_its_room_and_nowhere_else() -> None:
    entry = MenuEntry("Sundhed", "health", 1)
    assert [entry.is_current(path) for path in ("/sundhed", "/sundhed/3", "/")] == [True, True, False]


def test_entry_is_current_on_all_pages_that_it_says_are_of_its_room() -> None:
    entry = MenuEntry("Samtaler og aftaler", "conversations", 1, also=("commitments",))
    paths = ("/samtaler/", "/samtaler/3", "/aftaler/", "/aftaler/7", "/forslag/")
    assert [entry.is_current(path) for path in paths] == [True, True, True, True, False]


def test_changed_query_leads_back_to_the_first_page(rf: RequestFactory) -> None:
    request = rf.get("/", {"kind": "policy", "page": "3", "unit": "7"})
    assert query(request, kind="vision") == "?kind=vision&unit=7"
    assert query(request, unit=None) == "?kind=policy"
    assert query(request, page=4) == "?kind=policy&page=4&unit=7"


def test_rich_text_stands_in_the_page_as_it_was_cleaned_when_it_was_written() -> None:
    assert rich(sanitise("<p>Mål<script>alert(1)</script></p>")) == "<p>Mål</p>"


def test_icon_is_decoration_unless_it_has_a_meaning() -> None:
    assert 'aria-hidden="true"' in icon("flag")
    assert 'role="img" aria-label="&lt;Frist&gt;"' in icon("flag", "<Frist>")
