"""What browsers and proxies may keep; the whole table of addresses is tried in tests/test_access.py."""

from contextlib import closing

from django.test import Client

from pejling.web.caching import NOTHING_KEPT


def test_page_that_is_not_there_and_a_form_without_its_token_are_kept_nowhere(db: None) -> None:
    assert Client().get("/findes-ikke")["Cache-Control"] == NOTHING_KEPT
    assert Client(enforce_csrf_checks=True).post("/sprog")["Cache-Control"] == NOTHING_KEPT


def test_pages_own_files_say_for_themselves_how_long_they_are_kept(client: Client, db: None) -> None:
    with closing(client.get("/static/web/tokens.css")) as answer:
        assert answer["Cache-Control"].startswith("max-age=")
