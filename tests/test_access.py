"""Every address, tried by its owner, a colleague, an outsider and an anonymous visitor. One that nobody classified fails."""

from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

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
def test_address_answers_each_kind_of_person_as_classified(
    name: str, small_municipality: SimpleNamespace
) -> None:
    access = ACCESS[name]
    address = reverse(name, args=access.args(small_municipality))
    answers = {person: answer(address, access, person, small_municipality) for person in PEOPLE}
    assert answers == {person: getattr(access, person) for person in PEOPLE}


def answer(address: str, access: Access, person: str, small_municipality: SimpleNamespace) -> Answer:
    """What the address answers this person."""
    client = Client()
    if person != "anonymous":
        client.force_login(getattr(small_municipality, person))
    response = (
        client.post(address, access.query) if access.method == "post" else client.get(address, access.query)
    )
    to_login = response.status_code == 302 and response["Location"].startswith(reverse("account_login"))
    return "login" if to_login else response.status_code
