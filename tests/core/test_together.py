"""Several questions in one statement."""

from datetime import date

import pytest
from django.db.models import Exists, OuterRef
from pytest_django import DjangoAssertNumQueries

from pejling.core.together import Question, Together, ask_together
from pejling.organisation.models import Post, Unit
from pejling.people.models import Person
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(db: None) -> None:
    world.ensure_words()


def test_answers_come_in_the_order_of_the_questions_in_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gerda, school = world.make_person("Gerda Holm"), world.make_unit("Søparkens Skole")
    people = Question(Person.objects.filter(name="Gerda Holm"), "pk", "name")
    units = Question(Unit.objects.filter(pk=school.pk), "name", "ends_on", "pk")
    nobody = Question(Person.objects.filter(name="Ida Lund"), "pk")
    with django_assert_num_queries(1):
        assert ask_together(people, nobody, units) == [
            [(gerda.pk, "Gerda Holm")],
            [],
            [("Søparkens Skole", None, school.pk)],
        ]


def test_columns_are_what_django_would_have_made_of_them() -> None:
    unit = world.make_unit("Søparkens Skole")
    gerda = world.make_leader("Gerda Holm", unit)
    Post.objects.filter(person=gerda).update(starts_on=date(2026, 8, 1))
    leads = Exists(Post.objects.filter(person=OuterRef("pk")))
    columns = ("joined_at", "is_active", "posts__starts_on", "posts__ends_on", leads)
    people = Person.objects.filter(pk=gerda.pk)
    (row,), *others = ask_together(*[Question(people, *columns)] * 2)
    expected = people.values_list(*columns).get()
    assert (row, others) == (expected, [[expected]])
    assert [type(value) for value in row] == [type(value) for value in expected]


def test_question_that_stands_alone_is_asked_as_it_is(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gerda = world.make_person("Gerda Holm")
    with django_assert_num_queries(1) as asked:
        assert ask_together(Question(Person.objects.filter(pk=gerda.pk), "name")) == [[("Gerda Holm",)]]
    assert "JSON" not in asked[0]["sql"].upper()


def test_nothing_asked_is_nothing_answered(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert ask_together() == []


def test_words_come_back_as_they_were_written() -> None:
    name = "Æ \"citat\" 'og' \\ skråstreg %s\n🧭"
    person = world.make_person(name)
    rows = Person.objects.filter(pk=person.pk)
    assert ask_together(Question(rows, "name"), Question(rows, "name")) == [[(person.name,)]] * 2


def test_parts_that_do_not_know_each_other_ask_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    gerda, bo = world.make_person("Gerda Holm"), world.make_person("Bo Friis")
    together = Together()
    one, other = (
        together.put(Question(Person.objects.filter(pk=person.pk), "name")) for person in (gerda, bo)
    )
    with django_assert_num_queries(1):
        assert (other(), one(), one()) == ([("Bo Friis",)], [("Gerda Holm",)], [("Gerda Holm",)])
    late = together.put(Question(Person.objects.filter(pk=bo.pk), "pk"))
    with django_assert_num_queries(1):
        assert (late(), one()) == ([(bo.pk,)], [("Gerda Holm",)])
