"""Overblik: how many stand how, now and before; what has gone off track, whom it waits for, and what silence hides."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pejling.core import version_cache
from pejling.core.dates import start_of, today
from pejling.direction.models import Document, Visibility
from pejling.initiatives.actions.choices import set_rhythm
from pejling.initiatives.actions.phases import step
from pejling.initiatives.actions.reports import reply, report, withdraw_report
from pejling.initiatives.figures.levels_on import WorkState, states_on
from pejling.initiatives.models import Initiative, StatusReport
from pejling.insight.figures.ahead import weeks_ahead
from pejling.insight.figures.course import course_of, matrix_of, quarter_ends
from pejling.insight.figures.glance import unit_steered
from pejling.insight.figures.overview import overview_of
from pejling.insight.figures.subjects import (
    subject_of_aim,
    subject_of_document,
    subject_of_forum,
    subject_of_unit,
)
from pejling.insight.figures.words import headline_of, notes_of
from pejling.web import tiles
from tests import world
from tests.rooms import Tell


def said(
    initiative: Initiative, level: str, on: date, sentence: str = "Det går, som det går."
) -> StatusReport:
    """A status that was given on a day."""
    assert initiative.lead is not None
    given = report(initiative, level=level, sentence=sentence, by=initiative.lead)
    at = start_of(on) + timedelta(hours=9)
    StatusReport.objects.filter(pk=given.pk).update(at=at)
    given.at = at
    return given


def began(initiative: Initiative, on: date) -> Initiative:
    """Under way since a day, in a plan that was in force by then."""
    initiative.steps.update(on=on)
    Initiative.objects.filter(pk=initiative.pk).update(created_at=start_of(on))
    type(initiative.element.document).objects.filter(pk=initiative.element.document_id).update(
        in_force_from=on
    )
    return initiative


def ago(days: int) -> date:
    return today() - timedelta(days=days)


def state(initiative: Initiative, on: date) -> WorkState | None:
    return states_on([on]).get(initiative.pk, (None,))[0]


def test_state_on_a_day_is_what_was_last_said_by_then(w: SimpleNamespace) -> None:
    began(w.reading, ago(200))
    said(w.reading, "off_track", ago(60))
    said(w.reading, "on_track", ago(10))
    assert [state(w.reading, ago(days)) for days in (61, 60, 11, 10, 0)] == [
        WorkState.UNKNOWN,
        WorkState.OFF_TRACK,
        WorkState.OFF_TRACK,
        WorkState.ON_TRACK,
        WorkState.ON_TRACK,
    ]


def test_what_was_said_too_long_ago_holds_no_more(w: SimpleNamespace) -> None:
    began(w.reading, ago(400))
    said(w.reading, "on_track", ago(120))
    assert (state(w.reading, ago(100)), state(w.reading, today())) == (WorkState.ON_TRACK, WorkState.UNKNOWN)
    set_rhythm(w.unit, interval=6, by=w.secretary)
    assert state(w.reading, today()) == WorkState.ON_TRACK


def test_what_was_taken_back_was_never_said(w: SimpleNamespace) -> None:
    began(w.reading, ago(30))
    said(w.reading, "on_track", ago(20))
    withdraw_report(said(w.reading, "off_track", ago(5)), by=w.owner)
    assert state(w.reading, today()) == WorkState.ON_TRACK


def test_what_stands_is_kept_until_something_is_said_taken_back_or_done(w: SimpleNamespace) -> None:
    began(w.reading, ago(100))
    said(w.reading, "on_track", ago(20))

    def reads() -> int:
        with CaptureQueriesContext(connection) as asked:
            states_on([ago(10), today()])
        return len(asked)

    anew, kept = reads(), reads()
    assert kept < anew
    newest = said(w.reading, "off_track", today())
    assert reads() > kept
    assert state(w.reading, today()) == WorkState.OFF_TRACK
    withdraw_report(newest, by=w.owner)
    assert reads() > kept
    assert state(w.reading, today()) == WorkState.ON_TRACK
    step(w.reading, "paused", why="Vi venter på lokaler.", by=w.owner)
    assert reads() > kept


def test_days_that_are_over_are_read_once_and_anew_when_they_are_corrected(
    w: SimpleNamespace,
) -> None:
    began(w.reading, ago(100))
    first = said(w.reading, "on_track", ago(20))
    days = [ago(10), today()]
    assert states_on(days)[w.reading.pk] == (WorkState.ON_TRACK, WorkState.ON_TRACK)
    said(w.reading, "off_track", today())
    assert states_on(days)[w.reading.pk] == (WorkState.ON_TRACK, WorkState.OFF_TRACK)
    with CaptureQueriesContext(connection) as known:
        states_on(days)
    version_cache.forget()
    with CaptureQueriesContext(connection) as anew:
        states_on(days)
    assert len(known) < len(anew)
    type(first).objects.filter(pk=first.pk).update(withdrawn_at=timezone.now())
    assert states_on(days)[w.reading.pk] == (WorkState.UNKNOWN, WorkState.OFF_TRACK)


def test_nothing_is_expected_before_it_was_begun_or_after_its_line_ended(w: SimpleNamespace) -> None:
    began(w.reading, ago(30))
    assert (state(w.reading, ago(31)), state(w.reading, ago(30))) == (None, WorkState.UNKNOWN)
    w.reading.element.ended_on = ago(3)
    w.reading.element.save()
    assert (state(w.reading, ago(4)), state(w.reading, ago(3))) == (WorkState.UNKNOWN, None)


def test_not_assessed_counts_as_not_known(w: SimpleNamespace) -> None:
    said(w.reading, "not_assessed", today())
    assert state(w.reading, today()) == WorkState.UNKNOWN


@pytest.mark.parametrize(
    ("on", "ends"),
    [
        (date(2026, 11, 30), [date(2026, 6, 30), date(2026, 9, 30), date(2026, 11, 30)]),
        (date(2026, 1, 1), [date(2025, 9, 30), date(2025, 12, 31), date(2026, 1, 1)]),
        (date(2028, 3, 31), [date(2027, 9, 30), date(2027, 12, 31), date(2028, 3, 31)]),
    ],
)
def test_quarters_end_with_their_last_day_and_the_present_one_today(on: date, ends: list[date]) -> None:
    assert quarter_ends(on, 3) == ends


def test_matrix_has_a_row_for_each_unit_in_order_with_whom_to_ask(w: SimpleNamespace) -> None:
    said(w.reading, "off_track", today())
    said(w.music, "on_track", today())
    subject = subject_of_unit(w.top, w.dorte)
    matrix = matrix_of(subject, course_of(subject, today()))
    rows = [(row.label, row.note, [cell.count for cell in row.cells]) for row in matrix.rows]
    assert rows == [
        ("Bakkens Skole", "Bo Friis", [1, 0, 0, 0]),
        ("Søparkens Skole", "Gerda Holm", [0, 0, 1, 1]),
        ("Fjordlund Kommune", "Dorte Dam", [0, 0, 0, 0]),
    ]


def test_each_cell_opens_just_the_initiatives_that_it_counts(w: SimpleNamespace, client: Client) -> None:
    said(w.reading, "off_track", today())
    said(w.maths, "on_track", today())
    client.force_login(w.dorte)
    subject = subject_of_unit(w.top, w.dorte)
    matrix = matrix_of(subject, course_of(subject, today()))
    cells = {(row.label, place): cell for row in matrix.rows for place, cell in enumerate(row.cells)}
    page = client.get(cells["Søparkens Skole", 2].href).content.decode()
    assert ("Læsebånd" in page, "Regnebånd" in page, "Musik til alle" in page) == (True, False, False)


def test_unit_without_units_below_shows_its_plans(w: SimpleNamespace) -> None:
    subject = subject_of_unit(w.unit, w.owner)
    assert [row.label for row in subject.rows] == ["Strategiplan for Søparkens Skole"]
    assert len(subject.places) == 2


def test_headline_tells_the_worst_first_and_what_has_changed(w: SimpleNamespace) -> None:
    last_quarter = quarter_ends(today(), 2)[0]
    began(w.reading, last_quarter - timedelta(days=40))
    said(w.reading, "on_track", last_quarter - timedelta(days=1))
    said(w.reading, "off_track", today())
    said(w.music, "on_track", today())
    overview = overview_of(subject_of_unit(w.top, w.dorte), w.dorte)
    text = "".join(piece.text for piece in headline_of(overview.subject, overview.course))
    assert text.startswith("1 af 3 indsatser er af sporet, én flere end den ")
    assert text.endswith("; 0 er presset, 1 har ingen frisk status, og 1 er på sporet.")
    assert overview.off_track[0].has_gone_so_since


def test_nothing_off_track_now_or_then_is_said_without_a_comparison(w: SimpleNamespace) -> None:
    overview = overview_of(subject_of_unit(w.top, w.dorte), w.dorte)
    text = "".join(piece.text for piece in headline_of(overview.subject, overview.course))
    assert (
        text
        == "Ingen af 3 indsatser er af sporet; 0 er presset, 3 har ingen frisk status, og 0 er på sporet."
    )


def test_what_is_mine_to_answer_stands_first_and_then_what_nobody_has_answered(w: SimpleNamespace) -> None:
    team = world.make_unit("Team Læsning", parent=w.unit)
    plan = world.make_document("Plan for Team Læsning", kind="strategy_plan", unit=team)
    deep = world.make_initiative("Bogklub", document=plan, lead=world.make_leader("Tom Ager", team))
    for initiative in (w.reading, w.music, deep):
        began(initiative, ago(100))
    said(deep, "off_track", ago(30))
    said(w.reading, "off_track", ago(9))
    answered = said(w.music, "off_track", ago(40))
    reply(answered, text="Jeg ringer i morgen.", by=w.dorte)
    overview = overview_of(subject_of_unit(w.top, w.dorte), w.dorte)
    assert [each.initiative.element.title for each in overview.off_track] == [
        "Læsebånd",
        "Bogklub",
        "Musik til alle",
    ]
    mine, others, done = overview.off_track
    assert (mine.is_mine, mine.days) == (True, 9)
    assert others.waits_for is not None
    assert (others.waits_for.name, others.is_mine) == ("Gerda Holm", False)
    assert done.answer is not None
    assert (done.answer.who, done.answer.text, done.waits_for) == ("Dorte Dam", "Jeg ringer i morgen.", None)
    assert notes_of(overview) == ["én venter på dit svar", "én har ingen svaret på"]


def test_since_when_counts_from_the_first_report_of_the_stretch(w: SimpleNamespace) -> None:
    began(w.reading, ago(100))
    for level, days in (("on_track", 50), ("off_track", 40), ("off_track", 5)):
        said(w.reading, level, ago(days))
    overview = overview_of(subject_of_unit(w.top, w.dorte), w.dorte)
    assert (overview.off_track[0].days, overview.off_track[0].levels) == (
        40,
        ("on_track", "off_track", "off_track"),
    )


def test_silence_does_not_hide_what_was_off_track(w: SimpleNamespace) -> None:
    on = date(2027, 6, 1)
    began(w.reading, date(2026, 12, 1))
    set_rhythm(w.unit, interval=1, by=w.secretary)
    said(w.reading, "off_track", date(2027, 3, 20))
    overview = overview_of(subject_of_unit(w.top, w.dorte), w.dorte, on)
    assert (overview.course.now[w.reading.pk], overview.hidden) == (WorkState.UNKNOWN, 1)
    assert notes_of(overview) == ["én, der er blevet tavs, var af sporet, da vi sidst hørte fra den"]


def test_dates_ahead_stand_in_their_weeks(w: SimpleNamespace) -> None:
    w.reading.milestones.create(title="Bøgerne er købt", due_on=today())
    w.reading.milestones.create(title="Fjernet", due_on=today(), removed_at=timezone.now())
    Initiative.objects.filter(pk=w.music.pk).update(ends_on=today() + timedelta(days=14))
    subject = subject_of_unit(w.top, w.dorte)
    weeks = weeks_ahead(subject, course_of(subject, today()), w.dorte, today())
    assert len(weeks) == 6
    assert [(each.what, each.title) for each in weeks[0].dates] == [("Bøgerne er købt", "Læsebånd")]
    assert [(each.what, each.title) for each in weeks[2].dates] == [("Skal være slut", "Musik til alle")]


def test_what_one_may_not_see_is_not_counted(w: SimpleNamespace) -> None:
    type(w.document).objects.filter(pk=w.document.pk).update(visibility=Visibility.DRAFT)
    said(w.reading, "off_track", today(), "Hemmelig grund")
    overview = overview_of(subject_of_unit(w.top, w.colleague), w.colleague)
    assert (overview.course.total, overview.off_track) == (1, ())


def test_plan_that_one_may_not_see_is_not_named_though_one_leads_its_work(w: SimpleNamespace) -> None:
    lead = world.give_post(world.make_person("Lena Lind"), w.other_unit)
    Initiative.objects.filter(pk=w.reading.pk).update(lead=lead)
    type(w.document).objects.filter(pk=w.document.pk).update(visibility=Visibility.DRAFT)
    subject = subject_of_unit(w.unit, lead)
    assert ([row.label for row in subject.rows], len(subject.places)) == (["Søparkens Skole"], 1)


def test_pages_show_picture_reasons_and_plans(w: SimpleNamespace, client: Client) -> None:
    began(w.reading, ago(100))
    said(w.reading, "off_track", ago(3), "Der mangler to lærere.")
    client.force_login(w.dorte)
    for address in ("/overblik/", f"/overblik/enheder/{w.unit.pk}/"):
        page = client.get(address).content.decode()
        assert "Der mangler to lærere." in page
        assert "Venter på dit svar" in page


def test_number_of_queries_does_not_grow_with_the_rows(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.dorte)
    began(w.reading, ago(100))
    said(w.reading, "off_track", ago(3))
    client.get("/overblik/")
    version_cache.forget()
    with CaptureQueriesContext(connection) as one:
        client.get("/overblik/")
    for number in range(3):
        more = began(world.make_initiative(f"Flere {number}", document=w.document, lead=w.owner), ago(90))
        said(more, "off_track", ago(2))
        more.milestones.create(title="Nået", due_on=today())
    version_cache.forget()
    with CaptureQueriesContext(connection) as three:
        client.get("/overblik/")
    assert len(three) == len(one)


@pytest.mark.parametrize("address", ["/overblik/", "/"])
def test_what_went_off_track_is_told_with_a_number_that_opens_it(
    w: SimpleNamespace, client: Client, address: str
) -> None:
    before = quarter_ends(today(), 2)[0]
    for each in (w.reading, w.maths):
        began(each, before - timedelta(days=60))
    said(w.maths, "off_track", before - timedelta(days=9))
    said(w.maths, "off_track", today())
    said(w.reading, "off_track", today(), "Der mangler to lærere.")
    client.force_login(w.dorte)
    page = client.get(address).content.decode()
    assert "Der mangler to lærere." in page
    wanted = f"/indsatser/?staar=off_track&amp;ikke_den={before.isoformat()}"
    assert wanted in page
    listed = client.get(wanted.replace("&amp;", "&")).content.decode()
    assert ("Læsebånd" in listed, "Regnebånd" in listed) == (True, False)


def test_glance_stands_first_for_those_who_lead_leaders_and_for_nobody_else(
    w: SimpleNamespace, client: Client
) -> None:
    for person, unit in ((w.dorte, w.top), (w.secretary, w.top), (w.owner, None), (w.colleague, None)):
        assert unit_steered(person) == unit
        client.force_login(person)
        page = client.get("/").content.decode()
        assert ('id="glance"' in page) is (unit is not None)
        if unit:
            assert page.index('id="glance"') < page.index('id="waiting"')


def test_number_of_queries_of_the_front_page_does_not_grow_with_the_rows(
    w: SimpleNamespace, client: Client
) -> None:
    client.force_login(w.dorte)
    began(w.reading, ago(100))
    said(w.reading, "off_track", ago(3))
    client.get("/")
    version_cache.forget()
    with CaptureQueriesContext(connection) as one:
        client.get("/")
    for number in range(3):
        more = began(world.make_initiative(f"Flere {number}", document=w.document, lead=w.owner), ago(90))
        said(more, "off_track", ago(2))
        plan = world.make_document(f"Stille {number}", kind="strategy_plan", unit=w.unit)
        type(plan).objects.filter(pk=plan.pk).update(touched_at=timezone.now() - timedelta(days=500))
    version_cache.forget()
    with CaptureQueriesContext(connection) as three:
        client.get("/")
    assert len(three) == len(one)


def test_other_rooms_tiles_stand_on_the_overview_and_on_a_forums_page(
    w: SimpleNamespace, client: Client, tell: Tell
) -> None:
    asked: list[tiles.TileSubject] = []

    def late(subject: tiles.TileSubject, _viewer: object) -> tiles.Face:
        asked.append(subject)
        return tiles.Face(figure="7", words="beslutninger er over tiden.")

    tell(tiles.Tile("meetings.late", "Beslutninger over tiden", 30, late))
    client.force_login(w.dorte)
    for address in (f"/overblik/enheder/{w.unit.pk}/", f"/overblik/maal/{w.aim.pk}/", f"/fora/{w.forum.pk}/"):
        assert "beslutninger er over tiden." in client.get(address).content.decode()
    units, aim, forum = asked
    assert (units.units, aim.aims, w.aim.pk in forum.aims) == (
        frozenset({w.unit.pk}),
        frozenset({w.aim.pk}),
        True,
    )


def test_committee_sees_what_has_come_of_what_it_adopted(w: SimpleNamespace, client: Client) -> None:
    world.tie(w.reading.element, w.element)
    said(w.reading, "on_track", today())
    subject = subject_of_forum(w.forum, w.dorte)
    course = course_of(subject, today())
    assert [row.label for row in subject.rows] == ["Politik for børn"]
    assert (course.total, course.counts[WorkState.ON_TRACK]) == (1, 1)
    client.force_login(w.dorte)
    assert f"/overblik/fora/{w.forum.pk}/" in client.get(f"/fora/{w.forum.pk}/").content.decode()
    assert "Politik for børn" in client.get(f"/overblik/fora/{w.forum.pk}/").content.decode()


def test_aim_and_document_gather_the_work_that_contributes_near_or_far(w: SimpleNamespace) -> None:
    world.tie(w.reading.element, w.element)
    world.tie(w.music.element, w.aim)
    for subject in (subject_of_aim(w.aim, w.dorte), subject_of_document(w.public, w.dorte)):
        assert subject.places.keys() == {w.reading.pk, w.music.pk}
        labels = [row.label for row in subject.rows]
        assert [labels[place] for (place,) in (subject.places[w.reading.pk], subject.places[w.music.pk])] == [
            "Søparkens Skole",
            "Bakkens Skole",
        ]


def test_aim_without_work_below_says_so(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.dorte)
    page = client.get(f"/overblik/maal/{w.aim.pk}/").content.decode()
    assert "Her er ingen indsatser, der ventes status på." in page


def test_work_that_one_may_not_see_does_not_count_below_an_aim(w: SimpleNamespace) -> None:
    world.tie(w.music.element, w.aim)
    type(w.document).objects.filter(pk=w.other_document.pk).update(visibility=Visibility.DRAFT)
    assert subject_of_aim(w.aim, w.owner).places == {}


def test_aims_that_nothing_contributes_to_are_named_in_the_subject_that_they_belong_to(
    w: SimpleNamespace,
) -> None:
    lonely = world.make_element(w.public, "Alle børn kan svømme")
    found = [overview_of(subject_of_unit(unit, w.secretary), w.secretary) for unit in (w.top, w.unit)]
    assert [lonely in overview.unsupported for overview in found] == [True, False]
    assert found[0].unsupported_count == len(found[0].unsupported)


def test_overview_of_the_municipality_is_the_overview_itself(w: SimpleNamespace) -> None:
    assert subject_of_unit(w.top, w.secretary).url == reverse("overview")
    assert subject_of_unit(w.unit, w.secretary).url == reverse("overview_of_unit", args=[w.unit.pk])


def test_document_that_ends_is_ahead_from_the_day_and_not_from_earlier_in_its_week(
    w: SimpleNamespace,
) -> None:
    wednesday = today() - timedelta(days=today().weekday()) + timedelta(days=9)
    subject = subject_of_unit(w.top, w.dorte)
    seen = []
    for days in (-1, 0, 12):
        Document.objects.filter(pk=w.document.pk).update(ends_on=wednesday + timedelta(days=days))
        weeks = weeks_ahead(subject, course_of(subject, wednesday), w.dorte, wednesday)
        seen.append([each.title for week in weeks for each in week.dates])
    assert seen == [[], [w.document.title], [w.document.title]]


def test_work_outside_the_subject_is_not_among_its_dates(w: SimpleNamespace) -> None:
    Initiative.objects.filter(pk=w.music.pk).update(ends_on=today())
    subject = subject_of_unit(w.unit, w.dorte)
    weeks = weeks_ahead(subject, course_of(subject, today()), w.dorte, today())
    assert [week.dates for week in weeks] == [()] * 6
