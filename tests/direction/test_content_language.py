"""On English pages what the municipality wrote itself says that it is Danish; Danish pages need not say so."""

import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client

from tests import world
from tests.chain.anchoring import make_direction

PAGES: dict[str, tuple[str, Callable[[SimpleNamespace], str]]] = {
    "document": ("Vision 2034", lambda w: f"/dokumenter/{w.vision.pk}/"),
    "element on a document": ("Alle er med", lambda w: f"/dokumenter/{w.vision.pk}/"),
    "element": ("Alle er med", lambda w: f"/punkter/{w.high.pk}/"),
    "line of a tie": ("Flere læser", lambda w: f"/punkter/{w.high.pk}/"),
    "ring": ("Alle er med", lambda w: f"/punkter/{w.high.pk}/forankring"),
    "chain": ("Flere læser", lambda w: f"/kaeden/?punkt={w.high.pk}"),
    "register": ("Skolestrategi", lambda w: "/retning/"),
    "search": ("Skolestrategi", lambda w: "/soeg?q=Skolestrategi"),
    "unit": ("Søparkens Skole", lambda w: f"/enheder/{w.school.pk}/"),
    "units": ("Søparkens Skole", lambda w: "/enheder/"),
    "front": ("Strategiplan", lambda w: "/"),
}


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_direction()
    world.tie(w.middle, w.high)
    return w


def languages_of(html: str, words: str) -> set[str]:
    """The languages that the nearest tags round the words say."""
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"</?mark>", "", main)
    found = set()
    for match in re.finditer(rf">{words}<", main):
        before = main[: match.start() + 1]
        tags = re.findall(r"<[a-z][^>]*>", before)[-2:]
        found |= set(re.findall(r'lang="(\w+)"', " ".join(tags)))
    return found


@pytest.mark.parametrize("place", PAGES)
def test_own_words_say_their_language_on_english_pages_alone(
    w: SimpleNamespace, client: Client, place: str
) -> None:
    client.force_login(w.leader)
    words, address = PAGES[place]
    danish = client.get(address(w)).content.decode()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    english = client.get(address(w)).content.decode()
    assert languages_of(danish, words) == set()
    assert languages_of(english, words) == {"da"}


def test_words_of_the_interface_stay_english(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.leader)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = client.get("/retning/").content.decode()
    assert '<html lang="en"' in html
    assert re.search(r"<h1>[^<]+</h1>", html)
