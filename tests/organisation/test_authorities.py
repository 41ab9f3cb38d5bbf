"""The standing of many, which is that of each."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.organisation.authorities import deputies_of, know_authorities, leaders_above
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Deputyship
from pejling.people.models import Person
from tests import world
from tests.access import make_world


@pytest.fixture
def w(db: None) -> Iterator[SimpleNamespace]:
    """A municipality with deputies, within what only reads."""
    w = make_world()
    w.chief = world.make_leader("Henriette Brink", w.top)
    w.staff = world.give_post(world.make_person("Mads Mark"), w.unit)
    w.vice = world.give_post(world.make_person("Vibe Sous"), w.unit, "Souschef")
    w.councillor = world.give_seat(world.make_person("Kirsten Overby"), w.forum)
    for absent in (w.owner, w.chief, w.secretary):
        Deputyship.objects.create(person=absent, deputy=w.staff, ends_on=today() + timedelta(days=7))
    Deputyship.objects.create(person=w.owner, deputy=w.vice, ends_on=today() - timedelta(days=7))
    with request_cache.kept():
        yield w


def everybody() -> list[Person]:
    return list(Person.objects.order_by("pk"))


def test_standings_of_many_are_those_of_each(w: SimpleNamespace) -> None:
    with request_cache.aside():
        one_by_one = [authority_of(person) for person in everybody()]
    know_authorities(everybody())
    assert [authority_of(person) for person in everybody()] == one_by_one


def test_standings_cost_no_more_for_all_than_for_two(w: SimpleNamespace) -> None:
    with CaptureQueriesContext(connection) as two, request_cache.aside(), request_cache.kept():
        know_authorities(everybody()[:2])
    with CaptureQueriesContext(connection) as many:
        know_authorities(everybody())
    assert (len(two), len(many)) == (5, 5)  # one of them reads the people


def test_known_standing_costs_nothing(w: SimpleNamespace) -> None:
    people = everybody()
    know_authorities(people)
    with CaptureQueriesContext(connection) as queries:
        know_authorities(people)
        for person in people:
            authority_of(person)
    assert len(queries) == 0


def test_leader_above_is_the_nearest_who_is_somebody_else(w: SimpleNamespace) -> None:
    above = leaders_above(everybody())
    found = {str(person): str(above.get(person.pk)) for person in (w.staff, w.owner, w.chief, w.outsider)}
    assert found == {
        "Mads Mark": "Gerda Holm",
        "Gerda Holm": "Henriette Brink",
        "Henriette Brink": "None",
        "Ulla Udefra": "None",
    }


def test_deputies_are_those_of_today(w: SimpleNamespace) -> None:
    assert dict(deputies_of([w.owner, w.staff])) == {w.owner.pk: [w.staff]}
