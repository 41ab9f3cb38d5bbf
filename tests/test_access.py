"""Every address, tried by its owner, a colleague, an outsider and an anonymous visitor. One that nobody classified fails.

What may be kept of the answer by browsers and proxies is looked at on the same way.
"""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pejling.web.caching import ASKED_AGAIN
from tests.access import Access, Answer, make_world

TESTS = Path(__file__).parent


def classified() -> dict[str, Access]:
    """All classifications, by address name."""
    found: dict[str, Access] = {}
    for path in sorted(TESTS.glob("*/access_*.py")):
        module = import_module(f"tests.{path.parent.name}.{path.stem}")
        twice = found.keys() & module.ACCESS.keys()
        assert not twice, f"classified twice: {twice}"
        found.update(module.ACCESS)
    return found


def addresses(patterns: list[URLPattern | URLResolver], namespace: str = "") -> list[str]:
    """The name of every address in the table; an unnamed one by its route."""
    names: list[str] = []
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            names += addresses(pattern.url_patterns, inner)
        else:
            names.append(f"{namespace}{pattern.name or pattern.pattern}")
    return names


ACCESS = classified()
PEOPLE = ("owner", "colleague", "outsider", "anonymous")


def test_every_address_is_classified() -> None:
    assert sorted(set(addresses(get_resolver().url_patterns)) - ACCESS.keys()) == []


def test_every_classified_address_exists() -> None:
    assert sorted(ACCESS.keys() - set(addresses(get_resolver().url_patterns))) == []


@pytest.fixture
def small_municipality(db: None) -> SimpleNamespace:
    return make_world()


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_address_answers_each_kind_of_person_as_classified_and_says_what_may_be_kept(
    name: str, small_municipality: SimpleNamespace
) -> None:
    access = ACCESS[name]
    address = reverse(name, args=access.args(small_municipality))
    responses = {person: ask(address, access, person, small_municipality) for person in PEOPLE}
    answers = {person: answer(response) for person, response in responses.items()}
    assert answers == {person: getattr(access, person) for person in PEOPLE}
    kept = {person: response["Cache-Control"] for person, response in responses.items()}
    assert kept == {person: allowed(name, person, responses[person]) for person in PEOPLE}


def ask(address: str, access: Access, person: str, small_municipality: SimpleNamespace) -> HttpResponseBase:
    """What comes back when this person asks."""
    client = Client()
    if person != "anonymous":
        client.force_login(getattr(small_municipality, person))
    return (
        client.post(address, access.query) if access.method == "post" else client.get(address, access.query)
    )


def answer(response: HttpResponseBase) -> Answer:
    """What it is: a status, or that one must sign in."""
    to_login = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    return "login" if to_login else response.status_code


SAID_BY_THEMSELVES = {
    "identity_stylesheet": "public, max-age=31536000, immutable",
    "health": "no-store",
    "robots": "public, max-age=86400",
    "favicon": "public, max-age=86400",
}
"""The same to everybody, whoever asks."""
OPEN_TO_ALL = {
    "as_of", "bearings", "chain", "chain_band", "chain_broken", "chain_column", "comparison", "corrections",
    "document", "documents", "front", "initiative", "promise", "promise_csv", "promise_json", "promise_on",
    "promises", "promises_csv", "promises_json", "ring", "search",
    "two_pages", "two_pages_pdf", "two_pages_word",
}  # fmt: skip
"""What those read who have not signed in. Nothing else may be kept, also not where the address itself is the secret."""


def allowed(name: str, person: str, response: HttpResponseBase) -> str:
    """What may be kept of what this person was answered."""
    if name in SAID_BY_THEMSELVES:
        return SAID_BY_THEMSELVES[name]
    if person == "anonymous" and name in OPEN_TO_ALL and response.status_code == 200:
        return ASKED_AGAIN
    said = response["Cache-Control"]
    is_kept_nowhere = {"private", "no-store"} <= set(said.split(", "))
    return said if is_kept_nowhere else "private, no-store"
