"""What a person is in the municipality today, from which every right is answered."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoAssertNumQueries

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.organisation.authority import NOBODY, authority_of
from pejling.organisation.models import Deputyship, Unit
from tests import world

pytestmark = pytest.mark.django_db
YESTERDAY, TOMORROW = today() - timedelta(days=1), today() + timedelta(days=1)


@pytest.fixture
def school() -> Unit:
    """A team in a school in a centre."""
    world.ensure_words()
    centre = world.make_unit("Center for Børn", kind="Center")
    return world.make_unit("Søparkens Skole", parent=centre)


def test_leader_leads_the_unit_and_all_below_it_and_nothing_above_or_beside(school: Unit) -> None:
    team = world.make_unit("Indskolingen", kind="Team", parent=school)
    beside = world.make_unit("Bakkens Skole", parent=school.parent)
    authority = authority_of(world.make_leader("Gerda Holm", school))
    assert authority.led_units == {school.pk, team.pk}
    assert not authority.leads(school.parent_id)
    assert not authority.leads(beside.pk)
    assert not authority.leads(None)
    assert authority.units_and_above == {school.pk, school.parent_id}


def test_staff_lead_nothing_but_may_read_what_is_internal(school: Unit) -> None:
    authority = authority_of(world.give_post(world.make_person(), school))
    assert authority.led_units == frozenset()
    assert authority.is_internal


def test_permanent_deputy_leads_in_their_own_name(school: Unit) -> None:
    authority = authority_of(world.give_post(world.make_person(), school, "Souschef"))
    assert authority.leads(school.pk)
    assert authority.acts_for == {}


def test_deputy_leads_for_the_absent_leader_and_bears_both_names(school: Unit) -> None:
    team = world.make_unit("Indskolingen", kind="Team", parent=school)
    gerda, bo = world.make_leader("Gerda Holm", school), world.make_person("Bo Friis")
    Deputyship.objects.create(person=gerda, deputy=bo, starts_on=today(), ends_on=today())
    authority = authority_of(bo)
    assert authority.led_units == {school.pk, team.pk}
    assert authority.acts_for == {school.pk: gerda, team.pk: gerda}


def test_deputy_acts_in_their_own_name_where_they_lead_themselves(school: Unit) -> None:
    assert school.parent
    gerda, bo = world.make_leader("Gerda Holm", school.parent), world.make_leader("Bo Friis", school)
    Deputyship.objects.create(person=gerda, deputy=bo)
    assert authority_of(bo).acts_for == {school.parent_id: gerda}


def test_deputy_of_two_absent_leaders_bears_the_nearer_name(school: Unit) -> None:
    assert school.parent
    gerda = world.make_leader("Gerda Holm", school)
    chief = world.make_leader("Carl Lund", school.parent)
    bo = world.make_person("Bo Friis")
    for absent in (gerda, chief):
        Deputyship.objects.create(person=absent, deputy=bo)
    assert authority_of(bo).acts_for == {school.parent_id: chief, school.pk: gerda}


@pytest.mark.parametrize("period", [{"ends_on": YESTERDAY}, {"starts_on": TOMORROW}])
def test_deputyship_counts_only_in_its_period(school: Unit, period: dict[str, date]) -> None:
    gerda, bo = world.make_leader("Gerda Holm", school), world.make_person("Bo Friis")
    Deputyship.objects.create(person=gerda, deputy=bo, **period)
    assert authority_of(bo).led_units == frozenset()


def test_deputy_of_a_secretary_does_not_become_one(school: Unit) -> None:
    signe, bo = world.make_secretary(school), world.make_person("Bo Friis")
    Deputyship.objects.create(person=signe, deputy=bo)
    assert not authority_of(bo).is_secretariat


@pytest.mark.parametrize("period", [{"ends_on": YESTERDAY}, {"starts_on": TOMORROW}])
def test_post_counts_only_in_its_period(school: Unit, period: dict[str, date]) -> None:
    authority = authority_of(world.give_post(world.make_person(), school, "Institutionsleder", **period))
    assert authority.led_units == frozenset()
    assert not authority.is_internal


def test_post_counts_on_its_first_and_last_day(school: Unit) -> None:
    period = {"starts_on": today(), "ends_on": today()}
    assert authority_of(world.give_post(world.make_person(), school, "Institutionsleder", **period)).leads(
        school.pk
    )


def test_who_has_left_has_no_standing(school: Unit) -> None:
    gerda = world.make_leader("Gerda Holm", school)
    gerda.is_active = False
    assert authority_of(gerda) is NOBODY


def test_deputy_of_somebody_who_has_left_leads_nothing(school: Unit) -> None:
    gerda, bo = world.make_leader("Gerda Holm", school, is_active=False), world.make_person("Bo Friis")
    Deputyship.objects.create(person=gerda, deputy=bo)
    assert authority_of(bo).led_units == frozenset()


def test_anonymous_visitor_has_no_standing() -> None:
    assert authority_of(AnonymousUser()) is NOBODY


@pytest.mark.parametrize(("kind", "expected"), [("Byråd", True), ("Udvalg", True), ("Hovedudvalg", False)])
def test_seat_in_a_political_forum_makes_a_council_member(school: Unit, kind: str, expected: bool) -> None:
    forum = world.make_forum("Et forum", kind=kind)
    authority = authority_of(world.give_seat(world.make_person(), forum))
    assert authority.is_council_member is expected
    assert authority.is_internal is expected
    assert authority.forums == {forum.pk}


def test_standing_takes_one_query_and_that_of_a_deputy_one_more_however_much_one_is(
    school: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    gerda, bo = world.make_leader("Gerda Holm", school), world.make_person("Bo Friis")
    with django_assert_num_queries(1):
        authority_of(gerda)
    for number in range(3):
        world.give_post(bo, world.make_unit(f"Skole {number}", parent=school), "Institutionsleder")
        world.give_seat(bo, world.make_forum(f"Udvalg {number}", kind="Udvalg"))
    Deputyship.objects.create(person=gerda, deputy=bo)
    with request_cache.kept():
        with django_assert_num_queries(2):
            authority_of(bo)
        with django_assert_num_queries(0):
            authority_of(bo)
