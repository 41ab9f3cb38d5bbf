"""Who has access is told to nobody who only tries: not by what is said, and not by what is done meanwhile."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from pejling.people.models import Person
from tests import world
from tests.people.mailbox import subjects

NOBODY = "ingen@fjordlund.example"


def with_password() -> Person:
    return world.make_person("Bo Friis", email="bo@fjordlund.example", password=world.PASSWORD)


def not_invited() -> Person:
    return world.make_person("Ny Person", email="ny@fjordlund.example")


def has_left() -> Person:
    return world.make_person(
        "Gammel Person", email="gl@fjordlund.example", password=world.PASSWORD, is_active=False
    )


KINDS = [with_password, not_invited, has_left]


def work_of(path: str, typed: dict[str, str]) -> tuple[int, str, list[str]]:
    """What is answered, and the statements that it took, with nothing of what is in them."""
    cache.clear()
    browser = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = browser.post(path, typed)
    statements = [re.sub(r"WHERE .*|VALUES .*|\"s\d+_x\d+\"", "", query["sql"]) for query in asked]
    body = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", " ", body).split())
    return answer.status_code, words, statements


@pytest.mark.parametrize("make", KINDS)
def test_asking_for_a_new_password_is_the_same_work_for_an_address_that_nobody_has(
    db: None, make: Callable[[], Person]
) -> None:
    path = "/konto/adgangskode/glemt"
    known = work_of(path, {"email": str(make().email)})
    assert work_of(path, {"email": NOBODY}) == known
    assert DBTaskResult.objects.count() == 2
    assert [statement for statement in known[2] if "people_person" in statement] == []


def test_link_to_a_new_password_is_sent_by_the_worker_to_those_alone_who_are_here(db: None) -> None:
    people = [make() for make in KINDS]
    for address in [NOBODY, *[str(person.email).upper() for person in people]]:
        Client().post("/konto/adgangskode/glemt", {"email": address})
    sent = [address for address, _subject in subjects()]
    assert sent == ["bo@fjordlund.example", "ny@fjordlund.example"]


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time a password is hashed on its way in: what is slow on purpose."""
    counted: list[str] = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode

    def counting(self: hashers.BasePasswordHasher, password: str, salt: str) -> str:
        counted.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(hasher, "encode", counting)
    return counted


@pytest.mark.parametrize("make", KINDS)
def test_wrong_password_is_the_same_work_for_an_address_that_nobody_has(
    db: None, make: Callable[[], Person], hashings: list[str]
) -> None:
    path, person = "/konto/log-ind", make()
    costs, answers = [], []
    for address in (str(person.email), NOBODY):
        hashings.clear()
        answers.append(work_of(path, {"login": address, "password": "helt forkert adgangskode"}))
        costs.append(len(hashings))
    assert answers[0] == answers[1]
    assert costs == [1, 1]


@pytest.mark.parametrize("place", ["/konto/log-ind", "/konto/adgangskode/glemt"])
def test_limit_is_reached_after_as_many_tries_at_an_address_that_nobody_has(db: None, place: str) -> None:
    tries = []
    for address in (str(with_password().email), NOBODY):
        cache.clear()
        typed = {"login": address, "email": address, "password": "forkert"}
        answers = [Client().post(place, typed) for _try in range(7)]
        tries.append(
            [(answer.status_code, "Vent fem minutter" in answer.content.decode()) for answer in answers]
        )
    assert tries[0] == tries[1]
    assert len(set(tries[0])) == 2


def test_page_of_the_second_step_is_shown_to_nobody_who_has_not_taken_the_first(db: None) -> None:
    browser = Client()
    browser.post("/konto/log-ind", {"login": str(with_password().email), "password": "forkert"})
    assert browser.get("/konto/to-trin/kode")["Location"] == "/konto/log-ind"
