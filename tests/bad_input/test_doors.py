"""What every page tells the browser to refuse, what cookies and redirects allow, and how often one may try."""

import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import world
from tests.access import Access
from tests.test_access import ACCESS

PAGES = sorted(name for name, access in ACCESS.items() if access.method == "get")
LOTS = [PAGES[first::3] for first in range(3)]
ABROAD = [
    "https://ond.example/",
    "//ond.example/",
    "///ond.example",
    "/\\ond.example",
    "\\\\ond.example",
    "https:ond.example",
    "http:///ond.example",
    "/%09/ond.example",
    "\t//ond.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://localhost@ond.example/",
    "/\r\nSet-Cookie: a=b",
]
"""Addresses that lead out of the house, some dressed as if they did not."""
INLINE = re.compile(
    r"<(?:script|style)\b(?![^>]*\b(?:nonce|src)=)|<[a-z][^>]*\s(?:on[a-z]+|style)\s*=|href\s*=\s*[\"']?\s*javascript:",
    re.I,
)


@pytest.mark.parametrize("names", LOTS, ids=range(3))
def test_every_page_carries_what_the_browser_is_to_refuse(names: list[str], w: SimpleNamespace) -> None:
    people = {"secretary": Client(), "owner": Client(), "anonymous": Client()}
    people["secretary"].force_login(w.secretary)
    people["owner"].force_login(w.owner)
    wrong = []
    for name in names:
        access: Access = ACCESS[name]
        address = reverse(name, args=access.args(w))
        for person, client in people.items():
            answer = client.get(address, access.query)
            policy = answer.headers.get("Content-Security-Policy", "")
            facts = {
                "policy": "unsafe" not in policy and "default-src" in policy,
                "frames": answer.headers.get("X-Frame-Options") == "DENY",
                "types": answer.headers.get("X-Content-Type-Options") == "nosniff",
                "referrer": answer.headers.get("Referrer-Policy") == "same-origin",
                "inline": answer.streaming or not INLINE.search(answer.content.decode(errors="replace")),
            }
            wrong += [
                f"{name} {person} {answer.status_code}: {fact}" for fact, holds in facts.items() if not holds
            ]
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["/findes/ikke", "/dokumenter/0/", "/static/../settings.py", "/%00", "/%ED%A0%80", "/x" * 3_000]
)
def test_page_that_is_not_there_is_as_closed_as_the_others(path: str, db: None) -> None:
    answer = Client().get(path)
    assert answer.status_code == 404
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert "Traceback" not in answer.content.decode()


def test_editor_needs_no_script_but_our_own(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    policy = client.get(reverse("document_write", args=[w.document.pk]))["Content-Security-Policy"]
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert re.fullmatch(r"'self'( 'nonce-[^']{16,}')?", rules["script-src"])
    assert (rules["object-src"], rules["base-uri"], rules["frame-ancestors"]) == ("'none'",) * 3
    assert rules["form-action"] == "'self'"


def test_cookies_are_out_of_reach_of_scripts_and_of_other_sites(w: SimpleNamespace) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    cache.clear()
    client = Client()
    client.get(reverse("account_login"))
    client.post(reverse("account_login"), {"login": w.owner.email, "password": world.PASSWORD})
    client.post(reverse("set_language"), {"language": "en"})
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert client.cookies["csrftoken"]["samesite"] == "Lax"
    assert client.cookies["django_language"]["httponly"] is True


def test_session_of_a_stranger_is_not_taken_over_at_sign_in(w: SimpleNamespace) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    cache.clear()
    client = Client()
    client.post(reverse("set_language"), {"language": "da"})
    before = client.cookies["sessionid"].value
    client.post(reverse("account_login"), {"login": w.owner.email, "password": world.PASSWORD})
    assert client.cookies["sessionid"].value != before


@pytest.mark.parametrize("abroad", ABROAD)
def test_no_redirect_leads_out_of_the_house(abroad: str, w: SimpleNamespace) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    cache.clear()
    for address, body, signed_in in (
        (reverse("account_login"), {"login": w.owner.email, "password": world.PASSWORD}, False),
        (reverse("set_language"), {"language": "da"}, False),
        (reverse("account_logout"), {}, True),
        (reverse("account_reauthenticate"), {"password": world.PASSWORD}, True),
    ):
        client = Client()
        if signed_in:
            client.force_login(w.owner)
        for query, more in (({"next": abroad}, {}), ({}, {"next": abroad})):
            answer = client.post(address, {**body, **more}, query_params=query)
            location = answer.headers.get("Location", "/")
            assert re.match(r"/(?![/\\])", location), (address, location)
            assert "Set-Cookie: a" not in str(answer.headers)


@pytest.mark.parametrize(
    "host", ["ond.example", "localhost:80@ond.example", "[::1", "localhost/x", "a" * 300]
)
def test_foreign_host_is_not_believed(host: str, db: None) -> None:
    answer = Client(raise_request_exception=False).get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "ond.example" not in answer.content.decode()


def test_guesses_at_passwords_codes_and_links_come_to_an_end(w: SimpleNamespace) -> None:
    w.owner.set_password(world.PASSWORD)
    w.owner.save()
    cache.clear()
    client = Client()
    tries = [
        client.post(reverse("account_login"), {"login": w.owner.email, "password": f"gæt {n}"})
        for n in range(12)
    ]
    assert {answer.status_code for answer in tries} <= {422, 429}
    last = client.post(reverse("account_login"), {"login": w.owner.email, "password": world.PASSWORD})
    assert last.status_code in (422, 429)
    cache.clear()
    letters = [
        client.post(reverse("account_reset_password"), {"email": w.owner.email}).status_code
        for _n in range(30)
    ]
    assert 429 in letters
    cache.clear()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_change_nothing_and_break_nothing(method: str, w: SimpleNamespace) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(w.secretary)
    found = {}
    for name in PAGES[::3]:
        address = reverse(name, args=ACCESS[name].args(w))
        found[name] = getattr(client, method)(address).status_code
    assert {name: status for name, status in found.items() if status >= 500} == {}


@pytest.mark.parametrize("cookie", ["x" * 5_000, "\x00", "../../etc", "æøå", "';--"])
def test_cookies_that_nobody_gave_are_as_none(cookie: str, db: None) -> None:
    client = Client(raise_request_exception=False)
    for name in ("sessionid", "csrftoken", "django_language", "messages"):
        client.cookies[name] = cookie
    answers = [
        client.get("/").status_code,
        client.post(reverse("set_language"), {"language": "da"}).status_code,
    ]
    assert answers == [200, 303]
