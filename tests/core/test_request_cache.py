"""What is asked again within a request: once while it reads, anew from its first write on, and not kept elsewhere."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from pejling.core import request_cache
from pejling.core.locking import lock, require_locked
from pejling.core.permissions import Refused
from pejling.organisation.actions.posts import give_post
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Post, Role
from pejling.people.models import Person
from tests import world
from tests.access import make_world

pytestmark = pytest.mark.django_db
Ask = Callable[[], int]


@pytest.fixture
def count() -> Ask:
    """How many people there are, asked through the memo."""
    return lambda: request_cache.get_or_set("people", Person.objects.count)


def within(method: str, act: Callable[[], list[int]]) -> list[int]:
    """What the act finds as part of a request."""
    found: list[int] = []

    def view(_request: object) -> HttpResponse:
        found.extend(act())
        return HttpResponse()

    request_cache.middleware(view)(getattr(RequestFactory(), method)("/"))
    return found


def counted_around_a_new_person(count: Ask) -> list[int]:
    first = count()
    world.make_person()
    return [first, count()]


def test_page_that_reads_has_one_answer_until_it_ends(count: Ask) -> None:
    assert within("get", lambda: counted_around_a_new_person(count)) == [0, 0]
    assert within("get", lambda: [count()]) == [1]


def test_act_keeps_what_it_reads_until_it_writes(
    count: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert within("post", lambda: [count(), count()]) == [0, 0]
    assert within("post", lambda: counted_around_a_new_person(count)) == [0, 1]


def test_what_is_written_aside_lets_the_rest_stand(count: Ask) -> None:
    def act() -> list[int]:
        first = count()
        with request_cache.aside():
            world.make_person()
        return [first, count()]

    assert within("post", act) == [0, 0]


def test_right_that_was_asked_before_a_lock_is_asked_again_behind_it() -> None:
    """Somebody ended the post between the page's question and the lock that its act has waited for."""
    w: SimpleNamespace = make_world()

    def act() -> list[int]:
        led = [len(authority_of(w.owner).led_units)]
        with request_cache.aside():
            Post.objects.filter(person=w.owner).delete()
        with pytest.raises(Refused):
            require_locked(w.owner, "direction.edit", w.document)
        return [*led, len(authority_of(w.owner).led_units)]

    assert within("post", act) == [1, 0]


def test_what_is_asked_behind_a_lock_is_kept_like_before(
    django_assert_num_queries: DjangoAssertNumQueries, count: Ask
) -> None:
    w: SimpleNamespace = make_world()

    def act() -> list[int]:
        before = count()
        lock(w.unit)
        return [count() - before, count() - before]

    with django_assert_num_queries(3):
        assert within("post", act) == [0, 0]


def test_nothing_is_kept_outside_a_request(count: Ask) -> None:
    assert counted_around_a_new_person(count) == [0, 1]


def test_post_that_is_given_counts_at_once_in_the_same_request() -> None:
    w: SimpleNamespace = make_world()
    leader = Role.objects.get(name="Institutionsleder")

    def act() -> list[int]:
        led = [len(authority_of(w.outsider).led_units)]
        give_post(person=w.outsider, unit=w.unit, role=leader, by=w.secretary)
        return [*led, len(authority_of(w.outsider).led_units)]

    assert within("post", act) == [0, 1]


def test_many_are_asked_about_once_each_also_what_has_no_answer() -> None:
    asked: list[list[int]] = []

    def read(keys: list[int]) -> dict[int, str]:
        asked.append(keys)
        return {key: str(key) for key in keys if key != 3}

    with request_cache.kept():
        first = request_cache.get_many("numbers", [1, 3, 1], read)
        second = request_cache.get_many("numbers", [3, 2, 1], read)
        assert request_cache.get_or_set(("numbers", 2), lambda: "asked anew") == "2"
    request_cache.get_many("numbers", [1], read)

    assert (first, second) == ({1: "1"}, {2: "2", 1: "1"})
    assert asked == [[1, 3], [2], [1]]
