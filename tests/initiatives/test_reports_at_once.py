"""Several people who give status on the same initiative at the same moment, each with a browser and a connection of their
own. On PostgreSQL they really meet; on SQLite one writes after the other."""

import re
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.urls import reverse

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.initiatives.actions import reports, requests
from pejling.initiatives.models import Initiative, Phase, PhaseStep, StatusReport, StatusRequest
from tests import world
from tests.access import make_world
from tests.browsers import at_once

ROUNDS = 4


@pytest.fixture
def i(transactional_db: None) -> SimpleNamespace:
    """An initiative that Mette leads, in the plan of Gerda's school; both may give status on it, and so may Signe."""
    cache.clear()
    w = make_world()
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = world.make_initiative("Læsebånd", document=w.document, lead=w.mette)
    return w


def latest() -> StatusReport:
    """The report that was written last, as the rows tell it."""
    return StatusReport.objects.active().order_by("-at", "-pk")[0]


def test_all_who_report_at_once_stand_and_the_last_is_the_latest(i: SimpleNamespace) -> None:
    address = reverse("report_new", args=[i.initiative.pk])
    people = [i.mette, i.owner, i.secretary]
    for number in range(ROUNDS):
        told = [
            (person, address, {"level": "on_track", "sentence": f"{person} {number}"}) for person in people
        ]
        assert at_once(*told) == [303, 303, 303]
        assert Initiative.objects.get().latest_report == latest()
    wanted = sorted(f"{person} {number}" for person in people for number in range(ROUNDS))
    assert sorted(StatusReport.objects.active().values_list("sentence", flat=True)) == wanted
    assert Activity.objects.filter(verb="initiatives.reported").count() == len(wanted)


def test_date_that_one_moves_is_not_moved_back_by_who_reports_at_once(i: SimpleNamespace) -> None:
    address = reverse("report_new", args=[i.initiative.pk])
    for _each in range(ROUNDS):
        StatusReport.objects.update(withdrawn_at=i.initiative.created_at)
        Initiative.objects.update(latest_report=None)
        at_once(
            (i.mette, address, {"level": "on_track", "expected_on": "01.09.2027"}),
            (i.owner, address, {"level": "on_track"}),
        )
        # Who says nothing of the date keeps what was known when it was their turn.
        dates = [each.expected_on for each in StatusReport.objects.active().order_by("at", "pk")]
        assert [str(each) for each in dates] in (["2027-09-01", "2027-09-01"], ["None", "2027-09-01"])


def test_status_taken_back_while_another_is_given_leaves_that_as_the_latest(i: SimpleNamespace) -> None:
    address = reverse("report_new", args=[i.initiative.pk])
    for _each in range(ROUNDS):
        given = reports.report(i.initiative, level="not_assessed", by=i.mette)
        answers = at_once(
            (i.mette, reverse("report_withdrawal", args=[given.pk]), {}),
            (i.owner, address, {"level": "on_track"}),
        )
        assert (answers, Initiative.objects.get().latest_report) == ([303, 303], latest())
        assert latest().by == i.owner


def test_link_pressed_twice_at_once_gives_one_status(i: SimpleNamespace) -> None:
    path = re.sub(r"^https?://[^/]+", "", requests.ask(i.initiative, i.mette, today()))
    answers = at_once(*[(None, path, {"level": "on_track"}) for _each in range(3)])
    assert answers[0] == 303
    assert set(answers[1:]) <= {410, 422}
    assert (StatusReport.objects.count(), StatusRequest.objects.get().report) == (1, latest())


def test_who_is_asked_by_mail_and_answers_by_link_and_on_the_page_at_once_waits_for_neither_for_good(
    i: SimpleNamespace,
) -> None:
    page = reverse("report_new", args=[i.initiative.pk])
    for _each in range(3 * ROUNDS):
        StatusRequest.objects.all().delete()
        path = re.sub(r"^https?://[^/]+", "", requests.ask(i.initiative, i.mette, today()))
        first, second = at_once((None, path, {"level": "on_track"}), (i.mette, page, {"level": "on_track"}))
        assert (first, second in (303, 410, 422)) == (303, True)


def test_of_two_who_approve_at_once_one_does_and_the_other_is_told(i: SimpleNamespace) -> None:
    Initiative.objects.update(phase=Phase.PROPOSED)
    world.tie(i.initiative.element, i.aim)
    address = reverse("initiative_step", args=[i.initiative.pk, "approved"])
    answers = at_once((i.owner, address, {}), (i.secretary, address, {}))
    assert (answers[0], answers[1] in (303, 422)) == (303, True)
    assert PhaseStep.objects.filter(after=Phase.APPROVED).count() == 1


def test_of_two_who_save_the_same_row_at_once_one_is_shown_the_others(i: SimpleNamespace) -> None:
    row = i.initiative.pk
    for _each in range(ROUNDS):
        seen = Initiative.objects.get().latest_report_id or 0
        body = {"row": str(row), f"{row}-level": "on_track", f"{row}-seen": str(seen)}
        before = StatusReport.objects.count()
        assert at_once((i.mette, "/status/", body), (i.owner, "/status/", body)) == [303, 409]
        assert StatusReport.objects.count() == before + 1
