"""Public pages are kept by the version of what they show: right at once, and never across viewers."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from pejling.direction.models import Element
from pejling.initiatives.actions.publishing import withdraw_public_text, write_public_text
from pejling.initiatives.models import PublicText, Telling
from pejling.web import kept_pages
from pejling.web.kept_pages import FOR_ALL, SHELF
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None, settings: Any) -> SimpleNamespace:
    """The small municipality, with pages kept."""
    settings.KEEP_PUBLIC_PAGES = True
    SHELF.empty()
    yield make_world()  # type: ignore[misc]
    SHELF.empty()


def told(w: SimpleNamespace) -> PublicText:
    w.document.visibility = "public"
    w.document.save()
    row = world.make_initiative("Læsebånd", document=w.document, lead=w.owner, is_status_public=True)
    world.tie(row.element, w.aim)
    return write_public_text(row, telling=Telling.REACHED, text="Alle læser nu.", by=w.owner)


def test_page_is_made_once_for_all_who_have_not_signed_in(w: SimpleNamespace) -> None:
    first = Client().get("/")
    # Changed behind the log's back, which nothing of ours does: so one sees that it was kept.
    Element.objects.filter(pk=w.aim.pk).update(title="Ordet bagom")
    second = Client().get("/")
    assert second.content == first.content
    assert (
        second.headers["Cache-Control"] == first.headers["Cache-Control"] == FOR_ALL == "public, max-age=60"
    )
    assert "Cookie" in second.headers["Vary"]
    assert "Content-Security-Policy" in second.headers


def test_what_is_done_shows_at_once(w: SimpleNamespace) -> None:
    text = told(w)
    assert "Alle læser nu." in Client().get("/").content.decode()
    withdraw_public_text(text, by=w.owner)
    assert "Alle læser nu." not in Client().get("/").content.decode()


def test_what_was_done_without_a_line_is_right_within_a_minute(
    w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    Client().get("/")
    Element.objects.filter(pk=w.aim.pk).update(title="Ordet bagom")
    now = kept_pages.monotonic()
    monkeypatch.setattr(kept_pages, "monotonic", lambda: now + 61)
    assert "Ordet bagom" in Client().get("/").content.decode()


def test_who_has_signed_in_gets_a_page_of_their_own_and_leaves_none(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    own = client.get("/")
    assert (own.headers["Cache-Control"], len(SHELF.pages)) == ("private, no-store", 0)
    assert "Min side" not in Client().get("/").content.decode()
    assert "Min side" in client.get("/").content.decode()


def test_each_language_is_kept_apart(w: SimpleNamespace) -> None:
    danish, english = Client(), Client()
    english.cookies["django_language"] = "en"
    assert '<html lang="da">' in danish.get("/").content.decode()
    assert '<html lang="en">' in english.get("/").content.decode()
    assert '<html lang="da">' in danish.get("/").content.decode()
    assert len(SHELF.pages) == 2


@pytest.mark.parametrize("header", ["HTTP_HX_REQUEST", "HTTP_AUTHORIZATION"])
def test_what_is_asked_for_otherwise_is_not_kept(w: SimpleNamespace, header: str) -> None:
    Client().get("/", **{header: "true"})
    assert len(SHELF.pages) == 0


def test_pages_with_a_token_and_pages_of_ones_own_are_not_kept(w: SimpleNamespace) -> None:
    Client().get("/konto/log-ind")
    Client().get("/planer/")
    assert len(SHELF.pages) == 0


def test_no_more_than_so_many_pages_are_kept(w: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST", 2)
    for number in range(4):
        Client().get(f"/?side={number}")
    assert [address for _host, address, _language in SHELF.pages] == ["/?side=2", "/?side=3"]


def test_visitor_chooses_a_language_without_a_token_and_who_has_signed_in_does_not(
    w: SimpleNamespace,
) -> None:
    visitor, owner = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    assert visitor.post("/sprog", {"language": "en"}).status_code == 303
    owner.force_login(w.owner)
    assert owner.post("/sprog", {"language": "en"}).status_code == 403
