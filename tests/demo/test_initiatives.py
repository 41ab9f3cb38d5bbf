"""Fjordlund's work over two years: can it be believed, and does it show what a municipality should see?"""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from pejling.core.dates import months_before, today
from pejling.demo.loading import load
from pejling.demo.story import Story
from pejling.demo.texts import load_story
from pejling.direction.models import Contribution, Document, Nature
from pejling.initiatives.figures.levels_on import WorkState, states_on
from pejling.initiatives.figures.liveness import liveness_of, with_signs
from pejling.initiatives.figures.ownership import Why, owners_of
from pejling.initiatives.figures.silence import StatusSummary, summaries_of
from pejling.initiatives.figures.themes import themes_of
from pejling.initiatives.figures.watermelon import watermelons
from pejling.initiatives.models import (
    ENDED,
    REPORTED,
    CriterionVerdict,
    FacetScore,
    Initiative,
    Involvement,
    Level,
    Milestone,
    Phase,
    PhaseStep,
    Readiness,
    ReportingRhythm,
    ReportReply,
    StatusReport,
    StatusRequest,
    Verdict,
    Way,
)
from pejling.insight.figures.course import quarter_ends
from pejling.organisation.models import Deputyship, Post
from pejling.people.models import Person
from tests.owed import duties_of

EXEMPLARY, FORGOTTEN = "Plejecenter Tranholm", "Gammelvig Skole"


def plan_of(unit: str) -> Document:
    return with_signs(Document.objects.filter(unit__name=unit)).get(kind__code="strategy_plan")


def expected() -> list[StatusSummary]:
    return summaries_of(Initiative.objects.expecting_reports(), today())


def waiting(people: dict[str, Person]) -> dict[str, int]:
    duties = duties_of(list(people.values()), today())
    return {name: len(duties.get(person.pk, [])) for name, person in people.items()}


# --- How much --------------------------------------------------------------------------------------------------------


def test_municipality_follows_some_six_hundred_initiatives(fjordlund: Story) -> None:
    assert 570 <= Initiative.objects.count() <= 630


def test_plans_have_five_to_ten_initiatives_each_but_those_by_hand(story_plans: dict[str, int]) -> None:
    assert set(story_plans.values()) <= set(range(6, 12))


@pytest.fixture
def story_plans(fjordlund: Story) -> dict[str, int]:
    return {
        document.key: sum(element.kind == "initiative" for element in document.elements())
        for document in fjordlund.documents
        if document.kind == "strategy_plan" and not document.is_by_hand
    }


def test_each_quarter_of_two_years_has_its_reports(fjordlund: Story) -> None:
    days = [timezone.localdate(at) for at in StatusReport.objects.values_list("at", flat=True)]
    quarters = [(months_before(today(), 3 * n + 3), months_before(today(), 3 * n)) for n in range(8)]
    assert [sum(begin < day <= end for day in days) > 10 for begin, end in quarters] == [True] * 8


def test_something_is_off_track_at_the_end_of_each_of_eight_quarters(fjordlund: Story) -> None:
    stood = states_on(quarter_ends(today(), 8))
    off_track = [sum(states[n] == WorkState.OFF_TRACK for states in stood.values()) for n in range(8)]
    assert all(off_track), off_track


def test_every_phase_level_verdict_and_way_is_seen(fjordlund: Story) -> None:
    assert set(Initiative.objects.values_list("phase", flat=True)) == set(Phase)
    assert set(StatusReport.objects.active().values_list("level", flat=True)) == set(Level)
    assert set(StatusReport.objects.values_list("way", flat=True)) == set(Way)
    assert set(CriterionVerdict.objects.values_list("verdict", flat=True)) == set(Verdict)


def test_no_plan_has_two_initiatives_of_one_name(fjordlund: Story) -> None:
    for document in fjordlund.documents:
        titles = Counter(element.title for element in document.elements() if element.kind == "initiative")
        assert {title: times for title, times in titles.items() if times > 1} == {}


# --- Whether it can be believed --------------------------------------------------------------------------------------


def test_every_initiative_has_an_aim_or_says_why_it_has_none(fjordlund: Story) -> None:
    tied = Contribution.objects.active().values("lower")
    aimless = Initiative.objects.exclude(element__parent__kind__nature=Nature.AIM).exclude(element__in=tied)
    reasons = aimless.values_list("contributes_to_none_because", flat=True)
    assert len(reasons) > 3
    assert "" not in reasons


def test_nobody_reports_on_what_has_ended_or_has_not_been_approved(fjordlund: Story) -> None:
    began: dict[int, Any] = {}
    ended: dict[int, Any] = {}
    for initiative, after, at in PhaseStep.objects.order_by("at").values_list("initiative", "after", "at"):
        if after in REPORTED:
            began.setdefault(initiative, at)
        if after in ENDED:
            ended[initiative] = at
    reports = StatusReport.objects.values_list("initiative", "at")
    assert [
        (initiative, at)
        for initiative, at in reports
        if at.date() < began[initiative].date() or at > ended.get(initiative, at)
    ] == []


def test_nobody_reports_steps_or_judges_before_they_came_or_after_they_left(fjordlund: Story) -> None:
    posts: dict[int, list[tuple[date | None, date | None]]] = defaultdict(list)
    for person, begin, end in Post.objects.values_list("person", "starts_on", "ends_on"):
        posts[person].append((begin, end))
    done = [
        (by, timezone.localdate(at))
        for model in (StatusReport, PhaseStep, CriterionVerdict, Readiness, ReportReply, Involvement)
        for by, at in model._default_manager.values_list("by", "at")
    ]
    assert [
        (by, day)
        for by, day in done
        if not any(begin and begin <= day and (end is None or day <= end) for begin, end in posts[by])
    ] == []


def test_deputies_do_what_is_done_for_the_absent(fjordlund: Story) -> None:
    absences = [
        (each.person_id, each.starts_on, each.ends_on) for each in Deputyship.objects.all() if each.starts_on
    ]
    done = [
        (by, timezone.localdate(at))
        for model in (StatusReport, PhaseStep, CriterionVerdict, Readiness, ReportReply, Involvement)
        for by, at in model._default_manager.values_list("by", "at")
    ]
    assert len(absences) == 3
    assert [
        (by, day)
        for by, day in done
        for person, begin, end in absences
        if by == person and begin <= day and (end is None or day <= end)
    ] == []


def test_nobody_answers_a_report_of_their_own(fjordlund: Story) -> None:
    assert not ReportReply.objects.filter(by=F("report__by")).exists()


def test_nothing_lies_in_the_future(fjordlund: Story) -> None:
    assert not StatusReport.objects.filter(at__gt=timezone.now()).exists()
    assert not ReportReply.objects.filter(at__gt=timezone.now()).exists()
    assert not Milestone.objects.filter(reached_on__gt=today()).exists()
    assert not PhaseStep.objects.filter(on__gt=today()).exists()
    assert not Involvement.objects.filter(on__gt=today()).exists()


def test_steps_follow_each_other_to_where_the_work_stands(fjordlund: Story) -> None:
    ways: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for initiative, before, after in PhaseStep.objects.order_by("at", "pk").values_list(
        "initiative", "before", "after"
    ):
        ways[initiative].append((before, after))
    phases = dict(Initiative.objects.values_list("pk", "phase"))
    assert {pk: way[-1][1] for pk, way in ways.items()} == phases
    assert [way for way in ways.values() if [b for b, _a in way] != ["", *(a for _b, a in way[:-1])]] == []


def test_latest_report_is_the_last_that_was_not_taken_back(fjordlund: Story) -> None:
    latest: dict[int, int] = dict(
        StatusReport.objects.active().order_by("at", "pk").values_list("initiative", "pk")
    )
    known = Initiative.objects.filter(latest_report__isnull=False).values_list("pk", "latest_report")
    assert dict(known) == latest


def test_pressed_and_off_track_always_say_why(fjordlund: Story) -> None:
    told = StatusReport.objects.filter(level__in=(Level.PRESSED, Level.OFF_TRACK))
    assert told.count() > 200
    assert not told.filter(sentence="").exists()


def test_few_sentences_are_said_twice_of_one_initiative(fjordlund: Story) -> None:
    said = Counter(StatusReport.objects.active().exclude(sentence="").values_list("initiative", "sentence"))
    assert sum(times > 1 for times in said.values()) < len(said) / 100


def test_no_slot_of_a_sentence_is_left_open(fjordlund: Story) -> None:
    texts = [
        *StatusReport.objects.values_list("sentence", flat=True),
        *Milestone.objects.values_list("title", flat=True),
    ]
    assert [text for text in texts if "{" in text or "}" in text] == []


def test_reports_by_link_were_asked_for(fjordlund: Story) -> None:
    by_link = StatusReport.objects.filter(way=Way.LINK)
    answered = StatusRequest.objects.filter(report__in=by_link, answered_at__isnull=False)
    assert by_link.count() > 500
    assert answered.count() == by_link.count()


def test_readiness_is_assessed_on_all_sides_and_often_twice(fjordlund: Story) -> None:
    times = Counter(Readiness.objects.values_list("initiative", flat=True))
    assert FacetScore.objects.count() == 5 * Readiness.objects.count()
    assert set(times.values()) == {1, 2}


# --- What one should see ---------------------------------------------------------------------------------------------


def test_most_are_on_track_and_some_are_not(fjordlund: Story) -> None:
    levels = Counter(each.level for each in expected())
    share = {level: levels[level] / levels.total() for level in Level}
    assert share[Level.ON_TRACK] > 0.6
    assert 0.08 < share[Level.PRESSED] < 0.25
    assert 0.02 < share[Level.OFF_TRACK] < 0.1


def test_some_are_green_outside_and_red_inside(fjordlund: Story) -> None:
    heard = expected()
    assert 20 < len(watermelons(heard, today())) < len(heard) / 4


def test_some_have_been_silent_for_long_and_some_have_lost_their_lead(fjordlund: Story) -> None:
    whys = Counter(owner.why for owner in owners_of(expected()).values())
    assert whys[Why.LEADS] > 300
    assert min(whys[why] for why in (Why.SILENT, Why.NOBODY, Why.LEFT)) >= 5


def test_some_reports_were_taken_back_answered_and_given_for_the_absent(fjordlund: Story) -> None:
    assert StatusReport.objects.filter(withdrawn_at__isnull=False).count() > 10
    assert StatusReport.objects.filter(on_behalf_of__isnull=False).exists()
    assert ReportReply.objects.exclude(text="").count() > 50
    assert ReportReply.objects.filter(text="").exists()


def test_milestones_are_reached_moved_removed_and_overdue(fjordlund: Story) -> None:
    assert Milestone.objects.filter(reached_on__isnull=False).count() > 500
    assert Milestone.objects.overdue().count() > 20
    assert Milestone.objects.filter(removed_at__isnull=False).exists()
    assert Milestone.history.filter(history_type="~", reached_on=None, removed_at=None).count() > 20


def test_units_that_have_chosen_report_at_their_own_rhythm(fjordlund: Story) -> None:
    assert set(ReportingRhythm.objects.values_list("unit__name", "interval")) == {
        ("Jobcenter Fjordlund", 1), ("Åbylille Skole", 2), ("Plejecenter Tranholm", 2),
        ("Center for Teknik, Klima og Natur", 4),
    }  # fmt: skip


def test_exemplary_plan_lives(fjordlund: Story) -> None:
    plan = plan_of(EXEMPLARY)
    life = liveness_of([plan])[plan.pk]
    secretary = Person.objects.get(name="Camilla Nymand")
    assert life.work.missing == 0
    assert "; drøftet i MED " in life.sentence
    assert life.confirmation is not None
    assert set(plan.involvements.values_list("circle", flat=True)) == {"staff", "med", "users"}
    assert [theme.bearing.title for theme in themes_of(plan, secretary) if theme.is_open] == []


def test_forgotten_plan_has_lain_still_for_fourteen_months(fjordlund: Story) -> None:
    plan = plan_of(FORGOTTEN)
    life = liveness_of([plan])[plan.pk]
    assert months_before(today(), 15) < timezone.localdate(life.changed_at) < months_before(today(), 13)
    assert life.work.missing == life.work.expecting > 4


def test_each_login_has_something_waiting_and_nobody_too_much(fjordlund: Story) -> None:
    people = {login.name: Person.objects.get(email=login.email) for login in fjordlund.logins.values()}
    counts = waiting(people)
    assert {name: count for name, count in counts.items() if not 1 <= count <= 16} == {}


def test_nobody_at_all_has_more_than_a_page_waiting(fjordlund: Story) -> None:
    counts = waiting({str(person.pk): person for person in Person.objects.filter(is_active=True)})
    assert max(counts.values()) <= 20


# --- Every time ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_same_work_comes_out_every_time() -> None:
    assert _loaded_once() == _loaded_once()


def _loaded_once() -> list[Any]:
    """What was loaded, in words, and taken away again."""
    with transaction.atomic():
        load(load_story(today()))
        found: list[Any] = [
            list(
                Initiative.objects.order_by("pk").values_list(
                    "element__title", "phase", "lead__email", "ends_on"
                )
            ),
            list(
                StatusReport.objects.order_by("pk").values_list(
                    "level", "sentence", "way", "by__email", "at__date"
                )
            ),
            list(Milestone.objects.order_by("pk").values_list("title", "due_on", "reached_on")),
            list(FacetScore.objects.order_by("pk").values_list("facet", "score", "sentence")),
            list(Involvement.objects.order_by("pk").values_list("circle", "on", "what_changed")),
        ]
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_logins_have_something_waiting_on_the_last_day_before_the_story_moves() -> None:
    """The story moves by whole weeks: on Fridays its day is farthest back."""
    friday = datetime(2027, 6, 4, 9, tzinfo=UTC)
    with time_machine.travel(friday):
        story = load_story(today())
        load(story)
        people = {login.name: Person.objects.get(email=login.email) for login in story.logins.values()}
        counts = waiting(people)
    assert (timezone.localdate(friday) - story.today).days == 6
    assert {name: count for name, count in counts.items() if not 1 <= count <= 18} == {}
