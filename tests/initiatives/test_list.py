"""The list of all initiatives: narrowed, sorted in Danish, counted, exported, and cheap."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from pejling.core.dates import today
from pejling.initiatives.figures.listing import lines, listed, ordered
from pejling.initiatives.forms.listing import ListForm
from pejling.initiatives.models import Initiative, Level, Phase, StatusReport
from tests import world


def reported(initiative: Initiative, level: str, *, days_ago: int = 0) -> None:
    """Somebody said how it goes, so many days ago."""
    at = timezone.now() - timedelta(days=days_ago)
    report = StatusReport.objects.create(initiative=initiative, level=level, at=at)
    initiative.latest_report = report
    initiative.save()


@pytest.fixture
def many(w: SimpleNamespace) -> SimpleNamespace:
    """Three initiatives of two schools, each in another state."""
    w.class_ = world.make_unit("Indskolingen", parent=w.unit)
    w.aabent = world.make_initiative("Åbent hus", document=w.document, lead=w.owner, intent="keep")
    w.aelder = world.make_initiative(
        "Ældre læser højt", document=w.document, lead=w.colleague, unit=w.other_unit, phase=Phase.IDEA,
        scope="cross_cutting",
    )  # fmt: skip
    w.bus = world.make_initiative(
        "Bogbus",
        document=w.document,
        unit=w.class_,
        competences="Chauffør",
        ends_on=today() - timedelta(days=1),
    )
    world.tie(w.bus.element, w.aim)
    reported(w.bus, Level.OFF_TRACK, days_ago=200)
    reported(w.aabent, Level.ON_TRACK)
    return w


def titles(w: SimpleNamespace, query: str = "", sort: str = "titel") -> list[str]:
    form = ListForm(QueryDict(query), viewer=w.secretary)
    return [line.title for line in lines(ordered(form.narrow(listed(w.secretary)), sort))]


def test_titles_stand_in_danish_order(many: SimpleNamespace) -> None:
    assert titles(many) == ["Bogbus", "Ældre læser højt", "Åbent hus"]
    assert titles(many, sort="-titel") == ["Åbent hus", "Ældre læser højt", "Bogbus"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("fase=idea", ["Ældre læser højt"]),
        ("fase=alle", ["Bogbus", "Ældre læser højt", "Åbent hus"]),
        ("hensigt=keep", ["Åbent hus"]),
        ("gaelder=cross_cutting", ["Ældre læser højt"]),
        ("status=off_track", ["Bogbus"]),
        ("status=ingen", ["Ældre læser højt"]),
        ("tavse=on", ["Bogbus"]),
        ("over_tiden=on", ["Bogbus"]),
        ("uden_maal=on", ["Ældre læser højt", "Åbent hus"]),
        ("q=åbent", ["Åbent hus"]),
        ("q=chauff", ["Bogbus"]),
        ("fase=vrøvl&leder=x", ["Bogbus", "Ældre læser højt", "Åbent hus"]),
    ],
)
def test_list_is_narrowed(many: SimpleNamespace, query: str, found: list[str]) -> None:
    assert titles(many, query) == found


def test_what_has_ended_is_listed_when_it_is_asked_for(many: SimpleNamespace) -> None:
    world.make_initiative("Cirkus", document=many.document, phase=Phase.DONE)
    assert "Cirkus" not in titles(many)
    assert ("Cirkus" in titles(many, "fase=alle"), titles(many, "fase=done")) == (True, ["Cirkus"])


def test_sums_count_what_the_choice_of_a_level_leaves(many: SimpleNamespace) -> None:
    form = ListForm(QueryDict("status=off_track"), viewer=many.secretary)
    sums = form.sums(listed(many.secretary))
    assert [(each.value, each.count, each.is_chosen) for each in sums] == [
        ("off_track", 1, True), ("on_track", 1, False), ("ingen", 1, False),
    ]  # fmt: skip
    for each in sums:
        assert len(titles(many, f"{each.name}={each.value}")) == each.count
    client = Client()
    client.force_login(many.secretary)
    assert 'href="?status=ingen"' in client.get(reverse("initiatives")).content.decode()


def test_unit_brings_those_below_it(many: SimpleNamespace) -> None:
    assert titles(many, f"enhed={many.unit.pk}") == ["Bogbus", "Åbent hus"]


def test_list_of_one_lead_and_of_one_aim(many: SimpleNamespace) -> None:
    assert titles(many, f"leder={many.colleague.pk}") == ["Ældre læser højt"]
    assert titles(many, f"maal={many.aim.pk}") == ["Bogbus"]


def test_line_under_an_aim_is_not_without_one(many: SimpleNamespace) -> None:
    element = world.make_element(many.document, "Cirkus", kind="initiative", parent=many.element)
    world.make_initiative(element=element)
    assert "Cirkus" not in titles(many, "uden_maal=on")


@pytest.mark.parametrize(
    ("sort", "first"),
    [("status", "Bogbus"), ("-fase", "Bogbus"), ("fase", "Ældre læser højt"), ("-sidst", "Åbent hus"),
     ("leder", "Ældre læser højt"), ("slutter", "Bogbus"), ("vrøvl", "Ældre læser højt")],
)  # fmt: skip
def test_list_is_sorted_with_what_is_unknown_last(many: SimpleNamespace, sort: str, first: str) -> None:
    assert titles(many, sort=sort)[0] == first


def test_line_says_what_is_stale_and_late(many: SimpleNamespace) -> None:
    by_title = {line.title: line for line in lines(listed(many.secretary))}
    stale = {title: (line.said[1], line.expected[1]) for title, line in by_title.items()}
    assert stale == {
        "Bogbus": (True, True), "Ældre læser højt": (False, False), "Åbent hus": (False, False),
    }  # fmt: skip


def test_drafts_of_others_are_not_listed(many: SimpleNamespace) -> None:
    world.make_initiative("Hemmelig", document=many.draft)
    staff = world.give_post(world.make_person("Mads Mark"), many.other_unit)
    assert "Hemmelig" not in {line.title for line in lines(listed(staff))}
    assert "Hemmelig" in titles(many)


def test_all_can_be_shown_on_one_page(many: SimpleNamespace) -> None:
    for number in range(101):
        world.make_initiative(f"Nr. {number}", document=many.document)
    client = Client()
    client.force_login(many.secretary)
    address = reverse("initiatives")
    rows = {
        query: client.get(f"{address}?{query}").content.decode().count("<tr>") for query in ("", "vis=alle")
    }
    assert rows == {"": 101, "vis=alle": 105}


def test_excel_holds_what_was_narrowed(many: SimpleNamespace) -> None:
    client = Client()
    client.force_login(many.secretary)
    answer = client.get(reverse("initiatives"), {"format": "xlsx", "fase": "idea"})
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:5] == ("Indsats", "Plan", "Enhed", "Leder", "Fase")
    assert [row[:5] for row in rows[1:]] == [
        ("Ældre læser højt", "Strategiplan for Søparkens Skole", "Bakkens Skole", "Bo Friis", "Idé")
    ]


def test_list_costs_as_much_with_three_as_with_one(w: SimpleNamespace) -> None:
    client = Client()
    client.force_login(w.owner)
    address = reverse("initiatives")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(address, {"vis": "alle", "sort": "enhed"}).status_code == 200
        return len(counted)

    world.make_initiative("En", document=w.document, lead=w.owner)
    queries()
    few = queries()
    for name in ("To", "Tre"):
        world.make_initiative(name, document=w.document, lead=w.owner, unit=world.make_unit(name))
    assert queries() == few


def test_what_people_wrote_is_text_in_the_list(w: SimpleNamespace, client: Client) -> None:
    markup = "<img src=x onerror=alert(1)>"
    unit = world.make_unit(markup)
    document = world.make_document(markup, kind="strategy_plan", unit=unit)
    lead = world.give_post(world.make_person(markup), unit)
    world.make_initiative(markup, document=document, lead=lead)
    client.force_login(lead)
    body = client.get("/indsatser/").content.decode()
    table = body[body.index("<tbody") : body.index("</tbody")]
    assert table.count("&lt;img src=x onerror=alert(1)&gt;") == 4
    assert "<img" not in body


def test_line_that_has_ended_is_not_listed(many: SimpleNamespace) -> None:
    many.bus.element.ended_on = today()
    many.bus.element.save()
    assert titles(many) == ["Ældre læser højt", "Åbent hus"]
