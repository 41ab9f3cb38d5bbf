"""Questions that are put into SQL once."""

from typing import Any

import pytest
from django.db.models import Q, QuerySet
from pytest_django import DjangoAssertNumQueries

from pejling.core.prepared import Prepared
from pejling.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db


def named(name: Any, other: Any) -> QuerySet[Any, Any]:
    """Those who bear one of two names."""
    return Person.objects.filter(Q(name=name) | Q(name=other)).order_by("name").values_list("name", "pk")


def test_question_is_asked_again_with_other_values(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bo, gerda = world.make_person("Bo Friis"), world.make_person("Gerda Holm")
    question = Prepared(named)
    with django_assert_num_queries(3):
        assert question.ask(name="Bo Friis", other="Bo Friis") == [("Bo Friis", bo.pk)]
        assert question.ask(name="Gerda Holm", other="Bo Friis") == [
            ("Bo Friis", bo.pk),
            ("Gerda Holm", gerda.pk),
        ]
        assert question.ask(name="Ida Lund", other="") == []


def test_values_are_never_part_of_the_statement() -> None:
    world.make_person("Bo Friis")
    assert Prepared(named).ask(name="' OR 1=1 --", other="%s") == []


def test_question_needs_all_that_is_to_be_given() -> None:
    with pytest.raises(KeyError):
        Prepared(named).ask(name="Bo Friis")
