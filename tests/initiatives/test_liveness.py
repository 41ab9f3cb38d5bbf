"""Whether a plan is alive: one sentence, computed from what was done with it."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pejling.direction.models import Document
from pejling.initiatives.actions.plans import confirm_plan, write_involvement
from pejling.initiatives.figures.liveness import LifeSign, Liveness, PlanLife, Plans, liveness_of, with_signs
from pejling.initiatives.models import Circle, Initiative, Phase, PhaseStep, Scope, StatusReport
from tests import world
from tests.rooms import Tell

ON = date(2026, 11, 20)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))


def touched(plan: Document, day: date) -> None:
    Document.objects.filter(pk=plan.pk).update(touched_at=at(day))
    plan.refresh_from_db()


def initiative(w: SimpleNamespace, *, reported: date | None = None, **fields: object) -> Initiative:
    """An initiative of the plan that was approved two years ago; what it reports, it reports on the day."""
    made = world.make_initiative(document=w.document, lead=w.owner, **fields)  # type: ignore[arg-type]
    PhaseStep.objects.filter(initiative=made).update(on=date(2024, 11, 1), at=at(date(2024, 11, 1)))
    if reported:
        report = StatusReport.objects.create(initiative=made, level="on_track", by=w.owner, at=at(reported))
        Initiative.objects.filter(pk=made.pk).update(latest_report=report)
    return made


def read(*plans: Document) -> dict[int, PlanLife]:
    rows = Document.objects.filter(pk__in=[plan.pk for plan in plans]).for_list()
    return liveness_of(list(with_signs(rows)), ON)


def of(w: SimpleNamespace) -> PlanLife:
    return read(w.document)[w.document.pk]


def test_sentence_says_when_it_was_touched_what_lacks_status_and_whether_it_was_talked_over(
    w: SimpleNamespace,
) -> None:
    touched(w.document, date(2026, 7, 15))
    for title in ("Læsebånd", "Makkerlæsning"):
        initiative(w, title=title, reported=date(2026, 1, 10))
    initiative(w, title="Skolebibliotek", reported=date(2026, 11, 1))
    assert of(w).sentence == (
        "Sidst rørt for 4 måneder siden; to indsatser mangler status; "
        "ikke drøftet med medarbejderne eller i MED i år."
    )


def test_sentence_and_facts_of_a_plan_tell_the_same_of_when_it_was_talked_over(w: SimpleNamespace) -> None:
    touched(w.document, date(2026, 11, 19))
    write_involvement(w.document, circle=Circle.MED, on=date(2026, 11, 6), by=w.owner)
    write_involvement(w.document, circle=Circle.STAFF, on=date(2026, 11, 20), by=w.owner)
    assert of(w).sentence.endswith("drøftet i MED for 14 dage siden og med medarbejderne i dag.")


def test_sentence_of_a_plan_that_is_kept(w: SimpleNamespace) -> None:
    touched(w.document, date(2026, 11, 19))
    initiative(w, reported=date(2026, 11, 1))
    write_involvement(w.document, circle=Circle.MED, on=date(2026, 11, 18), by=w.owner)
    assert of(w).sentence == (
        "Sidst rørt i går; alle indsatser har frisk status; drøftet i MED for 2 dage siden."
    )


def test_plan_without_initiatives_says_so(w: SimpleNamespace) -> None:
    touched(w.document, ON)
    assert of(w).sentence.startswith("Sidst rørt i dag; ingen indsatser endnu;")


def test_talk_of_last_year_does_not_count_for_this_one(w: SimpleNamespace) -> None:
    write_involvement(w.document, circle=Circle.MED, on=date(2025, 12, 1), by=w.owner)
    assert of(w).sentence.endswith("ikke drøftet med medarbejderne eller i MED i år.")
    assert ("Sidst drøftet med medarbejderne eller i MED", "for 11 måneder siden") in of(w).facts


def test_talk_with_the_staff_alone_is_told_as_such(w: SimpleNamespace) -> None:
    write_involvement(w.document, circle=Circle.STAFF, on=date(2026, 11, 10), by=w.owner)
    assert of(w).sentence.endswith("drøftet med medarbejderne for 10 dage siden, men ikke i MED i år.")


def test_confirmation_is_told_apart_and_makes_no_plan_fresher(w: SimpleNamespace) -> None:
    touched(w.document, date(2025, 5, 2))
    before = of(w)
    confirm_plan(w.document, by=w.owner)
    after = of(w)
    assert (after.changed_at, after.sentence) == (before.changed_at, before.sentence)
    assert after.confirmation is not None
    assert after.is_confirmed_since


def test_change_after_the_confirmation_leaves_it_behind(w: SimpleNamespace) -> None:
    confirm_plan(w.document, by=w.owner)
    Document.objects.filter(pk=w.document.pk).update(touched_at=timezone.now() + timedelta(minutes=1))
    w.document.refresh_from_db()
    assert not of(w).is_confirmed_since


def test_phase_of_the_work_is_a_change_of_the_plan(w: SimpleNamespace) -> None:
    touched(w.document, date(2025, 5, 2))
    made = initiative(w)
    PhaseStep.objects.create(initiative=made, after=Phase.PAUSED, by=w.owner, at=at(date(2026, 10, 1)))
    assert timezone.localdate(of(w).changed_at) == date(2026, 10, 1)


def test_work_ahead_and_own_core_task_are_counted_without_what_was_stopped(w: SimpleNamespace) -> None:
    initiative(w, title="Slutter til sommer", ends_on=date(2027, 6, 30))
    initiative(w, title="Uden slutdato", scope=Scope.CROSS_CUTTING)
    initiative(w, title="Slut", ends_on=date(2026, 11, 20))
    initiative(w, title="Gennemført", phase=Phase.DONE, ends_on=date(2027, 1, 1))
    initiative(w, title="Stoppet", phase=Phase.STOPPED)
    work = of(w).work
    assert (work.initiatives, work.ahead, work.own) == (4, 2, 3)


@pytest.mark.parametrize("phase", [Phase.IDEA, Phase.PROPOSED])
def test_no_status_is_missing_of_what_is_not_approved(w: SimpleNamespace, phase: Phase) -> None:
    initiative(w, phase=phase)
    assert (of(w).work.expecting, of(w).work.missing) == (0, 0)
    assert "ingen indsatser skal have status nu" in of(w).sentence


def test_liveness_of_many_plans_costs_as_many_queries_as_of_one(w: SimpleNamespace) -> None:
    others = [
        world.make_document(f"Plan {number}", kind="strategy_plan", unit=w.other_unit) for number in range(3)
    ]
    for plan in [w.document, *others]:
        world.make_initiative(document=plan, lead=w.owner)
        confirm_plan(plan, by=w.secretary)
    with CaptureQueriesContext(connection) as one:
        read(w.document)
    with CaptureQueriesContext(connection) as four:
        read(w.document, *others)
    assert len(four) == len(one)


def held(plans: Plans) -> dict[int, LifeSign]:
    """A conversation about each plan."""
    fact = ("Sidste strategiske samtale", f"samtale {plans.on}")
    return {plan.pk: LifeSign("samtale holdt", (fact,)) for plan in plans.documents}


def test_room_tells_what_it_knows_and_takes_the_place_of_what_waited_for_it(
    w: SimpleNamespace, tell: Tell
) -> None:
    asked = "Sidste strategiske samtale"
    assert dict(of(w).facts)[asked] == "aldrig"
    tell(
        Liveness("conversations.held", 40, held),
        Liveness("processes.hearings", 15, lambda _plans: {w.document.pk: LifeSign("to høringer besvaret")}),
        Liveness("nothing.known", 1, lambda _plans: {}),
    )
    told = of(w)
    assert dict(told.facts)[asked] == "samtale 2026-11-20"
    assert told.sentence.endswith(" i år; samtale holdt.")
    assert "; to høringer besvaret; ingen indsatser endnu; " in told.sentence


def test_first_sign_begins_the_sentence(w: SimpleNamespace, tell: Tell) -> None:
    tell(
        Liveness("meetings.held", 1, lambda _plans: {w.document.pk: LifeSign("et møde holdt")}),
        instead_of=Liveness,
    )
    assert (of(w).sentence, of(w).facts) == ("Et møde holdt.", [])
