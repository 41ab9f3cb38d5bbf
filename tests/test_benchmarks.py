"""What the bench measures works, in a municipality of ten units; how fast it is, only `make bench` can tell."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from pejling.desk.figures.waiting import waiting_for_all
from pejling.desk.mailing.due import receivers
from pejling.desk.models import Weekday
from pejling.direction.models import Contribution, Document, Element, Fate
from pejling.initiatives.models import Initiative
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit
from pejling.people.models import Person
from tests.benchmarks.asking import Door, sign_in
from tests.benchmarks.pages import PAGES, viewers
from tests.benchmarks.reading import all_initiatives, all_rings, long_pdf
from tests.benchmarks.table import missed, told
from tests.benchmarks.timing import FLOOR, OBJECTS, prepare_floor
from tests.benchmarks.weekly import mail_day, weekly_mails
from tests.benchmarks.world import Size, World, make_world

SMALL = Size(
    units=10,
    documents=60,
    elements=900,
    ties=1_800,
    long=20,
    people=120,
    initiatives=150,
    work=20,
    commitments=300,
)


@pytest.fixture
def world(db: None, settings: Settings) -> Iterator[World]:
    """The bench's municipality, small, behind the bench's addresses. The test's connection outlives the answers."""
    settings.ROOT_URLCONF = "tests.benchmarks.urls"
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    yield make_world(SMALL)
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def test_municipality_has_the_size_asked_for(world: World) -> None:
    counts = [rows.objects.count() for rows in (Unit, Document, Element, Contribution)]
    assert counts == [SMALL.units, SMALL.documents, SMALL.elements, SMALL.ties]
    assert Element.objects.filter(document=world.long_document).count() == SMALL.long
    assert Fate.objects.effective().exists()


def test_the_most_tied_aim_of_a_strategy_is_chosen(world: World) -> None:
    counts = Contribution.objects.filter(upper__document__kind__code="strategy").values_list(
        "upper_id", flat=True
    )
    assert world.aim.contributors.count() == max(list(counts).count(pk) for pk in set(counts))


def test_work_belongs_to_the_units_and_is_as_rich_as_asked_for(world: World) -> None:
    assert Person.objects.filter(email__startswith="person").count() == SMALL.people
    assert Initiative.objects.count() == SMALL.initiatives
    full = Initiative.objects.filter(element__document=world.plan)
    assert full.count() == SMALL.work
    for row in full:
        aims = Contribution.objects.active().filter(lower=row.element).count()
        assert [row.milestones.count(), aims, row.partners.count(), row.reports.count()] == [5, 2, 2, 12]
        assert row.latest_report == row.reports.order_by("at").last()
    assert authority_of(world.director).led_units == frozenset(unit.pk for unit in world.units)


def test_every_page_and_its_floor_are_answered(world: World) -> None:
    door = Door()
    cookies = {name: sign_in(person) for name, person in viewers(world).items()}
    for page in PAGES:
        for viewer in page.viewers:
            body, asked = prepare_floor(door, page.address(world), cookies[viewer])
            assert b"<!doctype html>" in body, page.name
            assert asked, (page.name, viewer)
            for floor in (FLOOR, OBJECTS):
                assert len(door.get(floor, cookies[viewer]).decode().splitlines()) > 5, page.name


def test_floor_asks_the_database_no_more_than_the_page(world: World) -> None:
    door, cookie = Door(), sign_in(world.leader_of(world.plan))
    _body, asked = prepare_floor(door, reverse("initiative", args=[world.initiative.pk]), cookie)
    with CaptureQueriesContext(connection) as questions:
        door.get(OBJECTS, cookie)
    assert len(questions) <= asked


def test_all_initiatives_are_one_page(world: World) -> None:
    page, text, count = all_initiatives(world)
    assert count == SMALL.initiatives
    assert min(page, text) > 0


def test_everybody_with_something_to_do_gets_one_weekly_mail(world: World) -> None:
    everybody = list(receivers({Weekday.MONDAY}))
    day = mail_day(world)
    busy = [person for person, waiting in waiting_for_all(everybody, day).items() if waiting]
    found = weekly_mails(world)
    assert (found["people"], found["mails"], found["again"]) == (len(everybody), len(busy), 0)
    assert len(busy) > SMALL.people // 2


def test_rings_of_all_aims_are_timed(world: World) -> None:
    rings, rows, aims = all_rings(world)
    assert aims == Element.objects.aims().active().count()
    assert min(rings, rows) > 0


def figure(**fields: Any) -> dict[str, Any]:
    return {
        "page": "registret", "viewer": "leder", "p50": 20.0, "p95": 25.0, "floor": 10.0, "objects": 14.0, "queries": 12,
        "bytes": 70_000, "half": 22.0, **fields,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ({}, 0),
        ({"queries": 40}, 0),
        ({"p50": 36.0, "half": None}, 1),
        ({"p50": 34.0, "half": None, "floor": 3.0}, 0),
        ({"p50": 23.0}, 1),
        ({"p50": 23.0, "half": None}, 0),
    ],
)
def test_table_tells_what_was_missed(fields: dict[str, Any], count: int) -> None:
    findings = {"postgresql": {"pages": [figure(**fields)]}}
    assert missed(findings) == count


def whole(**fields: Any) -> dict[str, Any]:
    return {
        "pages": [figure()], "rings": (0.4, 0.1, 9_000), "listing": (0.2, 0.1, 5_000), "memory": 120.0,
        "saving": (8.0, 900.0, 200, 200), "word": 0.5, "pdf": (1.2, 1.0, 60), "made": 20.0, "weekly": weekly(), **fields,
    }  # fmt: skip


def weekly(**fields: Any) -> dict[str, Any]:
    return {
        "seconds": 50.0, "people": 5_000, "mails": 4_000, "again": 0, "writing": 40, "handing": 6.5, **fields,
    }  # fmt: skip


def test_page_that_grows_faster_than_its_rows_is_told() -> None:
    assert missed({"whole": whole(), "fifth": {"pages": [figure(p50=4.0)]}}) == 0
    assert missed({"whole": whole(), "fifth": {"pages": [figure(p50=3.9)]}}) == 1


def test_what_is_no_page_is_told_with_its_goal() -> None:
    table = told({"whole": whole()})
    assert (
        "| a document of 60 pages as tagged PDF beside typst's own time | 1.20 s, 1.20 × | 1.5 × | yes |"
        in table
    )
    assert "| rings of all 9000 aims beside reading their rows | 0.40 s, 4.0 × | 5 × | yes |" in table
    mails = (
        "4000 mails in 50 s, 80 a second, 40 queries for a hundred people and 6.5 for a mail, 0 came twice"
    )
    assert f"| the weekly mail to 5000 people | {mails} | none twice | yes |" in table


@pytest.mark.parametrize(
    "fields", [{"listing": (0.6, 0.1, 5_000)}, {"weekly": weekly(again=1)}, {"rings": (0.6, 0.1, 9_000)}]
)
def test_slow_list_and_mail_that_comes_twice_are_told(fields: dict[str, Any]) -> None:
    assert missed({"whole": whole(**fields)}) == 1


def test_long_pdf_that_is_measured_has_sixty_pages_and_more(world: World) -> None:
    ours, typst, pages = long_pdf(world)
    assert (ours > 0, typst > 0, pages >= 60) == (True, True, True)
