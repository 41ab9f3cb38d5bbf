"""Status on fifty rows at once, on the page and by workbook."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from pejling.core.dates import today
from pejling.direction.models import Element
from pejling.initiatives.actions.reports import report
from pejling.initiatives.models import Initiative, PhaseStep, StatusReport, Way
from tests import world

Cells = list[list[Any]]
NAMES = ("pk", "seen", "mark", "title", "document", "unit", "lead", "level", "at", "sentence", "expected_on",
         "new_level", "new_sentence", "new_expected_on")  # fmt: skip
NEW = {name: place for place, name in enumerate(NAMES)}
"""The columns of the workbook, in their order."""


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """Two initiatives that Mette leads, and one that the colleague's school has to itself."""
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.first = world.make_initiative("Læsebånd", document=w.document, lead=w.mette)
    w.second = world.make_initiative("Legepatrulje", document=w.document, lead=w.mette)
    plan = world.make_document("Bakkens plan", kind="strategy_plan", unit=w.other_unit)
    w.others = world.make_initiative("Bakkens egen", document=plan, lead=w.colleague)
    return w


def typed(rows: Sequence[Initiative], **told: dict[str, str]) -> dict[str, Any]:
    """What the page sends: every row, with what was typed in those named by their place (`r0=...`)."""
    sent: dict[str, Any] = {"row": [str(row.pk) for row in rows]}
    for place, row in enumerate(rows):
        seen = Initiative.objects.get(pk=row.pk).latest_report_id or 0
        values = {"level": "", "sentence": "", "expected_on": "", "seen": str(seen)}
        sent |= {f"{row.pk}-{name}": value for name, value in (values | told.get(f"r{place}", {})).items()}
    return sent


def told() -> list[tuple[str, str, str]]:
    rows = StatusReport.objects.order_by("initiative__element__title")
    return [(str(row.initiative), row.level, row.sentence) for row in rows]


def test_only_rows_in_which_something_was_typed_are_saved(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    answer = client.post("/status/", typed([i.first, i.second], r1={"level": "on_track"}))
    assert answer.status_code == 303
    assert told() == [("Legepatrulje", "on_track", "")]


def test_with_one_wrong_row_nothing_is_saved_and_all_that_was_typed_stays(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.mette)
    sent = typed(
        [i.first, i.second], r0={"level": "pressed"}, r1={"level": "on_track", "sentence": "Det går."}
    )
    answer = client.post("/status/", sent)
    body = answer.content.decode()
    assert (answer.status_code, told()) == (422, [])
    assert "Skriv en sætning om, hvad der er i vejen" in body
    assert re.search(r">\s*Det går.</textarea>", body)
    assert re.search(r'<option value="pressed" selected>', body)


def test_wrong_field_names_the_words_that_say_what_is_wrong(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    body = client.post("/status/", typed([i.first], r0={"expected_on": "i morgen"})).content.decode()
    field = re.search(r'<input[^>]*name="\d+-expected_on"[^>]*>', body)
    assert field is not None
    name = f"id_{i.first.pk}-expected_on-wrong"
    assert f'value="i morgen" aria-describedby="row-{i.first.pk} {name}" aria-invalid="true"' in field[0]
    assert body.count(f'<p class="wrong" id="{name}">') == 1


MARKUP = "<img src=x onerror=alert(1)>\"'"


def test_what_people_wrote_is_text_on_the_page_of_rows(i: SimpleNamespace, client: Client) -> None:
    document = world.make_document(MARKUP, kind="strategy_plan", unit=world.make_unit(MARKUP))
    lead = world.give_post(world.make_person(MARKUP), document.unit)
    row = world.make_initiative(MARKUP, document=document, lead=lead)
    report(row, level="pressed", sentence=MARKUP, by=lead)
    client.force_login(lead)
    opened = client.get("/status/").content.decode()
    sent = typed([row], r0={"level": MARKUP, "sentence": MARKUP, "expected_on": MARKUP, "seen": MARKUP})
    refused = client.post("/status/", sent).content.decode()
    assert opened.count("&lt;img") >= 4
    assert refused.count("&lt;img") >= opened.count("&lt;img") + 3
    assert "<img" not in opened + refused


def test_sentence_without_a_level_is_asked_for_one(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    answer = client.post("/status/", typed([i.first], r0={"sentence": "Det går."}))
    assert (answer.status_code, told()) == (422, [])
    assert "Vælg, hvordan det går." in answer.content.decode()


def test_row_reported_on_meanwhile_is_shown_and_not_overwritten(i: SimpleNamespace, client: Client) -> None:
    first = {"level": "on_track", "sentence": "Det går.", "expected_on": "01.06.2027"}
    sent = typed([i.first, i.second], r0=first, r1={"level": "not_assessed"})
    report(i.first, level="off_track", sentence="Vejlederen er rejst.", by=i.owner)
    client.force_login(i.mette)
    answer = client.post("/status/", sent)
    body = answer.content.decode()
    assert (answer.status_code, len(told())) == (409, 1)
    assert "En anden har givet status imens" in body
    assert "Vejlederen er rejst." in body
    kept = ['<option value="on_track" selected>', "\nDet går.</textarea>", ' value="01.06.2027"']
    assert [body.count(each) for each in kept] == [1, 1, 1]
    sent |= {f"{i.first.pk}-seen": str(Initiative.objects.get(pk=i.first.pk).latest_report_id)}
    assert f'name="{i.first.pk}-seen" value="{sent[f"{i.first.pk}-seen"]}"' in body
    assert client.post("/status/", sent).status_code == 303
    assert len(told()) == 3


def test_row_of_anothers_initiative_is_neither_saved_nor_named(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    client.post("/status/", typed([i.others], r0={"level": "on_track"}))
    assert told() == []


def test_rows_are_ones_own_a_plans_or_a_units(i: SimpleNamespace, client: Client) -> None:
    def shown(person: Any, query: str) -> list[str]:
        client.force_login(person)
        return re.findall(r'id="row-\d+"><a[^>]*>(.*?)</a>', client.get(f"/status/{query}").content.decode())

    assert shown(i.mette, "") == ["Læsebånd", "Legepatrulje"]
    assert shown(i.owner, "") == []
    assert shown(i.owner, f"?enhed={i.unit.pk}") == ["Læsebånd", "Legepatrulje"]
    assert shown(i.owner, f"?plan={i.document.pk}") == ["Læsebånd", "Legepatrulje"]
    assert shown(i.owner, f"?enhed={i.top.pk}") == ["Læsebånd", "Legepatrulje"]
    assert shown(i.secretary, f"?enhed={i.top.pk}") == ["Bakkens egen", "Læsebånd", "Legepatrulje"]
    assert client.get("/status/?plan=x").status_code == 404
    assert client.get("/status/?enhed=999999").status_code == 404


def test_what_nobody_has_been_heard_of_is_among_the_rows_of_the_leader_who_owes_it(
    i: SimpleNamespace, client: Client
) -> None:
    Initiative.objects.filter(pk=i.second.pk).update(lead=None)
    PhaseStep.objects.filter(initiative=i.second).update(on=today() - timedelta(days=100))
    client.force_login(i.owner)
    page = client.get("/status/").content.decode()
    assert ("Legepatrulje" in page, "Læsebånd" in page) == (True, False)


def test_rows_stand_as_in_the_plan_under_what_they_hang_below(i: SimpleNamespace, client: Client) -> None:
    goals = [
        world.make_element(i.document, title, position=place) for place, title in enumerate(("Et", "To"), 10)
    ]
    for place, goal in ((0, goals[1]), (0, goals[0]), (1, goals[1])):
        row = world.make_initiative(f"Under {goal.title} {place}", document=i.document, lead=i.mette)
        Element.objects.filter(pk=row.element_id).update(parent=goal, position=place)
    Element.objects.filter(initiative__in=[i.first, i.second]).update(position=20)
    client.force_login(i.mette)
    page = client.get("/status/").content.decode()
    found = re.findall(r'id="row-\d+"><a[^>]*>(.*?)</a>', page)
    assert found == ["Under Et 0", "Under To 0", "Under To 1", "Læsebånd", "Legepatrulje"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_however_many_rows(i: SimpleNamespace, client: Client, count: int) -> None:
    Initiative.objects.filter(pk=i.second.pk).update(phase="done")
    for number in range(count - 1):
        world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette)
    client.force_login(i.mette)
    client.get("/status/")
    with CaptureQueriesContext(connection) as caught:
        client.get("/status/")
    assert len(caught) == 8


def sheet_of(client: Client) -> Cells:
    book = load_workbook(io.BytesIO(client.get("/status/regneark").content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def file_of(cells: Cells) -> SimpleUploadedFile:
    book = Workbook()
    for row in cells:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return SimpleUploadedFile("status.xlsx", stream.getvalue())


def fields_of(body: str) -> dict[str, Any]:
    """The hidden field of the preview's form."""
    return dict(re.findall(r'name="(changes)" value="([^"]*)"', body))


def to_be_saved(body: str) -> list[str]:
    """The initiatives whose status would be saved."""
    _before, _heading, table = body.partition("Rækker, som bliver gemt")
    return re.findall(r'<th scope="row">(.*?) <span', table)


def read_in(client: Client, cells: Cells) -> str:
    answer = client.post("/status/indlaesning", {"file": file_of(cells)})
    assert answer.status_code == 200
    return answer.content.decode()


def test_workbook_goes_out_is_filled_in_looked_through_and_saved(i: SimpleNamespace, client: Client) -> None:
    report(i.first, level="pressed", sentence="To er syge.", by=i.mette)
    client.force_login(i.mette)
    cells = sheet_of(client)
    assert [row[NEW["title"]] for row in cells] == ["Indsats", "Læsebånd", "Legepatrulje"]
    assert [row[NEW["level"]] for row in cells[1:]] == ["Presset", "Ingen status"]
    cells[1][NEW["new_level"]] = "På sporet"
    cells[1][NEW["new_sentence"]] = "=De er tilbage"
    cells[1][NEW["new_expected_on"]] = "1.9.2027"
    body = read_in(client, cells)
    assert StatusReport.objects.count() == 1
    assert "To er syge." in body
    saved = client.post("/status/indlaesning", fields_of(body))
    assert saved.status_code == 303
    given = StatusReport.objects.latest("pk")
    assert (given.initiative, given.level, given.way) == (i.first, "on_track", Way.SHEET)
    assert str(given.expected_on) == "2027-09-01"


def test_levels_are_offered_in_the_workbook(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    book = load_workbook(io.BytesIO(client.get("/status/regneark").content))
    (offer,) = book.worksheets[0].data_validations.dataValidation
    assert offer.formula1 == '"På sporet,Presset,Af sporet,Ikke vurderet"'
    assert str(offer.sqref) == "L2:L3"


def test_row_changed_since_the_workbook_was_fetched_is_shown_and_not_saved(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.mette)
    cells = sheet_of(client)
    for row in cells[1:]:
        row[NEW["new_level"]] = "På sporet"
    report(i.first, level="off_track", sentence="Vejlederen er rejst.", by=i.owner)
    body = read_in(client, cells)
    assert "Ændret imens" in body
    assert to_be_saved(body) == ["Legepatrulje"]


def test_row_changed_between_the_preview_and_saving_saves_nothing(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    cells = sheet_of(client)
    for row in cells[1:]:
        row[NEW["new_level"]] = "På sporet"
    sent = fields_of(read_in(client, cells))
    report(i.first, level="off_track", sentence="Vejlederen er rejst.", by=i.owner)
    assert client.post("/status/indlaesning", sent).status_code == 409
    assert len(told()) == 1


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"new_level": "Grøn"}, "»Grøn« er ikke en af mulighederne."),
        ({"new_level": "Presset"}, "Skriv en sætning om, hvad der er i vejen"),
        ({"new_sentence": "Det går."}, "Vælg, hvordan det går."),
        ({"new_level": "På sporet", "new_expected_on": "snart"}, "»snart« er ikke en dato."),
        ({"new_level": "På sporet", "pk": "x1"}, "Kolonnen id er rettet"),
        ({"new_level": "På sporet", "pk": 10**12}, "Der er ingen indsats med det id"),
        ({"new_level": "På sporet", "new_sentence": "x" * 1001}, "Teksten er for lang"),
    ],
)
def test_broken_row_is_named_by_its_number_and_the_rest_can_be_saved(
    i: SimpleNamespace, client: Client, cells: dict[str, Any], words: str
) -> None:
    client.force_login(i.mette)
    rows = sheet_of(client)
    for name, value in cells.items():
        rows[2][NEW[name]] = value
    rows[1][NEW["new_level"]] = "ikke vurderet"
    body = read_in(client, rows)
    assert f"Række 3:</strong> {words}" in body
    assert to_be_saved(body) == ["Læsebånd"]


def test_ids_of_others_initiatives_are_answered_like_ids_of_none(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    cells = sheet_of(client)
    for row, pk in zip(cells[1:], (i.others.pk, 10**9), strict=True):
        row[NEW["pk"]], row[NEW["new_level"]] = pk, "På sporet"
    body = read_in(client, cells)
    said = re.findall(r"Række \d:</strong> (.*?)</li>", body)
    assert said == ["Der er ingen indsats med det id, som du kan give status på."] * 2
    assert "Bakkens egen" not in body


def test_initiative_in_two_rows_is_saved_by_neither(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    cells = sheet_of(client)
    for row, level in zip(cells[1:], ("På sporet", "Ikke vurderet"), strict=True):
        row[NEW["pk"]], row[NEW["new_level"]] = i.first.pk, level
    body = read_in(client, cells)
    assert body.count("Det samme id står i flere rækker.") == 2
    assert (to_be_saved(body), fields_of(body)) == ([], {})


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 90_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("status.csv", b"id;version"),
        ("status.xlsx", b"not a workbook"),
        ("status.xlsx", bomb()),
        ("status.xlsx", file_of([["navn", "e-mail"]]).read()),
        ("status.xlsx", b""),
    ],
    ids=["csv", "text", "bomb", "other headings", "empty"],
)
def test_wrong_file_is_refused_in_words(
    i: SimpleNamespace, client: Client, name: str, content: bytes
) -> None:
    client.force_login(i.mette)
    answer = client.post("/status/indlaesning", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422
    assert "Ét felt skal rettes" in answer.content.decode()
