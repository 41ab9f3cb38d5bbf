"""Questions that are put into SQL once."""

from typing import Any

import pytest
from django.db.models import Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from pejling.core.prepared import Given, Prepared
from pejling.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db


def named(given: type[Given]) -> QuerySet[Any, Any]:
    """Those who bear a name, or one of several."""
    people = Person.objects.filter(Q(name=given("name")) | Q(name__in=given("others")))
    return people.order_by("name").values_list("name", "pk")


def test_question_is_asked_again_with_other_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bo, gerda = world.make_person("Bo Friis"), world.make_person("Gerda Holm")
    question = Prepared(named)
    with django_assert_num_queries(3):
        assert question.ask(name="Bo Friis", others=[]) == [("Bo Friis", bo.pk)]
        assert question.ask(name="Gerda Holm", others={"Bo Friis", "Ida Lund"}) == [
            ("Bo Friis", bo.pk),
            ("Gerda Holm", gerda.pk),
        ]
        assert question.ask(name="Ida Lund", others=()) == []


def test_values_are_never_part_of_the_statement() -> None:
    world.make_person("Bo Friis")
    assert Prepared(named).ask(name="' OR 1=1 --", others=["%s", "' OR 1=1 --"]) == []


def test_question_needs_all_that_is_to_be_given() -> None:
    with pytest.raises(KeyError):
        Prepared(named).ask(name="Bo Friis")
