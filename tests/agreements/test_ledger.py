"""The ledger: put right in a workbook, and gathered by forum, by unit, by who does it and by what it is about."""

import io
import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pejling.agreements.actions import commitments as actions
from pejling.agreements.figures.gathered import gathered
from pejling.agreements.figures.ledger import State, sums_of
from pejling.agreements.models import Closing, Commitment, Outcome, Way
from pejling.core.dates import today
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person
from tests import world
from tests.access import make_world

SHEET, READ = "/aftaler/regneark", "/aftaler/regneark/laes-ind"


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A school that has taken on two things, and another school with one of its own."""
    w = make_world()
    w.band = agree(w, "Læsebånd", element=w.element)
    w.walk = agree(w, "Gåbus", about_none_because="drift", due_on=today() - timedelta(days=3))
    w.theirs = agree(
        w, "Skolehave", unit=w.other_unit, responsible=w.colleague, by=w.colleague, about_none_because="drift"
    )
    return w


def agree(w: SimpleNamespace, title: str, **facts: Any) -> Commitment:
    given = {"unit": w.unit, "responsible": w.owner, "by": w.owner, "visibility": "internal"}
    given |= {"due_on": today() + timedelta(days=7), "agreed_on": today() - timedelta(days=10)}
    return actions.agree(title=title, **{**given, **facts})


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def fetched(client: Client, query: str = "") -> Worksheet:
    return load_workbook(io.BytesIO(client.get(SHEET + query).content)).worksheets[0]


def put(sheet: Worksheet, title: str, **cells: Any) -> None:
    heads = [cell.value for cell in sheet[1]]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[heads.index("Aftale")].value == title)
    for heading, value in cells.items():
        line[heads.index(heading.replace("_", " "))].value = value


def looked_through(client: Client, sheet: Worksheet) -> str:
    stream = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(stream)
    answer = client.post(READ, {"file": SimpleUploadedFile("aftaler.xlsx", stream.getvalue())})
    assert answer.status_code == 200
    return str(answer.content.decode())


def saved(client: Client, body: str) -> int:
    return client.post(READ, dict(re.findall(r'name="(changes)" value="([^"]*)"', body))).status_code


# --- By workbook -----------------------------------------------------------------------------------------------------


def test_the_sheet_holds_what_one_may_change_and_is_not_over(w: SimpleNamespace) -> None:
    actions.finish(agree(w, "Gjort alt", about_none_because="drift"), words="", by=w.owner)
    sheet = fetched(browser_of(w.owner))
    column = [cell.value for cell in sheet[1]].index("Aftale")
    assert [row[column].value for row in sheet.iter_rows(min_row=2)] == ["Gåbus", "Læsebånd"]
    assert fetched(browser_of(w.owner), "?staar=over_tiden").max_row == 2


def test_who_and_when_are_put_right_and_what_is_done_is_said_in_one_go(w: SimpleNamespace) -> None:
    mads = world.give_post(world.make_person("Mads Mark"), w.unit)
    client = browser_of(w.owner)
    sheet = fetched(client)
    later = today() + timedelta(days=60)
    put(sheet, "Læsebånd", Hvem="mads mark", Senest=later.isoformat())
    put(sheet, "Gåbus", Afslut="Gjort", Med_en_sætning="Ti børn går nu.")
    body = looked_through(client, sheet)
    w.band.refresh_from_db()
    assert (w.band.responsible, Closing.objects.count()) == (w.owner, 0)
    assert saved(client, body) == 303
    w.band.refresh_from_db()
    w.walk.refresh_from_db()
    assert (w.band.responsible, w.band.due_on) == (mads, later)
    assert (w.walk.closing.outcome, w.walk.closing.words, w.walk.closing.way) == (
        Outcome.DONE,
        "Ti børn går nu.",
        Way.SHEET,
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Afslut": "Opgivet"}, "Skriv, hvorfor aftalen ikke bliver til noget."),
        ({"Med_en_sætning": "Ti børn går nu."}, "Vælg i kolonnen »Afslut«"),
        ({"Afslut": "Gjort", "Den": "1.1.2199"}, "ikke være gjort i fremtiden"),
        ({"Senest": ""}, "Skriv, hvornår aftalen senest skal være gjort."),
        ({"Aftale": ""}, "Skriv, hvad der er aftalt."),
        ({"Hvem": "Ingen Kender"}, "Der er ingen, der hedder"),
    ],
)
def test_what_cannot_stand_is_told_by_its_line_and_not_saved(
    w: SimpleNamespace, cells: dict[str, str], words: str
) -> None:
    client = browser_of(w.owner)
    sheet = fetched(client)
    put(sheet, "Gåbus", **cells)
    body = looked_through(client, sheet)
    assert words in body
    assert saved(client, body) != 200
    assert Closing.objects.count() == 0


def test_a_row_that_somebody_else_has_changed_is_told_and_not_overwritten(w: SimpleNamespace) -> None:
    client = browser_of(w.owner)
    sheet = fetched(client)
    put(sheet, "Læsebånd", Senest=(today() + timedelta(days=60)).isoformat())
    actions.hand_over(w.band, w.secretary, by=w.owner)
    assert "En anden har ændret" in looked_through(client, sheet)


def test_a_row_of_somebody_elses_is_refused(w: SimpleNamespace) -> None:
    sheet = fetched(browser_of(w.colleague))
    put(sheet, "Skolehave", Senest=(today() + timedelta(days=60)).isoformat())
    assert "Der er ingen aftale med det id" in looked_through(browser_of(w.owner), sheet)


# --- Gathered --------------------------------------------------------------------------------------------------------


def lines(w: SimpleNamespace, way: str, viewer: Person | None = None, **more: Any) -> dict[str, list[int]]:
    rows = Commitment.objects.visible_to(viewer or w.owner)
    found = gathered(rows, way, viewer or w.owner, **more)
    return {line.name: [*(line.counts[state] for state in State), line.outside_plans] for line in found}


def test_each_line_tells_late_open_done_given_up_and_in_no_plan(w: SimpleNamespace) -> None:
    actions.finish(w.theirs, words="", by=w.colleague)
    assert lines(w, "hvem") == {"Gerda Holm": [1, 1, 0, 0, 2], w.colleague.name: [0, 0, 1, 0, 0]}
    assert lines(w, "maal") == {w.element.title: [0, 1, 0, 0, 1], "Handler ikke om et mål": [1, 0, 1, 0, 1]}
    assert lines(w, "forum") == {"Ikke aftalt i et forum": [1, 1, 1, 0, 2]}


def test_units_are_gathered_with_all_below_them_one_level_at_a_time(w: SimpleNamespace) -> None:
    club = world.make_unit("Klubben", parent=w.unit)
    agree(w, "Åbent hver aften", unit=club, about_none_because="drift", by=w.secretary)
    assert lines(w, "enhed")[w.unit.name] == [1, 2, 0, 0, 3]
    assert lines(w, "enhed", within=w.unit) == {w.unit.name: [1, 1, 0, 0, 2], "Klubben": [0, 1, 0, 0, 1]}


def test_every_number_leads_to_just_as_many_in_the_ledger(w: SimpleNamespace) -> None:
    world.make_unit("Klubben", parent=w.unit)
    actions.finish(w.theirs, words="", by=w.colleague)
    client = browser_of(w.owner)
    tried = 0
    for way in ("forum", "enhed", "hvem", "maal", f"enhed&enhed={w.unit.pk}"):
        body = client.get(f"/aftaler/fordelt?efter={way}").content.decode()
        for address, number in re.findall(r'<a href="(/aftaler/\?[^"]*)">(\d+)</a>', body):
            narrowed = client.get(address.replace("&amp;", "&")).content.decode()
            assert len(re.findall(r"<tr\b", narrowed)) - 1 == int(number), address
            tried += 1
    assert tried > 10


def test_what_is_for_few_is_in_no_count_of_others(w: SimpleNamespace) -> None:
    agree(w, "Fortroligt", visibility="shared", about_none_because="drift")
    assert lines(w, "hvem", w.colleague)["Gerda Holm"] == [1, 1, 0, 0, 2]


def test_an_aim_that_one_may_not_read_is_not_named(w: SimpleNamespace) -> None:
    hidden = world.make_document("Kladde", unit=w.unit, visibility=Visibility.DRAFT)
    aim = world.make_element(hidden, "Hemmeligt mål")
    Commitment.objects.filter(pk=w.walk.pk).update(element=aim)
    found = lines(w, "maal", w.colleague)
    assert "Hemmeligt mål" not in found
    assert found["Handler om noget, du ikke kan læse"] == [1, 0, 0, 0, 1]


def test_the_median_of_days_is_that_of_what_was_done(w: SimpleNamespace) -> None:
    for days in (1, 3, 40):
        row = agree(w, f"Efter {days}", about_none_because="drift", agreed_on=today() - timedelta(days=50))
        actions.finish(row, words="", on=today() - timedelta(days=50 - days), by=w.owner)
    (line,) = [each for each in gathered(Commitment.objects.all(), "hvem", w.owner) if each.median_days]
    assert (line.median_days, sums_of(Commitment.objects.all()).median_days) == (3, 3)


@pytest.mark.parametrize("way", ["forum", "enhed", "hvem", "maal"])
def test_the_same_questions_are_asked_however_many_there_are(w: SimpleNamespace, way: str) -> None:
    client = browser_of(w.owner)

    def asked() -> int:
        with CaptureQueriesContext(connection) as told:
            client.get(f"/aftaler/fordelt?efter={way}")
        return len(told)

    asked()
    few = asked()
    for number in range(3):
        other = world.give_post(world.make_person(f"Ny {number}"), w.unit)
        agree(w, f"Mere {number}", responsible=other, about_none_because="drift")
    assert asked() == few
