"""The period of an adopted document, made longer or shorter; and the question that a strange period raises at adoption."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.direction.actions.period import change_period
from pejling.direction.models import Document, PeriodChange, Phase
from tests import world

ENDS = date(2025, 12, 31)
LATER = date(2029, 12, 31)


@pytest.fixture
def old(w: SimpleNamespace) -> Document:
    """The council's policy for children, meant for a period that has ended."""
    Document.objects.filter(pk=w.public.pk).update(starts_on=date(2025, 1, 1), ends_on=ENDS)
    return Document.objects.select_related("kind", "forum__kind").get(pk=w.public.pk)


def extend(document: Document, by: object, **more: object) -> PeriodChange:
    values = {"starts_on": document.starts_on, "ends_on": LATER, "why": "Den virker", "opened": 1, **more}
    return change_period(document, by=by, **values)  # type: ignore[arg-type]


def test_extended_document_is_no_longer_expired_and_tells_from_what_to_what(
    w: SimpleNamespace, old: Document
) -> None:
    assert old.is_expired()
    extend(old, w.secretary, decided_by=w.forum, decided_on=date(2026, 1, 20))
    after = Document.objects.get(pk=old.pk)
    assert (after.is_expired(), after.ends_on, after.version) == (False, LATER, 2)
    row = after.period_changes.get()
    assert (row.ended_on, row.ends_on, row.why, row.by, row.forum, row.decided_on) == (
        ENDS,
        LATER,
        "Den virker",
        w.secretary,
        w.forum,
        date(2026, 1, 20),
    )
    assert after.history.latest().ends_on == LATER
    assert str(Activity.objects.about(after).get()) == "Signe Krogh ændrede perioden til 2025–2029"


def test_period_can_be_made_shorter_and_open(w: SimpleNamespace, old: Document) -> None:
    extend(old, w.secretary, ends_on=date(2025, 6, 30))
    extend(old, w.secretary, starts_on=None, ends_on=None, opened=2)
    assert [(row.ended_on, row.ends_on) for row in old.period_changes.order_by("pk")] == [
        (ENDS, date(2025, 6, 30)),
        (date(2025, 6, 30), None),
    ]


def test_only_the_secretariat_extends_what_the_council_adopted(w: SimpleNamespace, old: Document) -> None:
    old.unit = w.unit
    old.save()
    with pytest.raises(Refused):
        extend(old, w.owner)
    assert not old.period_changes.exists()


def test_leader_extends_what_the_administration_adopted_but_not_in_the_councils_name(
    w: SimpleNamespace,
) -> None:
    board = world.make_forum("Ledermødet", kind="Ledermøde")
    own = world.make_adopted("Politik for frikvarterer", forum=board, on=date(2024, 1, 1), unit=w.unit)
    with pytest.raises(Refused):
        extend(own, w.owner, decided_by=w.forum)
    extend(own, w.owner, decided_by=board)
    assert own.period_changes.get().forum == board


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("why", {"why": " "}),
        ("ends_on", {"ends_on": ENDS}),
        ("ends_on", {"ends_on": date(2024, 12, 31)}),
        ("decided_by", {"decided_on": date(2026, 1, 20)}),
        ("decided_on", {"decided_on": today() + timedelta(days=1)}),
    ],
)
def test_change_that_makes_no_sense_is_told_beside_its_field(
    w: SimpleNamespace, old: Document, field: str, change: dict[str, object]
) -> None:
    with pytest.raises(ValidationError) as refused:
        extend(old, w.secretary, **change)
    assert list(refused.value.message_dict) == [field]


def test_period_of_a_draft_or_of_what_is_out_of_force_is_not_changed_this_way(
    w: SimpleNamespace, old: Document
) -> None:
    for document, phase in ((w.draft, Phase.DRAFT), (old, Phase.SUCCEEDED)):
        Document.objects.filter(pk=document.pk).update(phase=phase)
        with pytest.raises(ValidationError, match="vedtaget dokument, der gælder"):
            extend(document, w.secretary)


def test_second_of_two_who_change_the_period_is_told(
    w: SimpleNamespace, old: Document, client: Client
) -> None:
    extend(old, w.secretary)
    with pytest.raises(Stale):
        extend(old, w.secretary, ends_on=date(2027, 12, 31))
    client.force_login(w.secretary)
    typed = {"starts_on": "01.01.2025", "ends_on": "31.12.2027", "why": "Kortere", "version": 1}
    overtaken = client.post(reverse("document_period", args=[old.pk]), typed)
    page = overtaken.content.decode()
    assert overtaken.status_code == 409
    assert [words in page for words in ("31.12.2027", "31.12.2029", 'value="2"')] == [True] * 3
    assert client.post(reverse("document_period", args=[old.pk]), {**typed, "version": 2}).status_code == 303


def test_change_is_part_of_the_documents_life_for_all_who_see_it(
    w: SimpleNamespace, old: Document, client: Client
) -> None:
    extend(old, w.secretary, decided_by=w.forum, decided_on=date(2026, 1, 20))
    document = client.get(reverse("document", args=[old.pk])).content.decode()
    assert "Ændringer af perioden (1)" in " ".join(document.replace("</a>", "").split())
    page = " ".join(client.get(reverse("corrections", args=[old.pk])).content.decode().split())
    assert "2025 → <strong>2025–2029</strong>" in page
    assert "Besluttet af Byrådet den 20.01.2026. Begrundelse: Den virker" in page
    assert "Signe Krogh" not in page


def test_register_leads_those_who_may_from_expired_to_extending(
    w: SimpleNamespace, old: Document, client: Client
) -> None:
    address = reverse("document_period", args=[old.pk])
    found = {}
    for person in (w.secretary, w.owner):
        client.force_login(person)
        found[person.name] = address in client.get(reverse("documents")).content.decode()
    assert found == {"Signe Krogh": True, "Gerda Holm": False}


def test_register_asks_no_more_for_three_expired_documents_than_for_one(
    w: SimpleNamespace, client: Client
) -> None:
    board = world.make_forum("Ledermødet", kind="Ledermøde")
    client.force_login(w.owner)
    counts = []
    for number in range(3):
        world.make_adopted(f"Politik {number}", forum=board, on=date(2024, 1, 1), unit=w.unit, ends_on=ENDS)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("documents"))
        counts.append(len(queries))
    assert counts[0] == counts[2]


def adopt_from(client: Client, w: SimpleNamespace, **more: str) -> tuple[int, str]:
    typed = {
        "forum": str(w.forum.pk), "decided_on": "01.02.2026", "in_force_on": "01.03.2026", "visibility": "public", **more,
    }  # fmt: skip
    answer = client.post(reverse("adoption", args=[w.draft.pk]), typed)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({"ends_on": ENDS}, "Dokumentets periode slutter den 31.12.2025, før det kommer til at gælde."),
        ({"starts_on": date(2027, 1, 1)}, "Dokumentets periode begynder først den 01.01.2027."),
    ],
)
def test_adoption_against_the_period_is_asked_about_once_and_then_goes_through(
    w: SimpleNamespace, client: Client, period: dict[str, date], sentence: str
) -> None:
    world.make_section(w.draft)
    Document.objects.filter(pk=w.draft.pk).update(**period)
    client.force_login(w.secretary)
    status, page = adopt_from(client, w, note="Punkt 7")
    assert status == 422
    assert [
        words in page
        for words in (
            sentence,
            "Ét felt skal rettes",
            'value="01.03.2026"',
            "Punkt 7</textarea>",
            'value="2026-03-01"',
            "alligevel",
        )
    ] == [True] * 6
    assert adopt_from(client, w, despite="2026-03-01")[0] == 303
    assert Document.objects.get(pk=w.draft.pk).phase == Phase.IN_FORCE


def test_another_day_against_the_period_is_asked_about_anew(w: SimpleNamespace, client: Client) -> None:
    world.make_section(w.draft)
    Document.objects.filter(pk=w.draft.pk).update(ends_on=ENDS)
    client.force_login(w.secretary)
    assert adopt_from(client, w, in_force_on="01.04.2026", despite="2026-03-01")[0] == 422


def test_adoption_within_the_period_is_not_asked_about(w: SimpleNamespace, client: Client) -> None:
    world.make_section(w.draft)
    Document.objects.filter(pk=w.draft.pk).update(starts_on=date(2026, 3, 1), ends_on=LATER)
    client.force_login(w.secretary)
    assert adopt_from(client, w)[0] == 303
