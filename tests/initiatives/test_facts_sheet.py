"""Who leads initiatives and from when to when, put right in a workbook."""

import io
import re
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pejling.activity.models import Activity
from pejling.initiatives.actions.initiatives import edit
from pejling.initiatives.models import Initiative, Partner
from tests import world

HEADS = ("id", "version", "aftryk", "Indsats", "Plan", "Enhed", "Leder", "Begynder", "Slutter", "Hensigt")
TO_SAVE = "/indsatser/regneark/indlaesning"


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """Two initiatives of the owner's school, one that the colleague's has to itself, and Mette Lund, who can lead."""
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.first = world.make_initiative("Læsebånd", document=w.document, lead=w.owner)
    w.second = world.make_initiative("Legepatrulje", document=w.document, lead=w.owner)
    Partner.objects.create(initiative=w.first, unit=w.other_unit)
    plan = world.make_document("Bakkens plan", kind="strategy_plan", unit=w.other_unit)
    w.others = world.make_initiative("Bakkens egen", document=plan, lead=w.colleague)
    return w


def fetched(client: Client, query: str = "") -> Worksheet:
    return load_workbook(io.BytesIO(client.get(f"/indsatser/regneark{query}").content)).worksheets[0]


def put(sheet: Worksheet, row: int, **cells: Any) -> Worksheet:
    for heading, value in cells.items():
        sheet.cell(row, HEADS.index(heading) + 1).value = value
    return sheet


def read_in(client: Client, sheet: Worksheet) -> str:
    stream = io.BytesIO()
    assert sheet.parent is not None
    sheet.parent.save(stream)
    answer = client.post(TO_SAVE, {"file": SimpleUploadedFile("ret.xlsx", stream.getvalue())})
    assert answer.status_code == 200
    return str(answer.content.decode())


def save(client: Client, body: str, **more: str) -> int:
    return client.post(
        TO_SAVE, dict(re.findall(r'name="(changes)" value="([^"]*)"', body)) | more
    ).status_code


def wrong_in(body: str) -> list[tuple[str, str]]:
    return re.findall(r"<strong>Række (\d+:)</strong> (.*?)</li>", body)


def test_lead_and_period_are_put_right_in_a_workbook_each_by_the_action(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.owner)
    sheet = fetched(client)
    assert [cell.value for cell in sheet[1]] == list(HEADS)
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == ["Læsebånd", "Legepatrulje"]
    body = read_in(client, put(sheet, 2, Leder="mette lund", Slutter="31.12.2030"))
    i.first.refresh_from_db()
    assert (i.first.lead, Activity.objects.filter(verb="initiatives.edited").count()) == (i.owner, 0)
    assert "<ins>31.12.2030</ins>" in body
    assert save(client, body) == 303
    i.first.refresh_from_db()
    assert (i.first.lead, i.first.ends_on, i.first.version) == (i.mette, date(2030, 12, 31), 2)
    assert i.first.history.latest().history_user == i.owner
    assert [partner.unit for partner in i.first.partners.all()] == [i.other_unit]
    (line,) = Activity.objects.filter(verb="initiatives.edited")
    assert (line.by, line.details["facts"]) == (i.owner, "lead ends_on")


def test_sheet_holds_what_the_list_was_narrowed_to_and_one_may_change(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.owner)
    assert [row[3].value for row in fetched(client, "?q=lege").iter_rows(min_row=2)] == ["Legepatrulje"]
    client.force_login(i.colleague)
    assert [row[3].value for row in fetched(client).iter_rows(min_row=2)] == ["Bakkens egen"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Leder": "Ingen Kendt"}, "Der er ingen, der hedder »Ingen Kendt«."),
        ({"Leder": "Ida Holm"}, "Flere hedder »Ida Holm«."),
        ({"Slutter": "snart"}, "»snart« er ikke en dato."),
        ({"Begynder": "1.1.2030", "Slutter": "1.1.2029"}, "Perioden slutter, før den begynder."),
        ({"Hensigt": "Grøn"}, "»Grøn« er ikke en af mulighederne."),
        ({"id": 10**9, "Slutter": "1.1.2030"}, "Der er ingen indsats med det id, som du kan ændre."),
    ],
)
def test_wrong_row_is_named_by_its_number_and_the_rest_can_be_saved(
    i: SimpleNamespace, client: Client, cells: dict[str, Any], words: str
) -> None:
    for _time in range(2):
        world.make_person("Ida Holm")
    client.force_login(i.owner)
    body = read_in(client, put(put(fetched(client), 2, **cells), 3, Slutter="31.12.2030"))
    ((line, told),) = wrong_in(body)
    assert (line, told.startswith(words)) == ("2:", True)
    assert save(client, body) == 303
    assert list(Initiative.objects.filter(ends_on=date(2030, 12, 31))) == [i.second]


def test_anothers_initiative_is_answered_like_none(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.owner)
    body = read_in(client, put(fetched(client), 2, id=i.others.pk, Slutter="31.12.2030"))
    assert wrong_in(body) == [("2:", "Der er ingen indsats med det id, som du kan ændre.")]
    assert "Bakkens egen" not in body


def test_row_changed_since_it_was_fetched_is_told_and_neither_it_nor_others_are_saved_late(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.owner)
    sheet = put(put(fetched(client), 2, Slutter="31.12.2030"), 3, Slutter="31.12.2030")
    body = read_in(client, sheet)
    edit(i.first, opened=1, unit=i.unit, lead=i.mette, by=i.owner)
    assert save(client, body) == 409
    assert not Initiative.objects.filter(ends_on=date(2030, 12, 31)).exists()
    again = read_in(client, sheet)
    assert "Ændret imens" in again
    assert save(client, again) == 303
    assert list(Initiative.objects.filter(ends_on=date(2030, 12, 31))) == [i.second]


def test_what_was_looked_through_is_saved_by_nobody_else_and_not_as_somebody_rewrote_it(
    i: SimpleNamespace, client: Client
) -> None:
    client.force_login(i.owner)
    body = read_in(client, put(fetched(client), 2, Slutter="31.12.2030"))
    client.force_login(i.secretary)
    assert save(client, body) == 422
    client.force_login(i.owner)
    assert save(client, body, changes="x") == 422
    assert not Initiative.objects.filter(ends_on=date(2030, 12, 31)).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_sheet_costs_the_same_however_many_rows(i: SimpleNamespace, client: Client, count: int) -> None:
    Initiative.objects.exclude(pk=i.first.pk).delete()
    for number in range(count - 1):
        world.make_initiative(f"Indsats {number}", document=i.document, lead=i.owner)
    client.force_login(i.owner)
    client.get("/indsatser/regneark")
    with CaptureQueriesContext(connection) as caught:
        client.get("/indsatser/regneark")
    assert len(caught) == 7
