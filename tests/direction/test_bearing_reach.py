"""Whom a bearing reaches, read from both ends, and who may change it."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from pejling.core.dates import today
from pejling.direction.actions.bearings import BearingText, change_bearing, set_bearing
from pejling.direction.figures.bearings import bearings_concerning, bearings_left_to, reach
from pejling.direction.models import Document
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit, UnitKind
from tests import world

TEXT = BearingText(title="Alle hilser", why="Tonen", starts_on=today())


@pytest.fixture
def m(w: SimpleNamespace) -> SimpleNamespace:
    """A centre with a school and a daycare of its own, beside the two schools right under the municipality."""
    w.centre = world.make_unit("Center for Skole", kind="Center", parent=w.top)
    w.school = world.make_unit("Lilleskolen", parent=w.centre)
    w.daycare = world.make_unit("Tusindfryd", kind="Daginstitution", parent=w.centre)
    w.head = world.give_post(world.make_person("Carl Chef"), w.centre, "Centerchef")
    w.director = world.give_post(world.make_person("Dorte Direktør"), w.top, "Kommunaldirektør")
    w.schools = UnitKind.objects.get(name="Skole")
    return w


def reached(document: Document) -> list[str]:
    return [answer.unit.name for answer in reach(document).answers]


def test_kind_addressed_by_a_centre_reaches_the_centres_own(m: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=m.centre, units=[], kinds=[m.schools], by=m.head)
    assert reached(document) == ["Lilleskolen"]


def test_kind_addressed_from_the_top_reaches_all(m: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=m.top, units=[], kinds=[m.schools], by=m.director)
    assert reached(document) == ["Bakkens Skole", "Lilleskolen", "Søparkens Skole"]


@pytest.mark.parametrize("addressed", [("centre",), ("top",), ("unit", "daycare"), ("centre", "other_unit")])
@pytest.mark.parametrize("own", ["top", "centre", "school"])
def test_both_readings_of_the_rule_agree(m: SimpleNamespace, addressed: tuple[str, ...], own: str) -> None:
    units = [getattr(m, name) for name in addressed]
    kinds = UnitKind.objects.filter(name__in=["Skole", "Center"])
    for chosen in ({"units": units, "kinds": kinds}, {"units": units}, {"units": [], "kinds": kinds}):
        document = set_bearing(TEXT, unit=getattr(m, own), **chosen, by=m.secretary)
        every = Unit.objects.current().order_by("sort_key")
        assert reached(document) == [unit.name for unit in every if document in bearings_concerning([unit])]


def test_a_persons_units_are_each_taken_with_what_stands_above_it(m: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=m.centre, units=[], kinds=[m.schools], by=m.head)
    both = world.give_post(world.give_post(world.make_person("Bo"), m.unit), m.daycare)
    assert list(bearings_left_to(authority_of(both))) == []
    teacher = world.give_post(world.make_person("Tove"), m.school)
    assert list(bearings_left_to(authority_of(teacher))) == [document]


def test_changing_a_bearing_keeps_whom_one_cannot_address(m: SimpleNamespace, client: Client) -> None:
    document = set_bearing(TEXT, unit=m.centre, units=[m.unit, m.school], by=m.secretary)
    client.force_login(m.head)
    shown = client.get(reverse("bearing_change", args=[document.pk])).content.decode()
    assert "Også henvendt til Søparkens Skole." in shown
    typed = {"title": "Alle hilser", "why": "Tonen", "starts_on": "01.11.2026", "units": [m.daycare.pk]}
    answer = client.post(reverse("bearing_change", args=[document.pk]), typed | {"version": document.version})
    assert (answer.status_code, reached(document)) == (303, ["Søparkens Skole", "Tusindfryd"])


def test_secretariat_can_leave_anybody_out(m: SimpleNamespace) -> None:
    document = set_bearing(TEXT, unit=m.centre, units=[m.unit, m.school], by=m.secretary)
    change_bearing(document, TEXT, units=[m.school], opened=1, by=m.secretary)
    assert reached(document) == ["Lilleskolen"]


def test_bearing_just_set_is_shown_with_whom_it_reaches(m: SimpleNamespace, client: Client) -> None:
    client.force_login(m.head)
    typed = {"title": "Alle hilser", "why": "Tonen", "units": [m.school.pk], "starts_on": "01.11.2026"}
    answer = client.post(reverse("bearing_new"), typed | {"unit": m.centre.pk})
    document = Document.objects.get(kind__code="bearing")
    assert answer.headers["Location"] == reverse("bearing", args=[document.pk])
    assert "Lilleskolen" in client.get(answer.headers["Location"]).content.decode()


def test_kind_is_shown_with_the_unit_that_it_is_sought_under(m: SimpleNamespace, client: Client) -> None:
    set_bearing(TEXT, unit=m.centre, units=[], kinds=[m.schools], by=m.head)
    client.force_login(m.head)
    assert "Skole under Center for Skole" in client.get(reverse("bearings")).content.decode()
