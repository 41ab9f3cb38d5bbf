"""Giving status, taking it back, answering it, and what the page says of it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core import request_cache
from pejling.core.many import NotSaved
from pejling.core.permissions import Refused
from pejling.direction.models import Document
from pejling.initiatives.actions.choices import set_rhythm
from pejling.initiatives.actions.reports import (
    ReportInput,
    read_replies,
    reply,
    report,
    report_all,
    withdraw_report,
)
from pejling.initiatives.figures.status import status_of
from pejling.initiatives.models import Initiative, Milestone, Phase, StatusReport, Way
from pejling.organisation.models import Deputyship
from tests import world

NOVEMBER = "2026-11-21T09:00:00+01:00"
pytestmark = pytest.mark.time_machine(NOVEMBER)


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """An initiative of the school, led by Mette; Gerda leads the school."""
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = world.make_initiative(document=w.document, lead=w.mette, ends_on=date(2027, 6, 30))
    return w


def words(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return refused.value.messages


def test_report_is_the_latest_and_stands_in_the_log(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="pressed", sentence="To er syge.", by=i.mette)
    assert Initiative.objects.get().latest_report == given
    (line,) = Activity.objects.filter(verb="initiatives.reported")
    assert (line.by, line.target, line.words) == (i.mette, i.initiative, "gav status: Presset")


@pytest.mark.parametrize("level", ["pressed", "off_track"])
def test_trouble_is_told_with_a_sentence(i: SimpleNamespace, level: str) -> None:
    with pytest.raises(ValidationError) as refused:
        report(i.initiative, level=level, sentence="  ", by=i.mette)
    assert refused.value.message_dict == {
        "sentence": ["Skriv en sætning om, hvad der er i vejen, eller hvad I gør ved det."]
    }
    report(i.initiative, level="on_track", by=i.mette)
    report(i.initiative, level="not_assessed", by=i.mette)


@pytest.mark.parametrize("phase", [Phase.IDEA, Phase.PROPOSED, Phase.DONE, Phase.STOPPED])
def test_no_status_is_given_on_what_is_not_approved_or_has_ended(i: SimpleNamespace, phase: Phase) -> None:
    Initiative.objects.update(phase=phase)
    with pytest.raises(ValidationError) as refused:
        report(i.initiative, level="on_track", by=i.mette)
    assert words(refused) == ["Der gives kun status på det, der er godkendt og ikke er slut."]


def test_others_give_no_status(i: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        report(i.initiative, level="on_track", by=i.colleague)


def test_two_who_report_at_once_both_stand(i: SimpleNamespace) -> None:
    first = Initiative.objects.get(pk=i.initiative.pk)
    second = Initiative.objects.get(pk=i.initiative.pk)
    report(first, level="on_track", by=i.mette)
    last = report(second, level="off_track", sentence="Nej.", by=i.owner)
    assert StatusReport.objects.active().count() == 2
    assert Initiative.objects.get().latest_report == last


def test_date_once_moved_stays_moved_until_a_report_says_otherwise(i: SimpleNamespace) -> None:
    moved = date(2027, 9, 1)
    report(i.initiative, level="on_track", expected_on=moved, by=i.mette)
    report(i.initiative, level="on_track", by=i.mette)
    assert Initiative.objects.for_list().get().expected_on == moved
    report(i.initiative, level="on_track", expected_on=i.initiative.ends_on, by=i.mette)
    assert Initiative.objects.for_list().get().expected_on == date(2027, 6, 30)
    shown = status_of(Initiative.objects.for_list().get(), i.mette)
    assert shown.latest is not None
    assert [each.moved_to for each in shown.earlier] == [None, moved]


def test_report_taken_back_makes_the_one_before_it_the_latest(i: SimpleNamespace) -> None:
    first = report(i.initiative, level="on_track", by=i.mette)
    second = report(i.initiative, level="not_assessed", by=i.mette)
    withdraw_report(second, by=i.mette)
    assert Initiative.objects.get().latest_report == first
    assert [each.withdrawn_by for each in StatusReport.objects.order_by("pk")] == [None, i.mette]
    with pytest.raises(ValidationError) as refused:
        withdraw_report(second, by=i.mette)
    assert words(refused) == ["Statusmeldingen er allerede taget tilbage."]


def test_latest_of_those_that_are_left_is_the_latest(i: SimpleNamespace) -> None:
    first, second, third, fourth = (report(i.initiative, level="on_track", by=i.mette) for _n in range(4))
    left = []
    for taken in (second, fourth, third, first):
        withdraw_report(taken, by=i.mette)
        left.append(Initiative.objects.get().latest_report)
    assert left == [fourth, third, first, None]


def test_nobody_takes_back_what_another_gave(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="on_track", by=i.mette)
    with pytest.raises(Refused):
        withdraw_report(given, by=i.owner)


def test_deputys_report_bears_both_names_and_both_may_take_it_back(i: SimpleNamespace) -> None:
    Deputyship.objects.create(person=i.owner, deputy=i.colleague)
    given = report(i.initiative, level="on_track", by=i.colleague)
    assert (given.by, given.on_behalf_of) == (i.colleague, i.owner)
    withdraw_report(given, by=i.owner)
    assert StatusReport.objects.active().count() == 0


def test_leader_takes_note_once_and_answers_in_words(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="off_track", sentence="Nej.", by=i.mette)
    reply(given, by=i.owner)
    with pytest.raises(ValidationError) as refused:
        reply(given, by=i.owner)
    assert words(refused) == ["Du har allerede taget den til efterretning."]
    reply(given, text="Lad os tales ved.", by=i.owner)
    assert [(each.text, str(each)) for each in given.replies.all()] == [
        ("", "Taget til efterretning"),
        ("Lad os tales ved.", "Lad os tales ved."),
    ]
    read_replies(given, by=i.mette)
    assert [each.read_at is None for each in given.replies.all()] == [False, False]


def test_only_leaders_above_answer_and_never_their_own(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="on_track", by=i.owner)
    with pytest.raises(Refused):
        reply(given, by=i.mette)
    with pytest.raises(ValidationError) as refused:
        reply(given, text="Godt gået.", by=i.owner)
    assert words(refused) == ["Du har selv givet denne status. Giv en ny i stedet for at svare."]


def test_only_the_one_who_reported_marks_the_answer_read(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="on_track", by=i.mette)
    reply(given, text="Godt.", by=i.owner)
    with pytest.raises(Refused):
        read_replies(given, by=i.owner)


def test_many_are_saved_together_or_not_at_all(i: SimpleNamespace) -> None:
    other = world.make_initiative("Legepatrulje", document=i.document, lead=i.mette)
    inputs = [ReportInput(i.initiative.pk, "on_track"), ReportInput(other.pk, "pressed")]
    with pytest.raises(NotSaved) as refused:
        report_all(inputs, way=Way.PAGE, by=i.mette)
    assert list(refused.value.errors) == [other.pk]
    assert StatusReport.objects.count() == 0


def test_row_reported_on_meanwhile_is_not_overwritten(i: SimpleNamespace) -> None:
    given = report(i.initiative, level="on_track", by=i.owner)
    with pytest.raises(NotSaved) as refused:
        report_all([ReportInput(i.initiative.pk, "not_assessed", seen=0)], way=Way.PAGE, by=i.mette)
    assert refused.value.overtaken == {i.initiative.pk}
    assert list(StatusReport.objects.all()) == [given]
    report_all([ReportInput(i.initiative.pk, "not_assessed", seen=given.pk)], way=Way.PAGE, by=i.mette)
    assert StatusReport.objects.count() == 2


@pytest.mark.parametrize("count", [1, 3])
def test_many_reports_cost_one_query_more_each_for_the_log(i: SimpleNamespace, count: int) -> None:
    rows = [world.make_initiative(f"Indsats {n}", document=i.document, lead=i.mette) for n in range(count)]
    inputs = [ReportInput(row.pk, "on_track") for row in rows]
    with CaptureQueriesContext(connection) as caught, request_cache.kept():
        report_all(inputs, way=Way.PAGE, by=i.mette)
    assert len(caught) - count == 8


def old(i: SimpleNamespace, days: int, level: str = "on_track") -> StatusReport:
    given = report(i.initiative, level=level, sentence="Sådan.", by=i.mette)
    StatusReport.objects.filter(pk=given.pk).update(at=timezone.now() - timedelta(days=days))
    return given


def shown(i: SimpleNamespace) -> tuple[str, list[str]]:
    status = status_of(Initiative.objects.for_list().get(pk=i.initiative.pk), i.mette)
    return status.words, status.doubts


def test_fresh_status_says_nothing_of_silence(i: SimpleNamespace) -> None:
    old(i, 30)
    assert shown(i) == ("", [])


def test_silence_is_shown_as_silence(i: SimpleNamespace) -> None:
    assert shown(i)[0] == "Ingen status endnu. Den første ventes senest den 21.02.2027."
    old(i, 120, "off_track")
    assert shown(i) == ("Ingen status siden 24.07.2026.", [])


def test_reported_on_track_while_something_speaks_against_it_is_told_with_why(i: SimpleNamespace) -> None:
    old(i, 120)
    Milestone.objects.create(initiative=i.initiative, title="Vejleder ansat", due_on=date(2026, 9, 1))
    Initiative.objects.update(ends_on=date(2026, 10, 1))
    assert shown(i)[1] == [
        "1 delmål er ikke nået til tiden.",
        "Sidste status blev givet for 3 måneder siden.",
        "Den skulle være slut den 01.10.2026.",
    ]


def test_rhythm_is_the_nearest_units_that_has_chosen(i: SimpleNamespace) -> None:
    old(i, 40)
    assert shown(i)[0] == ""
    set_rhythm(i.top, 1, by=i.secretary)
    assert shown(i)[0] != ""
    set_rhythm(i.unit, 6, by=i.owner)
    assert shown(i)[0] == ""
    set_rhythm(i.unit, None, by=i.owner)
    assert shown(i)[0] != ""
    with pytest.raises(Refused):
        set_rhythm(i.unit, 1, by=i.mette)


def test_status_of_a_page_costs_the_same_however_many_reports(i: SimpleNamespace) -> None:
    costs = []
    for _n in range(3):
        reply(report(i.initiative, level="on_track", by=i.mette), text="Godt.", by=i.owner)
        initiative = Initiative.objects.for_list().get()
        viewer = type(i.mette).objects.get(pk=i.mette.pk)
        with CaptureQueriesContext(connection) as caught, request_cache.kept():
            status_of(initiative, viewer)
        costs.append(len(caught))
    assert costs[0] == costs[2]


def test_form_gives_status_and_leads_back_to_where_one_came_from(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    address = f"/indsatser/{i.initiative.pk}/status"
    answer = client.post(address, {"level": "on_track", "next": "/planer/"})
    assert (answer.status_code, answer["Location"]) == (303, "/planer/")
    away = client.post(address, {"level": "on_track", "next": "//evil.example/"})
    assert away["Location"] == f"/indsatser/{i.initiative.pk}/"
    refused = client.post(address, {"level": "off_track", "next": "/planer/"})
    assert refused.status_code == 422
    assert 'name="next" value="/planer/"' in refused.content.decode()


def test_form_opens_in_place_when_the_page_asks_for_it(i: SimpleNamespace, client: Client) -> None:
    client.force_login(i.mette)
    headers = {"HX-Request": "true", "HX-Target": "div#report"}
    part = client.get(f"/indsatser/{i.initiative.pk}/status", headers=headers)
    assert part.content.decode().lstrip().startswith('<p class="report-title">')
    assert "<html" not in part.content.decode()


def test_what_one_may_not_see_is_not_there(i: SimpleNamespace, client: Client) -> None:
    Document.objects.filter(pk=i.document.pk).update(visibility="draft")
    client.force_login(i.colleague)
    given = report(i.initiative, level="on_track", by=i.mette)
    assert client.get(f"/indsatser/{i.initiative.pk}/status").status_code == 404
    assert client.post(f"/statusmeldinger/{given.pk}/tilbagetagelse").status_code == 404
