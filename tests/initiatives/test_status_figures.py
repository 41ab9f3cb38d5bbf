"""Who owns what, how the work of many goes, what waits for whom, and what status says about the ring."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pejling.chain.figures.ring import explained
from pejling.chain.graph import Strength
from pejling.core.dates import end_of, months_before, today
from pejling.desk.duties import Urgency
from pejling.desk.mailing.asked import send_asked
from pejling.direction.marks import marks_of
from pejling.direction.models import Element, ElementKind
from pejling.initiatives import duties
from pejling.initiatives.actions import requests
from pejling.initiatives.actions.choices import set_rhythm
from pejling.initiatives.actions.reports import read_replies, reply, report
from pejling.initiatives.figures.distribution import distribution_of, of_units, stale_words
from pejling.initiatives.figures.owing import owed_by
from pejling.initiatives.figures.ownership import Why, owners_of
from pejling.initiatives.figures.plan_work import work_lines
from pejling.initiatives.figures.reach import work_below
from pejling.initiatives.figures.silence import NOTICE, Silence, summaries_of, summary_of
from pejling.initiatives.figures.tiles import MOST_PLANS, status_tile
from pejling.initiatives.figures.watermelon import watermelons
from pejling.initiatives.models import (
    Approver,
    CriterionVerdict,
    Initiative,
    Milestone,
    Phase,
    PhaseStep,
    StatusReport,
)
from pejling.people.models import Person
from pejling.web.charts import StackedBar, StackedBarChart
from pejling.web.tiles import TileSubject
from tests import world
from tests.owed import duties_of, owed

NOW = "2026-11-23T09:00:00+01:00"


@pytest.fixture
def i(w: SimpleNamespace) -> SimpleNamespace:
    """Dorte leads the municipality, Gerda the school, Mette an initiative there that was approved long ago."""
    w.dorte = world.make_leader("Dorte Dam", w.top)
    w.mette = world.give_post(world.make_person("Mette Lund"), w.unit)
    w.initiative = begun(world.make_initiative("Læsebånd", document=w.document, lead=w.mette))
    return w


def begun(initiative: Initiative, days: int = 400) -> Initiative:
    """Approved so many days ago."""
    initiative.steps.update(on=today() - timedelta(days=days))
    return initiative


def said(
    initiative: Initiative, days: int, level: str = "on_track", by: Person | None = None
) -> StatusReport:
    """A status of so many days ago."""
    by = by or initiative.lead
    assert by is not None
    given = report(initiative, level=level, sentence="Sådan står det.", by=by)
    StatusReport.objects.filter(pk=given.pk).update(at=timezone.now() - timedelta(days=days))
    return given


def silence(since: date, on: date, interval: int = 3) -> Silence:
    return Silence(since, interval, on)


def test_status_is_asked_for_from_a_week_before_it_is_due() -> None:
    since = date(2026, 1, 31)
    assert silence(since, date(2026, 4, 22)).asked_for is None
    assert silence(since, date(2026, 4, 23)).asked_for == date(2026, 4, 30)
    assert silence(since, date(2026, 7, 23)).asked_for == date(2026, 4, 30)
    assert silence(since, date(2026, 7, 24)).asked_for == date(2026, 7, 31)


def test_status_is_stale_after_one_interval_and_long_silent_after_two() -> None:
    since = date(2026, 1, 1)
    assert [silence(since, day).is_stale for day in (date(2026, 4, 1), date(2026, 4, 2))] == [False, True]
    assert [silence(since, day).is_long for day in (date(2026, 7, 1), date(2026, 7, 2))] == [False, True]


@pytest.mark.parametrize(
    ("approved", "starts_on", "since"),
    [
        (date(2026, 3, 2), None, date(2026, 3, 2)),
        (date(2026, 3, 2), date(2026, 1, 1), date(2026, 3, 2)),
        (date(2026, 3, 2), date(2026, 8, 1), date(2026, 8, 1)),
        (None, None, date(2026, 2, 1)),
        (None, date(2026, 8, 1), date(2026, 8, 1)),
    ],
)
def test_first_status_is_expected_from_the_approval_or_from_a_later_first_day(
    i: SimpleNamespace, approved: date | None, starts_on: date | None, since: date
) -> None:
    if approved:
        PhaseStep.objects.update(on=approved)
    else:
        PhaseStep.objects.all().delete()
    written_in = datetime(2026, 2, 1, 9, tzinfo=UTC)
    Initiative.objects.update(starts_on=starts_on, created_at=written_in)
    (among_many,) = summaries_of(Initiative.objects.all())
    alone = summary_of(Initiative.objects.for_list().get())
    assert (among_many.silence.since, alone.silence.since) == (since, since)


def owner(i: SimpleNamespace) -> tuple[int | None, Why]:
    (found,) = owners_of(summaries_of(Initiative.objects.filter(pk=i.initiative.pk))).values()
    return found.person, found.why


def test_lead_with_a_post_who_reports_owns_the_line(i: SimpleNamespace) -> None:
    said(i.initiative, 30)
    assert owner(i) == (i.mette.pk, Why.LEADS)


def test_lead_who_is_silent_for_two_intervals_gives_the_line_to_the_leader_above(i: SimpleNamespace) -> None:
    said(i.initiative, 190)
    assert owner(i) == (i.owner.pk, Why.SILENT)
    set_rhythm(i.unit, 6, by=i.owner)
    assert owner(i) == (i.mette.pk, Why.LEADS)


@pytest.mark.parametrize("what", ["left", "without a post"])
def test_lead_who_has_gone_gives_the_line_to_the_leader_above(i: SimpleNamespace, what: str) -> None:
    said(i.initiative, 1)
    if what == "left":
        Person.objects.filter(pk=i.mette.pk).update(is_active=False)
    else:
        i.mette.posts.update(ends_on=today() - timedelta(days=1))
    assert owner(i) == (i.owner.pk, Why.LEFT)


def test_line_of_a_silent_leader_goes_further_up(i: SimpleNamespace) -> None:
    Initiative.objects.update(lead=i.owner)
    assert owner(i) == (i.dorte.pk, Why.SILENT)


def test_line_that_nobody_leads_goes_to_the_leader_and_over_an_empty_chair(i: SimpleNamespace) -> None:
    Initiative.objects.update(lead=None)
    assert owner(i) == (i.owner.pk, Why.NOBODY)
    i.owner.posts.update(ends_on=today() - timedelta(days=1))
    assert owner(i) == (i.dorte.pk, Why.NOBODY)


def test_silent_lead_with_nobody_above_keeps_the_line(i: SimpleNamespace) -> None:
    i.owner.posts.all().delete()
    i.dorte.posts.all().delete()
    assert owner(i) == (i.mette.pk, Why.LEADS)


def test_levels_and_silence_are_drawn_and_the_worst_is_named(i: SimpleNamespace) -> None:
    levels = ["on_track", "on_track", "pressed", "off_track"]
    for number, level in enumerate(levels):
        row = begun(world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette))
        said(row, 100 if number == 0 else 10, level)
    figure = distribution_of(of_units([i.top.pk]))
    face = status_tile(TileSubject(units=frozenset({i.top.pk})), i.dorte)
    assert face is not None
    assert isinstance(face.chart, StackedBarChart)
    assert [each.label for each in face.chart.segments] == [
        "På sporet",
        "Presset",
        "Af sporet",
        "Ingen status",
    ]
    assert face.chart.bars == (StackedBar(i.document.title, (2, 1, 1, 1)),)
    assert face.chart.description == "2 på sporet, 1 presset, 1 af sporet, 1 ingen status"
    assert [each.title for each in figure.worst] == ["Indsats 3", "Indsats 2"]
    assert stale_words(figure) == "2 af 5 har ingen frisk status."
    set_rhythm(i.top, 1, by=i.dorte)
    assert distribution_of(of_units([i.top.pk])).stale == 2
    set_rhythm(i.unit, 6, by=i.owner)
    assert distribution_of(of_units([i.top.pk])).stale == 1


def test_many_plans_are_drawn_unit_by_unit_and_each_cost_the_same(
    i: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    whole = TileSubject(units=frozenset({i.top.pk}))
    for number in range(MOST_PLANS):
        plan = world.make_document(f"Plan {number}", kind="strategy_plan", unit=i.other_unit)
        begun(world.make_initiative(f"Arbejde {number}", document=plan, lead=i.mette))
    with CaptureQueriesContext(connection) as few:
        face = status_tile(whole, i.dorte)
    assert face is not None
    assert isinstance(face.chart, StackedBarChart)
    assert [(bar.label, sum(bar.values)) for bar in face.chart.bars] == [
        (i.other_unit.name, MOST_PLANS),
        (i.unit.name, 1),
    ]
    for number in range(3):
        plan = world.make_document(f"Endnu en {number}", kind="strategy_plan", unit=i.unit)
        begun(world.make_initiative(f"Mere {number}", document=plan, lead=i.mette))
    with django_assert_num_queries(len(few)):
        status_tile(whole, i.dorte)


def test_tile_counts_what_is_tied_to_aims_and_only_what_the_viewer_may_see(i: SimpleNamespace) -> None:
    aims = TileSubject(aims=frozenset({i.aim.pk}))
    assert status_tile(aims, i.dorte) is None
    world.tie(i.initiative.element, i.aim)
    face = status_tile(aims, i.dorte)
    assert face is not None
    assert face.words == "1 indsats, der ventes status på."
    assert status_tile(aims, i.outsider) is None
    assert status_tile(TileSubject(), i.dorte) is None


def test_tile_counts_work_far_below_an_aim_as_the_overview_does(i: SimpleNamespace) -> None:
    between = world.make_element(i.document, "Flere læser")
    world.tie(between, i.aim)
    world.tie(i.initiative.element, between)
    assert work_below([i.aim.pk], i.dorte) == {i.aim.pk: {i.initiative.pk}}
    face = status_tile(TileSubject(aims=frozenset({i.aim.pk})), i.dorte)
    assert face is not None
    assert face.words == "1 indsats, der ventes status på."


def test_distribution_agrees_with_what_each_line_says_of_itself(i: SimpleNamespace) -> None:
    for number, days in enumerate((0, 50, 89, 93, 200)):
        begun(world.make_initiative(f"Tavs {number}", document=i.document, lead=i.mette), days)
        said(begun(world.make_initiative(f"Hørt {number}", document=i.document, lead=i.mette)), days)
        later = world.make_initiative(f"Begynder {number}", document=i.document, lead=i.mette)
        Initiative.objects.filter(pk=begun(later, 300).pk).update(starts_on=today() - timedelta(days=days))
    rows = of_units([i.unit.pk])
    assert distribution_of(rows).stale == sum(each.silence.is_stale for each in summaries_of(rows))


@pytest.mark.parametrize("on", [date(2026, 12, 31), date(2027, 2, 28), date(2027, 3, 30), date(2028, 2, 29)])
def test_figures_of_many_agree_at_the_end_of_a_month(i: SimpleNamespace, on: date) -> None:
    first = months_before(on, 3)
    given = {said(i.initiative, 0).pk: on}
    for since in (first + timedelta(days=days) for days in range(-3, 4)):
        each = world.make_initiative(f"Hørt {since}", document=i.document, lead=i.mette)
        given[said(begun(each, 900), 0).pk] = since
    for report_given, since in given.items():
        StatusReport.objects.filter(pk=report_given).update(at=end_of(since))
    told = [each.silence for each in summaries_of(Initiative.objects.all(), on)]
    assert distribution_of(of_units([i.unit.pk]), on).stale == sum(each.is_stale for each in told)
    week_before = on - NOTICE
    asked = [each.silence.asked_for for each in summaries_of(Initiative.objects.all(), week_before)]
    owing = owed_by([i.mette], week_before)
    assert len(owing) == sum(each is not None for each in asked)


@pytest.mark.parametrize("figure", [summaries_of, distribution_of])
def test_figure_costs_the_same_queries_however_many_initiatives(
    i: SimpleNamespace, figure: Callable[[Any], Any]
) -> None:
    costs = []
    for number in range(3):
        said(begun(world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette)), 10)
        with CaptureQueriesContext(connection) as caught:
            figure(of_units([i.unit.pk]))
        costs.append(len(caught))
    assert costs[0] == costs[2]


@pytest.mark.parametrize("figure", [owners_of, lambda heard: watermelons(heard, today())])
def test_figure_of_what_was_heard_costs_the_same_queries_however_many_initiatives(
    i: SimpleNamespace, figure: Callable[[Any], Any]
) -> None:
    costs = []
    for number in range(3):
        said(begun(world.make_initiative(f"Indsats {number}", document=i.document, lead=i.mette)), 10)
        heard = summaries_of(of_units([i.unit.pk]))
        with CaptureQueriesContext(connection) as caught:
            figure(heard)
        costs.append(len(caught))
    assert costs[0] == costs[2]


def test_old_and_failed_verdicts_speak_against_being_on_track(i: SimpleNamespace) -> None:
    said(i.initiative, 1)
    criterion = world.make_element(
        i.document, "Ni af ti læser", kind="success_criterion", parent=i.initiative.element
    )
    verdict = CriterionVerdict.objects.create(
        criterion=criterion, verdict="not_met", evidence="Prøven", by=i.owner
    )

    def doubts() -> list[str]:
        return watermelons(summaries_of(Initiative.objects.all()), today()).get(i.initiative.pk, [])

    assert doubts() == ["Et succeskriterium er vurderet til ikke at være opfyldt."]
    CriterionVerdict.objects.filter(pk=verdict.pk).update(
        verdict="met", at=timezone.now() - timedelta(days=366)
    )
    assert doubts() == ["Ingen har set på succeskriterierne det seneste år."]
    said(i.initiative, 0, "pressed")
    assert doubts() == []


def waiting(kind: str, *people: Person) -> list[tuple[str, int]]:
    return sorted((duty.key, duty.person) for duty in owed(f"initiatives.{kind}", people))


@pytest.mark.time_machine(NOW, tick=False)
def test_status_is_owed_by_its_owner_and_by_nobody_else(i: SimpleNamespace) -> None:
    said(i.initiative, 100)
    everybody = (i.mette, i.owner, i.dorte, i.colleague)
    (duty,) = owed("initiatives.status", everybody)
    assert (duty.key, duty.person) == (f"status:{i.initiative.pk}:2026-11-15", i.mette.pk)
    assert (duty.urgency, duty.due_on) == (Urgency.LATE, date(2026, 11, 15))
    assert duty.why == "Du leder indsatsen. Sidste status var den 15.08.2026."
    assert duty.url == f"/indsatser/{i.initiative.pk}/status"
    report(i.initiative, level="on_track", by=i.mette)
    assert waiting("status", *everybody) == []


@pytest.mark.time_machine(NOW, tick=False)
def test_silent_leads_status_is_owed_by_the_leader_above(i: SimpleNamespace) -> None:
    said(i.initiative, 200)
    assert waiting("status", i.mette) == []
    (duty,) = owed("initiatives.status", [i.owner])
    assert (
        duty.why == "Der mangler status fra to runder, og du er leder her. Sidste status var den 07.05.2026."
    )


def test_nothing_is_owed_of_what_is_fresh_ended_or_in_a_draft(i: SimpleNamespace) -> None:
    said(i.initiative, 60)
    ended = begun(world.make_initiative("Slut", document=i.document, lead=i.mette, phase=Phase.DONE))
    drafted = begun(world.make_initiative("Kladde", document=i.draft, lead=i.mette))
    assert {ended.phase, drafted.phase} == {Phase.DONE, Phase.UNDER_WAY}
    assert waiting("status", i.mette, i.owner, i.dorte) == []


@pytest.mark.time_machine(NOW, tick=False)
def test_mail_gets_links_that_work_for_the_duties_of_status(i: SimpleNamespace) -> None:
    said(i.initiative, 100)
    (duty,) = owed("initiatives.status", [i.mette])
    links = duties.links([duty])
    assert links[duty] == requests.ask(i.initiative, i.mette, date(2026, 11, 15))
    assert "/status/" in links[duty]


def test_report_off_track_waits_for_the_nearest_leader_until_it_is_seen(i: SimpleNamespace) -> None:
    given = said(i.initiative, 1, "off_track")
    everybody = (i.mette, i.owner, i.dorte)
    assert waiting("reports", *everybody) == [(f"report:{given.pk}", i.owner.pk)]
    reply(given, by=i.owner)
    assert waiting("reports", *everybody) == []


def test_leader_owes_no_attention_to_what_is_on_track_or_pressed(i: SimpleNamespace) -> None:
    said(i.initiative, 1, "pressed")
    assert waiting("reports", i.owner, i.dorte) == []


def test_leaders_own_report_off_track_waits_for_the_one_above(i: SimpleNamespace) -> None:
    Initiative.objects.update(lead=i.owner)
    given = said(Initiative.objects.get(), 1, "off_track")
    assert waiting("reports", i.owner, i.dorte) == [(f"report:{given.pk}", i.dorte.pk)]


def test_answer_waits_for_the_one_who_reported_until_it_is_read(i: SimpleNamespace) -> None:
    given = said(i.initiative, 1)
    answer = reply(given, text="Lad os tales ved.", by=i.owner)
    (duty,) = owed("initiatives.answers", [i.mette, i.owner])
    assert (duty.key, duty.person, duty.is_asked) == (f"answer:{answer.pk}", i.mette.pk, True)
    assert duty.why == "Gerda Holm har svaret på din status: Lad os tales ved."
    read_replies(given, by=i.mette)
    assert waiting("answers", i.mette) == []


def test_note_without_words_asks_for_no_reading(i: SimpleNamespace) -> None:
    reply(said(i.initiative, 1), by=i.owner)
    assert waiting("answers", i.mette) == []


def test_approval_waits_for_whom_the_plan_names(i: SimpleNamespace) -> None:
    Initiative.objects.update(phase=Phase.PROPOSED)
    proposed = PhaseStep.objects.create(initiative=i.initiative, after=Phase.PROPOSED, by=i.mette)
    key = f"approval:{i.initiative.pk}:{proposed.pk}"
    everybody = (i.mette, i.owner, i.dorte, i.colleague)
    assert waiting("approvals", *everybody) == [(key, i.owner.pk)]
    named = Approver.objects.create(document=i.document, person=i.dorte)
    assert waiting("approvals", *everybody) == [(key, i.dorte.pk)]
    Approver.objects.filter(pk=named.pk).update(person=None, forum=i.forum)
    world.give_seat(i.colleague, i.forum)
    assert waiting("approvals", *everybody) == [(key, i.colleague.pk)]


def test_late_milestone_waits_for_the_lead(i: SimpleNamespace) -> None:
    late = Milestone.objects.create(
        initiative=i.initiative, title="Vejleder ansat", due_on=today() - timedelta(days=1)
    )
    Milestone.objects.create(initiative=i.initiative, title="Senere", due_on=today())
    expected = (f"milestone:{late.pk}:{late.due_on.isoformat()}", i.mette.pk)
    assert waiting("milestones", i.mette, i.owner) == [expected]


def test_duties_of_many_cost_what_those_of_one_do(i: SimpleNamespace) -> None:
    def cost(people: list[Person]) -> int:
        with CaptureQueriesContext(connection) as caught:
            duties_of(people, today())
        return len(caught)

    def work(number: int) -> None:
        made = begun(world.make_initiative(f"Tavs {number}", document=i.document, lead=i.mette))
        reply(said(made, 100, "off_track"), text="Ring.", by=i.owner)
        said(made, 95, "off_track")
        begun(world.make_initiative(f"Forslag {number}", document=i.document, phase=Phase.PROPOSED))
        Milestone.objects.create(initiative=made, title="Sent", due_on=date(2020, 1, 1))

    work(1)
    one = cost([i.mette, i.owner])
    work(2)
    work(3)
    assert cost([i.mette, i.owner, i.dorte, i.colleague]) == one


def strength(
    i: SimpleNamespace, aim: Element, key: str, viewer: Person
) -> tuple[Strength | None, list[str], list[str]]:
    _ring, quarters = explained(Element.objects.for_list().get(pk=aim.pk), viewer)
    (found,) = [each for q in quarters for each in q.conditions if each.condition.anchor.key == key]
    assert found.explanation is not None
    told = found.explanation
    return (
        found.condition.strength,
        [reason.text for reason in told.reasons],
        [remedy.url for remedy in told.remedies],
    )


@pytest.fixture
def below(i: SimpleNamespace) -> SimpleNamespace:
    """The initiative stands under an aim of the same plan."""
    i.own_aim = world.make_element(i.document, "Alle læser", section=i.section)
    Element.objects.filter(pk=i.initiative.element_id).update(parent=i.own_aim)
    assert ElementKind.objects.filter(code="initiative").exists()
    return i


def test_two_initiatives_of_one_name_say_their_units(below: SimpleNamespace) -> None:
    other = world.make_document(kind="strategy_plan", unit=world.make_unit("Bakkeskolen"))
    twin = world.make_initiative("Læsebånd", document=other)
    world.tie(twin.element, below.own_aim)
    _found, reasons, _urls = strength(below, below.own_aim, "chain.contributed_to", below.owner)
    assert f"Indsatsen »Læsebånd ({below.initiative.unit})« er i gang." in reasons
    assert "Indsatsen »Læsebånd (Bakkeskolen)« er i gang." in reasons


def test_initiative_under_way_holds_the_aim_above_it(below: SimpleNamespace) -> None:
    key = "chain.contributed_to"
    found, reasons, _urls = strength(below, below.own_aim, key, below.owner)
    assert found == Strength.FULL
    assert "Indsatsen »Læsebånd« er i gang." in reasons
    Initiative.objects.update(phase=Phase.PAUSED)
    found, reasons, urls = strength(below, below.own_aim, key, below.owner)
    assert found == Strength.NONE
    assert "Indsatsen »Læsebånd« er ikke i gang: på pause." in reasons
    assert f"/indsatser/{below.initiative.pk}/" in urls


def test_fresh_status_of_what_contributes_steers_the_aim(below: SimpleNamespace) -> None:
    key = "initiatives.reported"
    assert strength(below, below.own_aim, key, below.owner)[0] == Strength.NONE
    said(below.initiative, 10)
    assert strength(below, below.own_aim, key, below.owner) == (
        Strength.FULL,
        ["»Læsebånd« fik status for 10 dage siden."],
        [],
    )
    other = begun(world.make_initiative("Legepatrulje", document=below.document, lead=below.mette))
    Element.objects.filter(pk=other.element_id).update(parent=below.own_aim)
    found, _reasons, urls = strength(below, below.own_aim, key, below.owner)
    assert (found, urls) == (Strength.HALF, [f"/indsatser/{other.pk}/status"])


def test_status_stands_beside_the_line_for_staff_and_not_for_the_public(i: SimpleNamespace) -> None:
    said(i.initiative, 100, "pressed")
    elements = [i.initiative.element_id]
    ((label, mark),) = marks_of(elements, i.colleague)[elements[0]]
    assert (str(label), str(mark.word), mark.shape, mark.is_stale) == ("Status", "Presset", "triangle", True)
    assert mark.url == f"/indsatser/{i.initiative.pk}/"
    assert marks_of(elements, i.outsider) == {}


def test_line_shows_the_phase_while_no_status_is_expected(i: SimpleNamespace) -> None:
    Initiative.objects.update(phase=Phase.PROPOSED)
    ((_label, mark),) = marks_of([i.initiative.element_id], i.colleague)[i.initiative.element_id]
    assert (str(mark.word), mark.shape) == ("Foreslået", "diamond")


def test_report_that_asks_the_leader_waits_for_them_at_any_level_and_is_mailed_at_once(
    i: SimpleNamespace,
) -> None:
    words = "Må jeg flytte midlerne?"
    given = report(i.initiative, level="on_track", sentence=words, asks_leader=True, by=i.mette)
    (duty,) = owed("initiatives.reports", [i.owner, i.dorte])
    assert (duty.person, duty.is_asked) == (i.owner.pk, True)
    assert duty.why == "Mette Lund beder dig se på det: Må jeg flytte midlerne?"
    assert send_asked(i.owner, duty.key) == 1
    reply(given, text="Ja.", by=i.owner)
    assert owed("initiatives.reports", [i.owner, i.dorte]) == []


def test_leader_is_asked_with_a_sentence(i: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="hvad du beder din leder se på"):
        report(i.initiative, level="on_track", asks_leader=True, by=i.mette)


def test_owners_are_found_without_a_query_where_all_who_lead_count(i: SimpleNamespace) -> None:
    said(i.initiative, 30)
    heard = list(summaries_of(Initiative.objects.all()))
    with CaptureQueriesContext(connection) as caught:
        owners_of(heard)
    assert len(caught) == 0


def test_what_was_created_long_ago_and_approved_today_is_not_silent_yet(i: SimpleNamespace) -> None:
    Initiative.objects.filter(pk=i.initiative.pk).update(created_at=timezone.now() - timedelta(days=400))
    stale = [distribution_of(of_units([i.unit.pk])).stale]
    i.initiative.steps.update(on=today())
    stale.append(distribution_of(of_units([i.unit.pk])).stale)
    assert stale == [1, 0]


def test_step_that_is_due_today_is_not_overdue_yet(i: SimpleNamespace) -> None:
    for days, overdue in ((0, 0), (1, 1)):
        Milestone.objects.create(initiative=i.initiative, title="Trin", due_on=today() - timedelta(days=days))
        (line,) = work_lines(i.document, i.owner)
        assert line.steps.overdue == overdue


def test_nothing_more_is_expected_of_a_line_when_its_work_has_ended(i: SimpleNamespace) -> None:
    ended = []
    for phase in (Phase.UNDER_WAY, Phase.DONE):
        Initiative.objects.filter(pk=i.initiative.pk).update(phase=phase)
        (line,) = work_lines(i.document, i.owner)
        ended.append(line.has_ended)
    assert ended == [False, True]
