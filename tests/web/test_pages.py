"""A page is whole to a plain browser, and a part of itself to htmx when it asks for that part."""

from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation
from django_htmx.middleware import HtmxDetails
from pytest_django import DjangoAssertNumQueries

from pejling.web.errors import MISSING, explain
from pejling.web.models import Identity
from pejling.web.pages import see_other
from pejling.web.toasts import Toast, tell, waiting

RESULTS = {"HX-Request": "true", "HX-Target": "div#results"}


def test_page_is_whole_to_a_plain_browser(client: Client, components: str) -> None:
    answer = client.get(components)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<!doctype html>")
    assert answer.text.count("<h1>Register</h1>") == 1


def test_page_gives_htmx_only_the_part_that_it_fills(client: Client, components: str) -> None:
    answer = client.get(components, headers=RESULTS)
    assert answer.text.lstrip().startswith('<p class="count-line"')
    assert "<h1>" not in answer.text
    assert "HX-Retarget" not in answer


def test_part_is_the_same_text_as_in_the_whole_page(client: Client, components: str) -> None:
    part = client.get(components, headers=RESULTS).text
    assert part.strip() in client.get(components).text


def test_page_asked_to_fill_something_else_takes_the_place_of_the_whole_page(
    client: Client, components: str
) -> None:
    answer = client.get(components + "?page=2", headers={"HX-Request": "true", "HX-Target": "div#status"})
    assert answer.text.lstrip().startswith("<!doctype html>")
    assert (answer["HX-Retarget"], answer["HX-Push-Url"]) == ("body", "/komponenter?page=2")


def test_page_is_whole_when_a_boosted_link_or_the_back_button_asks(client: Client, components: str) -> None:
    for asks in ({"HX-Boosted": "true"}, {"HX-History-Restore-Request": "true"}):
        answer = client.get(components, headers={**RESULTS, **asks})
        assert answer.text.lstrip().startswith("<!doctype html>")


def test_caches_are_told_that_htmx_gets_something_else(client: Client, components: str) -> None:
    vary = {name.strip() for name in client.get(components)["Vary"].split(",")}
    assert {"HX-Request", "HX-Target"} <= vary


def test_waiting_message_rides_along_with_a_part(client: Client, components: str) -> None:
    client.get(components)
    client.cookies["messages"] = _told("Gemt")
    answer = client.get(components, headers=RESULTS)
    assert '<div hx-swap-oob="beforeend:#toasts">' in answer.text
    assert "<p>Gemt</p>" in answer.text


def test_message_is_shown_once_with_its_way_back(client: Client, components: str) -> None:
    client.cookies["messages"] = _told("Vedtaget", undo_url="/fortryd/7")
    first = client.get(components).text
    assert first.count("<p>Vedtaget</p>") == 1
    assert '<form method="post" action="/fortryd/7">' in first
    assert client.get(components).text.count("<p>Vedtaget</p>") == 0


def test_waiting_messages_are_read_with_tone_and_way_back() -> None:
    request = _request()
    tell(request, "Vedtaget", undo_url="/fortryd/7")
    assert waiting(request) == [Toast("Vedtaget", "good", "/fortryd/7")]


def test_redirect_after_a_post_is_to_be_read_with_get() -> None:
    answer = see_other("/retning")
    assert (answer.status_code, answer["Location"]) == (303, "/retning")


def test_page_reads_the_identity_in_one_query(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Identity.objects.create(pk=1, name="Fjordlund Kommune")
    with django_assert_num_queries(1):
        explain(_request(), MISSING)


def test_page_names_the_municipality_and_its_colours(client: Client, components: str) -> None:
    Identity.objects.create(pk=1, name="Fjordlund Kommune", version=4)
    text = client.get(components).text
    assert "<title>Komponenter · Fjordlund Kommune</title>" in text
    assert 'href="/identitet.css?v=4"' in text


def test_page_has_no_style_and_no_script_inline(client: Client, components: str) -> None:
    text = client.get(components).text
    assert (text.count(" style="), text.count("<style"), text.count("<script>"), text.count("onclick")) == (
        0,
        0,
        0,
        0,
    )


def test_page_speaks_english_when_asked(client: Client, components: str) -> None:
    client.cookies["django_language"] = "en"
    with translation.override("da"):
        assert '<html lang="en">' in client.get(components).text


def _request() -> HttpRequest:
    """A request with what the middleware would have given it."""
    request: Any = RequestFactory().get("/borte")
    request.user = AnonymousUser()
    request.htmx = HtmxDetails(request)
    request._messages = CookieStorage(request)
    return cast(HttpRequest, request)


def _told(text: str, undo_url: str = "") -> str:
    """The cookie in which a message waits for the next page."""
    request: Any = _request()
    tell(request, text, undo_url=undo_url)
    answer = HttpResponse()
    request._messages.update(answer)
    return answer.cookies["messages"].value
