"""Questions that are put into SQL once."""

from datetime import timedelta
from typing import Any, cast

import pytest
import time_machine
from django.db.models import Q, QuerySet
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pejling.core.dates import today
from pejling.core.prepared import Given, Prepared
from pejling.direction.models import Document
from pejling.organisation.models import Post
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


def documents_since(given: type[Given]) -> QuerySet[Document]:
    """Those of several that were written at a moment or later, with their editors at hand."""
    rows = Document.objects.filter(pk__in=given("documents"), created_at__gte=given("since"))
    return rows.prefetch_related("editors").select_related("unit").order_by("pk")


def test_rows_are_those_of_the_queryset_itself(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan, policy = (world.make_document(title, unit=world.make_unit(title)) for title in ("Plan", "Politik"))
    plan.editors.add(bo := world.make_person("Bo Friis"))
    question, since = Prepared(documents_since), plan.created_at
    with django_assert_num_queries(2):
        (row,) = question.rows(documents=[plan.pk], since=since)
        assert (row, row.unit, row.created_at, row.visibility) == (plan, plan.unit, since, plan.visibility)
        assert list(row.editors.all()) == [bo]
    assert list(question.rows(documents=[plan.pk, policy.pk], since=since)) == [plan, policy]
    assert list(question.rows(documents=[plan.pk], since=since + timedelta(days=1))) == []
    assert list(question.rows(documents=[], since=since)) == []


def test_rows_may_be_gone_through_again_and_asked_anew(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bo = world.make_person("Bo Friis")
    rows = Prepared(named).rows(name="Bo Friis", others=[])
    with django_assert_num_queries(2):
        assert list(rows) == list(rows) == [("Bo Friis", bo.pk)]
        assert list(rows.all()) == [("Bo Friis", bo.pk)]


def test_question_knows_that_the_day_is_another() -> None:
    school = world.make_unit("Skolen")
    bo = world.give_post(world.make_person("Bo Friis"), school)
    Post.objects.filter(person=bo).update(ends_on=today())
    question = Prepared(
        lambda given: Post.objects.current().filter(person=given("person")).values_list("person")
    )
    assert list(question.rows(person=bo.pk)) == question.ask(person=bo.pk) == [(bo.pk,)]
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert list(question.rows(person=bo.pk)) == question.ask(person=bo.pk) == []


def test_days_are_given_as_days() -> None:
    school = world.make_unit("Skolen")
    bo = world.give_post(world.make_person("Bo Friis"), school)
    Post.objects.filter(person=bo).update(ends_on=today())
    question = Prepared(lambda given: Post.objects.current(cast(Any, given("on"))).values_list("ends_on"))
    assert list(question.rows(on=today())) == [(today(),)]
    assert list(question.rows(on=today() + timedelta(days=1))) == []
