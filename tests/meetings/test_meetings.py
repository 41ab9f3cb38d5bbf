"""Meetings: an agenda in order, closed items read by few, an outcome for each before it closes, and nothing lost."""

from datetime import date, time, timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document as Word
from hypothesis import given, settings
from hypothesis import strategies as st

from pejling.activity.models import Activity
from pejling.agreements.models import Commitment, Proposal
from pejling.chain.anchors import AimSet
from pejling.core import request_cache
from pejling.core.calendar import is_working_day
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.desk.dates import upcoming_dates
from pejling.desk.duties import duties_of
from pejling.files.actions import attach
from pejling.meetings.actions import agenda, holding, minutes, planning, practice
from pejling.meetings.actions.handing_over import hand_over_item, hand_over_meeting
from pejling.meetings.exports import meeting_outline, open_outline
from pejling.meetings.figures.agenda import fingerprint, follow_up, read_agenda
from pejling.meetings.figures.anchoring import discussed
from pejling.meetings.figures.held import held_of, is_stayed
from pejling.meetings.figures.year import LAST, Rhythm, days_of_year, send_by
from pejling.meetings.mails import send_calls
from pejling.meetings.models import Decision, Item, Meeting, Note, OwnNote, State
from pejling.organisation.belongings import charged_to
from pejling.organisation.models import Forum
from pejling.people.models import Person
from pejling.search.figures import search
from tests import world
from tests.access import make_world

SOON = timedelta(days=14)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The council, a committee with three members, and the school's MED committee with a chair and a vice-chair."""
    w = make_world()
    w.committee = world.make_forum("Børneudvalget", kind="Udvalg")
    w.chair = world.give_seat(world.make_person("Kirsten Overby"), w.committee, "Formand")
    w.member = world.give_seat(world.make_person("Nour Saleh"), w.committee)
    w.third = world.give_seat(world.make_person("Rikke Moesgaard"), w.committee)
    w.councillor = world.give_seat(world.make_person("Ole Hvidbjerg"), w.forum, "Formand")
    w.med = world.make_forum("Skolens MED", kind="Lokaludvalg (LMU)", unit=w.unit)
    world.give_seat(w.owner, w.med, "Formand")
    w.vice = world.give_seat(world.give_post(world.make_person("Rune Hald"), w.unit), w.med, "Næstformand")
    return w


def planned(w: SimpleNamespace, forum: Forum | None = None, by: Person | None = None) -> Meeting:
    return planning.plan(forum or w.committee, at=timezone.now() + SOON, by=by or w.chair)


def add(meeting: Meeting, title: str, by: Person, **facts: object) -> Item:
    return agenda.add_item(meeting, title=title, by=by, **facts)  # type: ignore[arg-type]


def begun(w: SimpleNamespace, *titles: str) -> Meeting:
    meeting = planned(w)
    for title in titles or ("Læsebånd",):
        add(meeting, title, w.chair)
    return holding.begin(planning.call(meeting, by=w.chair), by=w.chair)


def item(meeting: Meeting, title: str) -> Item:
    found = meeting.items.get(title=title)
    found.meeting = meeting
    return found


def titles(meeting: Meeting) -> list[str]:
    return [each.title for each in meeting.items.in_order()]


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def page_of(person: Person, path: str) -> str:
    answer = browser_of(person).get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def waiting(person: Person) -> list[str]:
    return [duty.title for _source, duty in duties_of([person], today())[person.pk]]


# --- The agenda and its order ----------------------------------------------------------------------------------------


def test_a_committees_meeting_opens_with_approval_and_ends_with_signing(w: SimpleNamespace) -> None:
    meeting = planned(w)
    add(meeting, "Læsebånd", w.chair)
    add(meeting, "Svømmehal", w.chair)
    assert titles(meeting) == ["Godkendelse af dagsorden", "Læsebånd", "Svømmehal", "Underskrift"]


def test_the_municipality_says_what_meetings_of_a_kind_open_with(w: SimpleNamespace) -> None:
    practice.set_practice(
        w.committee.kind,
        opened=1,
        opens_with="Velkomst\nOpfølgning",
        ends_with="",
        follow_up="Opfølgning",
        by=w.secretary,
    )
    assert titles(planned(w)) == ["Velkomst", "Opfølgning"]
    with pytest.raises(Refused):
        practice.set_practice(w.committee.kind, opened=1, opens_with="", by=w.chair)


@settings(max_examples=15, deadline=None)
@given(moves=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7)), max_size=8))
def test_items_stand_where_they_were_moved_however_often(db: None, moves: list[tuple[int, int]]) -> None:
    request_cache.forget()
    w = make_world()
    meeting = planning.plan(w.forum, at=timezone.now() + SOON, by=w.secretary)
    for number in range(5):
        add(meeting, f"Punkt {number}", w.secretary)
    expected = titles(meeting)
    for what, where in moves:
        moved = expected[what % len(expected)]
        others = [each for each in expected if each != moved]
        before = others[where] if where < len(others) else None
        agenda.move_item(item(meeting, moved), item(meeting, before) if before else None, by=w.secretary)
        expected = [*others[:where], moved, *others[where:]] if before else [*others, moved]
        assert titles(meeting) == expected


def test_moving_changes_one_row_until_the_gap_is_used_up(w: SimpleNamespace) -> None:
    meeting = planned(w)
    rows = [add(meeting, title, w.chair) for title in ("A", "B", "C")]
    before = {row.pk: row.version for row in meeting.items.all()}
    agenda.move_item(rows[2], rows[0], by=w.chair)
    changed = [row.title for row in meeting.items.all() if row.version != before[row.pk]]
    assert changed == ["C"]


def test_the_end_runs_on_and_the_overrun_is_said(w: SimpleNamespace) -> None:
    meeting = planned(w)
    add(meeting, "Budget", w.chair, minutes=115)
    told = read_agenda(meeting, w.chair)
    assert told.over_by == 5
    assert "5 minutter efter mødets sluttid" in page_of(w.chair, f"/moeder/{meeting.pk}/")


def test_follow_up_fills_itself_with_what_is_due_and_overdue(w: SimpleNamespace) -> None:
    for title, days in (("Forfalden", -2), ("Snart", 10), ("Langt ude", 60)):
        Commitment.objects.create(
            unit=w.unit, title=title, about_none_because="x", forum=w.med, visibility="internal",
            agreed_on=today() - timedelta(days=30), due_on=today() + timedelta(days=days), responsible=w.owner,
        )  # fmt: skip
    meeting = planned(w, w.med, w.owner)
    assert [line.commitment.title for line in follow_up(meeting, w.owner)] == ["Forfalden", "Snart"]
    assert "Forfalden" in page_of(w.owner, f"/moeder/{meeting.pk}/")


def test_what_waits_in_the_backlog_is_put_on_and_taken_off(w: SimpleNamespace) -> None:
    row = agenda.suggest(w.committee, title="Skolebibliotek", by=w.member)
    meeting = planned(w)
    agenda.put_on(row, meeting, by=w.chair)
    assert "Skolebibliotek" in titles(meeting)
    agenda.take_off(item(meeting, "Skolebibliotek"), by=w.chair)
    assert list(Item.objects.in_backlog()) == [row]
    with pytest.raises(Refused):
        agenda.put_on(row, meeting, by=w.member)


def test_a_proposal_goes_onto_the_agenda_with_one_click(w: SimpleNamespace) -> None:
    wish = Proposal.objects.create(
        unit=w.unit,
        kind="wish",
        title="Bogbus",
        to_forum=w.committee,
        answer_by=today(),
        responsible=w.owner,
        visibility="internal",
    )
    meeting = planned(w)
    answer = browser_of(w.chair).post(f"/moeder/forslag/{wish.pk}/dagsorden")
    assert (answer.status_code, "Bogbus" in titles(meeting)) == (303, True)
    with pytest.raises(ValidationError):
        agenda.put_proposal_on(wish, by=w.chair)


def test_who_was_slower_is_shown_both_texts(w: SimpleNamespace) -> None:
    row = add(planned(w), "Læsebånd", w.chair)
    agenda.edit_item(row, opened=row.version, title="Læsning", by=w.chair)
    with pytest.raises(Stale):
        agenda.edit_item(row, opened=1, title="Bøger", by=w.secretary)


# --- The year and the notice ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("year", [2024, 2026, 2027, 2029])
def test_a_years_meetings_fall_on_the_weekday_or_the_next_day_the_town_hall_is_open(year: int) -> None:
    days = days_of_year(Rhythm(year, range(1, 13), 1, LAST, time(16)))
    assert len(days) == 12
    assert all(is_working_day(day) for day in days)
    assert all(day.weekday() == 1 or not is_working_day(_last_tuesday(year, day.month)) for day in days[:11])


def _last_tuesday(year: int, month: int) -> date:
    return max(date(year, month, day) for day in range(22, 29) if date(year, month, day).weekday() == 1)


def test_whole_working_days_lie_between_the_agenda_and_the_meeting() -> None:
    # Tuesday 8 December: Wednesday, Thursday, Friday and Monday lie between it and the Tuesday before.
    assert send_by(date(2026, 12, 8), 4) == date(2026, 12, 1)
    # Maundy Thursday, Good Friday and Easter Monday do not count.
    assert send_by(date(2026, 4, 8), 2) == date(2026, 3, 31)


def test_a_year_is_planned_at_once_and_not_twice(w: SimpleNamespace) -> None:
    rhythm = Rhythm(today().year + 1, [2, 3, 4], 1, 2, time(16))
    made = planning.plan_year(w.committee, rhythm=rhythm, minutes=120, place="Lokale 2", by=w.chair)
    assert [row.state for row in made] == [State.DRAFT] * 3
    with pytest.raises(ValidationError):
        planning.plan_year(w.committee, rhythm=rhythm, minutes=120, place="", by=w.chair)


def test_a_late_agenda_is_warned_of_and_waits_on_min_side(w: SimpleNamespace) -> None:
    meeting = planning.plan(w.committee, at=timezone.now() + timedelta(days=1), by=w.chair)
    assert "skulle være sendt ud" in page_of(w.chair, f"/moeder/{meeting.pk}/")
    assert "Send dagsordenen ud" in waiting(w.chair)


# --- Who reads what ---------------------------------------------------------------------------------------------------


def test_a_draft_is_read_by_those_who_prepare_it_and_nobody_else(w: SimpleNamespace) -> None:
    meeting = planned(w)
    seen = {p.name for p in (w.chair, w.member, w.owner, w.secretary) if meeting.is_seen_by(p)}
    assert seen == {"Kirsten Overby", "Signe Krogh"}
    found = {
        p.name for p in (w.chair, w.member, w.owner, w.secretary) if Meeting.objects.visible_to(p).exists()
    }
    assert found == seen


def closed_item(w: SimpleNamespace) -> tuple[Meeting, Item]:
    meeting = planned(w)
    add(meeting, "Læsebånd", w.chair)
    row = add(
        meeting, "Hemmeligtzq", w.chair, openness="closed", openness_because="Pris", text="Hemmeligtzq tekst"
    )
    return planning.call(meeting, by=w.chair), row


def test_a_closed_item_is_a_number_to_all_but_members_now_and_those_called(w: SimpleNamespace) -> None:
    meeting, row = closed_item(w)
    planning.replan(
        meeting, opened=meeting.version, at=meeting.at, kind=meeting.kind, minutes=120, place="",
        responsible=meeting.responsible, people=[w.colleague], by=w.chair,
    )  # fmt: skip
    everybody = [w.chair, w.member, w.colleague, w.owner, w.councillor, w.vice, w.secretary]
    readers = {p.name for p in everybody if Item.objects.visible_to(p).filter(pk=row.pk).exists()}
    assert readers == {"Kirsten Overby", "Nour Saleh", "Bo Friis", "Signe Krogh"}
    for path in (f"/moeder/{meeting.pk}/", f"/moeder/{meeting.pk}/vaeg", "/moeder/"):
        assert "Hemmeligtzq" not in page_of(w.owner, path)
    assert "Lukket punkt" in page_of(w.owner, f"/moeder/{meeting.pk}/")
    assert "Lukket punkt" in str(Client().get(f"/moeder/{meeting.pk}/").content.decode())
    assert browser_of(w.owner).get(f"/moeder/punkter/{row.pk}/").status_code == 404
    assert search("hemmeligtzq", w.owner, sources=["item"]).hits == []
    assert [hit.name for hit in search("hemmeligtzq", w.member, sources=["item"]).hits] == ["Hemmeligtzq"]


def test_who_has_left_the_seat_reads_no_closed_item_any_more(w: SimpleNamespace) -> None:
    _meeting, row = closed_item(w)
    world.give_seat(w.member, w.forum)
    w.member.seats.filter(forum=w.committee).update(ends_on=today() - timedelta(days=1))
    request_cache.forget()
    assert not Item.objects.visible_to(w.member).filter(pk=row.pk).exists()


def test_the_wall_hides_a_closed_title_from_those_who_may_read_it_too(w: SimpleNamespace) -> None:
    meeting, _row = closed_item(w)
    assert "Hemmeligtzq" not in page_of(w.chair, f"/moeder/{meeting.pk}/vaeg")


def test_closing_an_item_says_who_and_why(w: SimpleNamespace) -> None:
    meeting = planned(w)
    with pytest.raises(ValidationError):
        add(meeting, "Køb", w.chair, openness="closed")
    row = add(meeting, "Køb", w.chair, openness="closed", openness_because="Pris")
    assert (row.openness_by, row.openness_because) == (w.chair, "Pris")


def words_of(outline: object) -> str:
    return repr(outline)


def test_the_open_edition_has_the_number_and_what_citizens_may_know(w: SimpleNamespace) -> None:
    meeting, row = closed_item(w)
    holding.begin(meeting, by=w.chair)
    for each in meeting.items.in_order():
        holding.decide(each, "adopted", words="Ordene", by=w.chair)
    minutes.write_record(
        row,
        record="Det hemmeligezq",
        for_public="Et køb er vedtaget.",
        opened=Item.objects.get(pk=row.pk).version,
        by=w.chair,
    )
    holding.approve(holding.close(meeting, by=w.chair), by=w.chair)
    told = words_of(open_outline(meeting))
    assert "3. Lukket punkt" in told
    assert "Et køb er vedtaget." in told
    assert "emmelig" not in told
    assert "emmelig" in words_of(meeting_outline(meeting, w.member))
    assert words_of(meeting_outline(meeting, AnonymousUser())).count("emmelig") == 0


def test_an_agreement_from_a_closed_item_is_for_the_forum(w: SimpleNamespace) -> None:
    meeting, row = closed_item(w)
    holding.begin(meeting, by=w.chair)
    made = minutes.agree(row, title="Køb bussen", unit=w.unit, due_on=today() + SOON, by=w.chair)
    everybody = (w.chair, w.member, w.councillor, w.vice, w.colleague)
    seen = {p.name for p in everybody if Commitment.objects.visible_to(p).filter(pk=made.pk).exists()}
    assert seen == {"Kirsten Overby", "Nour Saleh"}


def test_what_sprang_from_an_item_follows_when_the_item_is_closed(w: SimpleNamespace) -> None:
    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    world.give_post(w.chair, w.top)
    made = minutes.agree(row, title="Indhent tilbudtzq", unit=w.unit, due_on=today(), by=w.chair)
    wished = minutes.put_forward(
        row, kind="wish", title="Køb skolentzq", to_unit=w.other_unit, answer_by=today(), visibility="internal",
        by=w.chair,
    )  # fmt: skip
    staff = world.give_post(world.make_person("Eva Ek"), w.unit)
    assert (made.is_seen_by(staff), wished.is_seen_by(staff)) == (True, True)
    row = item(meeting, "Læsebånd")
    agenda.edit_item(row, opened=row.version, openness="closed", openness_because="Pris", by=w.chair)
    made, wished = Commitment.objects.get(pk=made.pk), Proposal.objects.get(pk=wished.pk)
    assert (made.is_seen_by(staff), wished.is_seen_by(staff)) == (False, False)
    assert (made.is_seen_by(w.member), made.is_seen_by(w.owner)) == (True, True)
    assert (wished.is_seen_by(w.chair), wished.is_seen_by(w.colleague)) == (True, True)
    assert search("tilbudtzq", staff).hits == []


def test_a_proposal_from_a_closed_item_is_not_for_the_whole_municipality(w: SimpleNamespace) -> None:
    meeting, row = closed_item(w)
    holding.begin(meeting, by=w.secretary)
    made = minutes.put_forward(
        row,
        kind="wish",
        title="Køb",
        to_unit=w.unit,
        answer_by=today() + SOON,
        visibility="internal",
        by=w.secretary,
    )
    seen = {
        p.name for p in (w.owner, w.colleague) if Proposal.objects.visible_to(p).filter(pk=made.pk).exists()
    }
    assert seen == {"Gerda Holm"}


def test_the_log_names_no_item(w: SimpleNamespace) -> None:
    closed_item(w)
    assert "Hemmeligtzq" not in repr(list(Activity.objects.values_list("details", flat=True)))


# --- The meeting is held ----------------------------------------------------------------------------------------------


def test_a_meeting_cannot_close_before_every_item_has_an_outcome(w: SimpleNamespace) -> None:
    meeting = begun(w)
    for row in list(meeting.items.in_order())[:-1]:
        holding.decide(row, "adopted", by=w.chair)
    with pytest.raises(ValidationError, match="1 punkter mangler"):
        holding.close(meeting, by=w.chair)
    holding.decide(meeting.items.get(title="Underskrift"), "noted", by=w.chair)
    assert holding.close(meeting, by=w.chair).state == State.CLOSED


ACTS = ("decide", "reopen", "close", "edit", "open")


@settings(max_examples=15, deadline=None)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 2)), max_size=12))
def test_a_closed_meeting_is_decided_throughout_and_a_decided_item_never_changes(
    db: None, acts: list[tuple[str, int]]
) -> None:
    request_cache.forget()
    w = make_world()
    meeting = planning.plan(w.forum, at=timezone.now() + SOON, by=w.secretary)
    add(meeting, "Læsebånd", w.secretary)
    holding.begin(planning.call(meeting, by=w.secretary), by=w.secretary)
    for act, which in acts:
        row = list(meeting.items.in_order())[which]
        row.meeting = meeting
        title, was_decided = row.title, row.is_decided
        try:
            if act == "decide":
                holding.decide(row, "adopted", by=w.secretary)
            elif act == "reopen":
                holding.reopen_item(row, because="Fejl", by=w.secretary)
            elif act == "close":
                holding.close(meeting, by=w.secretary)
            elif act == "open":
                holding.reopen(meeting, by=w.secretary)
            else:
                agenda.edit_item(row, opened=row.version, title=title + "!", by=w.secretary)
        except ValidationError:
            meeting.refresh_from_db()
        stands = Item.objects.get(pk=row.pk)
        assert not was_decided or stands.title == title
        if Meeting.objects.get(pk=meeting.pk).state == State.CLOSED:
            assert not meeting.items.undecided().exists()
        assert Decision.objects.filter(item=row, reopened_at=None).count() == int(stands.is_decided)


def test_a_decided_item_is_opened_only_with_a_reason_that_is_kept(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    holding.decide(row, "adopted", words="Fra august.", by=w.chair)
    with pytest.raises(ValidationError):
        agenda.edit_item(row, opened=row.version, title="Andet", by=w.chair)
    with pytest.raises(ValidationError):
        holding.reopen_item(row, because=" ", by=w.chair)
    holding.reopen_item(row, because="Forkert måned", by=w.chair)
    holding.decide(row, "adopted", words="Fra september.", by=w.chair)
    assert list(row.decisions.values_list("words", "reopened_because")) == [
        ("Fra august.", "Forkert måned"),
        ("Fra september.", ""),
    ]


def test_votes_are_counted_by_name_and_by_party_and_point_to_an_outcome(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    holding.vote(row, {w.chair: "for", w.member: "against"}, by=w.chair)
    holding.vote_by_party(row, "Liste F", {"for": 2, "against": 0, "abstains": 1}, by=w.chair)
    held = held_of([row], w.chair)[row.pk]
    assert [(each.count, each.who) for each in held.votes] == [
        (3, ["Kirsten Overby", "Liste F (2)"]),
        (1, ["Nour Saleh"]),
        (1, ["Liste F (1)"]),
    ]
    assert held.suggestion == "recommended"


def test_who_is_disqualified_leaves_and_does_not_vote(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    holding.vote(row, {w.member: "for"}, by=w.chair)
    minutes.disqualify(row, w.member, because="Formand for foreningen", decided_by="Udvalget", by=w.chair)
    assert not row.ballots.exists()
    with pytest.raises(ValidationError, match="inhabil"):
        holding.vote(row, {w.member: "for"}, by=w.chair)


def test_who_is_disqualified_reads_no_closed_item_and_no_notes_to_it(w: SimpleNamespace) -> None:
    meeting, row = closed_item(w)
    holding.begin(meeting, by=w.chair)
    heard = add(meeting, "Åben sag", w.chair)
    for each in (row, heard):
        minutes.jot(item(meeting, each.title), text="Sagttzq uden dem", by=w.third)
        minutes.disqualify(
            item(meeting, each.title), w.member, because="Nabo", decided_by="Udvalget", by=w.chair
        )
    assert browser_of(w.member).get(f"/moeder/punkter/{row.pk}/").status_code == 404
    assert "Hemmeligtzq" not in page_of(w.member, f"/moeder/{meeting.pk}/")
    assert search("hemmeligtzq", w.member, sources=["item"]).hits == []
    assert "emmelig" not in words_of(meeting_outline(meeting, w.member))
    assert "Sagttzq" not in page_of(w.member, f"/moeder/punkter/{heard.pk}/")
    assert "Sagttzq" in page_of(w.third, f"/moeder/punkter/{heard.pk}/")
    with pytest.raises(ValidationError):
        minutes.jot(item(meeting, "Åben sag"), text="Min mening", by=w.member)
    minutes.qualify(row.disqualifications.get(), by=w.chair)
    assert "Hemmeligtzq" in page_of(w.member, f"/moeder/{meeting.pk}/")


def test_an_item_of_a_meeting_that_was_called_off_goes_back_to_the_list(w: SimpleNamespace) -> None:
    meeting = planned(w)
    row = add(meeting, "Læsebånd", w.chair)
    planning.cancel(planning.call(meeting, by=w.chair), because="Sne", by=w.chair)
    assert "Tag af dagsordenen" in page_of(w.chair, f"/moeder/punkter/{row.pk}/")
    assert "Tag af dagsordenen" not in page_of(w.third, f"/moeder/punkter/{row.pk}/")
    with pytest.raises(Refused):
        agenda.take_off(item(meeting, "Læsebånd"), by=w.third)
    agenda.take_off(item(meeting, "Læsebånd"), by=w.chair)
    assert list(Item.objects.in_backlog()) == [row]


@pytest.mark.parametrize("at", ["01.01.0001 00.30", "31.12.9999 23.30"])
def test_a_meeting_has_no_day_at_the_end_of_the_calendar(w: SimpleNamespace, at: str) -> None:
    typed = {"forum": w.committee.pk, "kind": "ordinary", "at": at, "minutes": "120"}
    answer = browser_of(w.secretary).post("/moeder/nyt", typed)
    assert answer.status_code == 422
    assert "Se efter årstallet" in answer.content.decode()


def test_an_enclosure_that_comes_after_the_agenda_was_sent_is_no_silent_change(w: SimpleNamespace) -> None:
    meeting = planned(w)
    for title in ("Læsebånd", "Svømmehal", "Lejrskole"):
        add(meeting, title, w.chair)
    attach(item(meeting, "Lejrskole"), SimpleUploadedFile("a.txt", b"sendt med"), by=w.chair)
    planning.call(meeting, by=w.chair)
    attach(item(meeting, "Læsebånd"), SimpleUploadedFile("b.txt", b"nyt"), by=w.chair)
    attach(item(meeting, "Svømmehal"), SimpleUploadedFile("c.txt", b"lukket"), openness="closed", by=w.chair)

    def changed(person: object) -> list[str]:
        lines = read_agenda(meeting, person).lines  # type: ignore[arg-type]
        return [line.item.title for line in lines if line.item and line.is_changed]

    assert changed(w.member) == ["Læsebånd", "Svømmehal"]
    assert changed(AnonymousUser()) == ["Læsebånd"]


def test_dissent_stands_word_for_word_in_the_minutes(w: SimpleNamespace) -> None:
    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    minutes.dissent(row, w.member, words="Pengene bør gå til <lærere> & {{ bøger }}.", by=w.chair)
    for each in meeting.items.in_order():
        holding.decide(each, "adopted", by=w.chair)
    holding.close(meeting, by=w.chair)
    answer = browser_of(w.member).get(f"/moeder/{meeting.pk}/moede.docx")
    text = [line.text for line in Word(BytesIO(answer.content)).paragraphs]
    assert "Pengene bør gå til <lærere> & {{ bøger }}." in text


def test_a_member_takes_a_decision_to_the_council_and_it_waits_until_the_council_has_decided(
    w: SimpleNamespace,
) -> None:
    row = item(begun(w), "Læsebånd")
    with pytest.raises(ValidationError):
        minutes.refer(row, w.member, words="Byrådet bør se det.", by=w.member)
    holding.decide(row, "adopted", by=w.chair)
    sent = minutes.refer(row, w.member, words="Byrådet bør se det.", by=w.member)
    assert (sent.to_forum, is_stayed(sent)) == (w.forum, True)
    council = planning.plan(w.forum, at=timezone.now() + SOON, by=w.secretary)
    assert sent.answered_by is not None
    agenda.put_on(sent.answered_by, council, by=w.secretary)
    holding.begin(planning.call(council, by=w.secretary), by=w.secretary)
    answer = item(council, "Læsebånd")
    holding.decide(answer, "adopted", by=w.secretary)
    sent = type(sent).objects.select_related("answered_by").get(pk=sent.pk)
    assert not is_stayed(sent)


def test_what_is_passed_on_or_referred_again_waits_above_but_once(w: SimpleNamespace) -> None:
    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    council = planning.plan(w.forum, at=timezone.now() + SOON, by=w.secretary)
    holding.decide(row, "recommended", to_forum=w.forum, by=w.chair)
    agenda.put_on(Item.objects.in_backlog().get(), council, by=w.secretary)
    holding.reopen_item(row, because="Et tal var forkert.", by=w.chair)
    holding.decide(row, "recommended", to_forum=w.forum, by=w.chair)
    assert w.forum.items.filter(title="Læsebånd").count() == 1
    minutes.refer(row, w.member, words="Byrådet bør se det.", by=w.member)
    with pytest.raises(ValidationError, match="allerede ført"):
        minutes.refer(row, w.member, words="Byrådet bør se det!", by=w.member)
    minutes.refer(row, w.third, words="Også jeg.", by=w.third)
    assert row.referrals.count() == 2


def test_what_the_forum_above_decided_behind_closed_doors_is_told_to_nobody_below(w: SimpleNamespace) -> None:
    meeting = begun(w)
    for each in meeting.items.in_order():
        holding.decide(each, "adopted", by=w.chair)
    row = item(meeting, "Læsebånd")
    sent = minutes.refer(row, w.member, words="Byrådet bør se det.", by=w.member)
    holding.close(meeting, by=w.chair)
    above = sent.answered_by
    assert above is not None
    council = planning.plan(w.forum, at=timezone.now() + SOON, by=w.secretary)
    agenda.put_on(above, council, by=w.secretary)
    holding.begin(planning.call(council, by=w.secretary), by=w.secretary)
    holding.decide(item(council, "Læsebånd"), "rejected", by=w.secretary)
    path, citizen = f"/moeder/{meeting.pk}/", Client()
    assert "Der er svaret: Forkastet" in page_of(w.member, path)
    assert "Forkastet" not in citizen.get(path).content.decode()  # until that meeting is closed
    Meeting.objects.filter(pk=council.pk).update(closed_at=timezone.now())
    assert "Der er svaret: Forkastet" in citizen.get(path).content.decode()
    Item.objects.filter(pk=above.pk).update(openness="closed", openness_because="Pris")
    assert "Forkastet" not in citizen.get(path).content.decode()
    assert "Forkastet" not in page_of(w.member, path)
    assert "Der er svaret: Forkastet" in page_of(w.councillor, path)


def test_the_minutes_are_found_by_no_word_that_nobody_may_read_yet(w: SimpleNamespace) -> None:
    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    minutes.write_record(row, record="Udkasttzq", for_public="", opened=row.version, by=w.chair)
    assert [search("udkasttzq", each).total for each in (w.owner, AnonymousUser())] == [0, 0]
    holding.decide(row, "adopted", by=w.chair)
    assert [search("udkasttzq", each).total for each in (w.owner, AnonymousUser())] == [1, 0]


def test_what_is_passed_on_waits_in_the_other_forums_backlog(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    with pytest.raises(ValidationError):
        holding.decide(row, "passed_on", by=w.chair)
    holding.decide(row, "passed_on", to_forum=w.forum, by=w.chair)
    assert list(Item.objects.in_backlog().values_list("forum__name", "title")) == [("Byrådet", "Læsebånd")]


def test_an_item_is_carried_on_while_its_minutes_stand(w: SimpleNamespace) -> None:
    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    holding.decide(row, "postponed", words="Til januar.", by=w.chair)
    after = planning.plan(w.committee, at=timezone.now() + 2 * SOON, by=w.chair)
    carried = agenda.carry_on(row, after, by=w.chair)
    assert (carried.meeting, carried.is_decided, Item.objects.get(pk=row.pk).is_decided) == (
        after,
        False,
        True,
    )
    with pytest.raises(ValidationError):
        agenda.carry_on(row, after, by=w.chair)


def test_chair_and_vice_chair_of_a_med_committee_do_it_together(w: SimpleNamespace) -> None:
    meeting = planned(w, w.med, w.owner)
    add(meeting, "Arbejdsmiljø", w.owner)
    planning.assent(meeting, by=w.owner)
    with pytest.raises(ValidationError, match="begge"):
        planning.call(meeting, by=w.owner)
    planning.assent(meeting, by=w.vice)
    add(meeting, "Sygefravær", w.owner)
    with pytest.raises(ValidationError, match="begge"):
        planning.call(meeting, by=w.owner)
    assert "Vær enig i dagsordenen" in waiting(w.vice)
    for person in (w.owner, w.vice):
        planning.assent(meeting, by=person)
    holding.begin(planning.call(meeting, by=w.owner), by=w.owner)
    for row in meeting.items.in_order():
        holding.decide(row, "discussed", by=w.owner)
    holding.close(meeting, by=w.owner)
    with pytest.raises(ValidationError):
        holding.approve(meeting, by=w.owner)
    planning.assent(meeting, by=w.owner)
    assert planning.assent(meeting, by=w.vice).state == State.APPROVED


def test_nobody_agrees_to_minutes_that_were_changed_after_they_read_them(w: SimpleNamespace) -> None:
    meeting = planned(w, w.med, w.owner)
    add(meeting, "Vagtplan", w.owner)
    for person in (w.owner, w.vice):
        planning.assent(meeting, by=person)
    holding.begin(planning.call(meeting, by=w.owner), by=w.owner)
    for row in meeting.items.in_order():
        holding.decide(row, "discussed", by=w.owner)
    holding.close(meeting, by=w.owner)
    path = f"/moeder/{meeting.pk}/"
    read = fingerprint(meeting)
    assert f'name="shown" value="{read}"' in page_of(w.owner, path)
    planning.assent(meeting, by=w.vice)
    row = item(meeting, "Vagtplan")
    minutes.write_record(row, record="Noget andet", for_public="", opened=row.version, by=w.owner)
    browser_of(w.owner).post(path + "tilslutning", {"shown": read})
    assert not meeting.assents.filter(matter="minutes").exists()
    browser_of(w.owner).post(path + "tilslutning", {"shown": fingerprint(meeting)})
    assert Meeting.objects.get(pk=meeting.pk).state == State.CLOSED
    planning.assent(meeting, by=w.vice)
    assert Meeting.objects.get(pk=meeting.pk).state == State.APPROVED


def test_disagreement_in_a_med_committee_is_recorded_and_may_be_sent_up(w: SimpleNamespace) -> None:
    above = world.make_forum("Hovedudvalget", kind="Hovedudvalg", unit=w.top)
    meeting = planned(w, w.med, w.owner)
    row = add(meeting, "Vagtplan", w.owner)
    for person in (w.owner, w.vice):
        planning.assent(meeting, by=person)
    holding.begin(planning.call(meeting, by=w.owner), by=w.owner)
    kept = minutes.refer(row, w.vice, words="Vi er ikke enige.", is_sent=False, by=w.vice)
    sent = minutes.refer(row, w.vice, words="Vi er ikke enige.", by=w.vice)
    assert (kept.to_forum, sent.to_forum) == (None, above)


# --- Notes ------------------------------------------------------------------------------------------------------------


def test_twenty_note_at_once_and_nothing_is_lost(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    people = [world.give_seat(world.make_person(f"Medlem {n}"), w.committee) for n in range(20)]
    for text in ("først", "så"):
        for person in people:
            minutes.jot(row, text=f"{person}: {text}", by=person)
    assert sorted(Note.objects.values_list("text", flat=True)) == sorted(f"{person}: så" for person in people)


def test_own_notes_are_read_by_their_writer_alone_and_go_with_the_seat(w: SimpleNamespace) -> None:
    row = item(begun(w), "Læsebånd")
    minutes.jot_for_oneself(row, text="Spørg Lone", by=w.member)
    assert "Spørg Lone" in page_of(w.member, f"/moeder/punkter/{row.pk}/")
    for other in (w.chair, w.secretary, w.third):
        assert "Spørg Lone" not in page_of(other, f"/moeder/punkter/{row.pk}/")
    assert minutes.forget_own_notes() == 0
    world.give_seat(w.member, w.forum)
    w.member.seats.filter(forum=w.committee).update(ends_on=today() - timedelta(days=1))
    request_cache.forget()
    assert "Spørg Lone" not in page_of(w.member, f"/moeder/punkter/{row.pk}/")
    assert (minutes.forget_own_notes(), OwnNote.objects.count()) == (1, 0)


def test_own_notes_to_an_item_that_was_taken_off_the_agenda_stop_nobodys_from_being_deleted(
    w: SimpleNamespace,
) -> None:
    meeting = planned(w)
    add(meeting, "Læsebånd", w.chair)
    add(meeting, "Svømmehal", w.chair)
    planning.replan(
        meeting, opened=meeting.version, at=meeting.at, kind=meeting.kind, minutes=120, place="",
        responsible=meeting.responsible, people=[w.colleague], by=w.chair,
    )  # fmt: skip
    planning.call(meeting, by=w.chair)
    for title in ("Læsebånd", "Svømmehal"):
        minutes.jot_for_oneself(item(meeting, title), text="Spørg Lone", by=w.colleague)
    minutes.jot_for_oneself(item(meeting, "Læsebånd"), text="Spørg Lone", by=w.member)
    agenda.take_off(item(meeting, "Læsebånd"), by=w.chair)
    assert minutes.forget_own_notes() == 1
    kept = OwnNote.objects.order_by("pk").values_list("item__title", "by__name")
    assert list(kept) == [("Svømmehal", "Bo Friis"), ("Læsebånd", "Nour Saleh")]


# --- What the other rooms are told --------------------------------------------------------------------------------------


def test_the_meeting_is_a_day_ahead_for_its_members_and_the_aim_says_when_it_was_talked_about(
    w: SimpleNamespace,
) -> None:
    meeting = planned(w)
    row = add(meeting, "Bedre læsning", w.chair, element=w.aim)
    holding.begin(planning.call(meeting, by=w.chair), by=w.chair)
    days = upcoming_dates(w.member, today(), today() + 2 * SOON)
    assert "Børneudvalget" in [day.title for day in days]
    assert "Børneudvalget" not in [day.title for day in upcoming_dates(w.owner, today(), today() + 2 * SOON)]
    holding.decide(row, "adopted", by=w.chair)
    assert "Bedre læsning" in page_of(w.owner, f"/punkter/{w.aim.pk}/")


def test_three_items_cost_the_same_questions_as_one(w: SimpleNamespace) -> None:
    meeting = begun(w)
    counts = []
    for more in (("A",), ("B", "C")):
        for title in more:
            row = add(meeting, title, w.chair, owner=w.member, element=w.aim)
            holding.vote(row, {w.chair: "for"}, by=w.chair)
            minutes.agree(
                row, title=title, unit=w.unit, responsible=w.owner, due_on=today() + SOON, by=w.chair
            )
        found = []
        for path in (f"/moeder/{meeting.pk}/", f"/moeder/{meeting.pk}/ledelse", "/moeder/"):
            browser = browser_of(w.chair)
            browser.get(path)
            with CaptureQueriesContext(connection) as asked:
                browser.get(path)
            found.append(len(asked))
        counts.append(found)
    assert counts[0] == counts[1]


def test_a_forum_whose_meetings_are_fetched_gets_none_here(w: SimpleNamespace) -> None:
    practice.set_source(w.committee, where="fetched", system="SBSYS", by=w.secretary)
    with pytest.raises(ValidationError, match="SBSYS"):
        planned(w)
    assert "Hentes fra SBSYS" in page_of(w.chair, f"/moeder/fora/{w.committee.pk}/")


def test_those_called_are_told_by_mail_with_links_and_no_closed_title(
    w: SimpleNamespace, mailoutbox: list[EmailMessage]
) -> None:
    meeting, _row = closed_item(w)
    assert send_calls(meeting) == 3
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted(
        str(person.email) for person in (w.chair, w.member, w.third)
    )
    assert all(
        f"/moeder/{meeting.pk}/" in mail.body and "Hemmeligtzq" not in mail.body for mail in mailoutbox
    )


def test_an_aim_that_was_decided_about_is_anchored_unless_the_item_was_closed(w: SimpleNamespace) -> None:
    def strength() -> int:
        return discussed(AimSet([w.aim.pk])).get(w.aim.pk, 0)

    meeting = begun(w)
    row = item(meeting, "Læsebånd")
    row = agenda.edit_item(row, opened=row.version, title="Læsebånd", element=w.aim, by=w.chair)
    for each in meeting.items.in_order():
        holding.decide(each, "adopted", by=w.chair)
    assert strength() == 0
    holding.close(meeting, by=w.chair)
    assert strength() == 2
    Item.objects.filter(pk=row.pk).update(openness="closed", openness_because="x")
    assert strength() == 0


def test_what_somebody_answers_for_passes_on_when_they_leave(w: SimpleNamespace) -> None:
    meeting = planned(w)
    row = add(meeting, "Læsebånd", w.chair, owner=w.member)
    found = {each.charge.key: each.count for each in charged_to(w.chair, w.secretary)}
    assert found["meeting"] == 1
    assert [each.count for each in charged_to(w.member, w.secretary) if each.charge.key == "item"] == [1]
    hand_over_item(row, w.third, w.secretary)
    hand_over_meeting(meeting, w.secretary, w.secretary)
    assert (Item.objects.get(pk=row.pk).owner, Meeting.objects.get(pk=meeting.pk).responsible) == (
        w.third,
        w.secretary,
    )


def test_a_proposal_that_waits_for_a_forum_leads_to_its_agenda(w: SimpleNamespace) -> None:
    wish = Proposal.objects.create(
        unit=w.unit, kind="wish", title="Bogbus", to_forum=w.committee, answer_by=today(),
        responsible=w.owner, visibility="internal",
    )  # fmt: skip
    assert "Sæt på dagsorden" in page_of(w.chair, f"/forslag/{wish.pk}/")
    assert "Sæt på dagsorden" not in page_of(w.member, f"/forslag/{wish.pk}/")


def test_of_two_who_decide_at_once_the_second_is_told_and_of_two_who_close_too(w: SimpleNamespace) -> None:
    meeting = begun(w)
    first, second = item(meeting, "Læsebånd"), item(meeting, "Læsebånd")
    holding.decide(first, "adopted", by=w.chair)
    with pytest.raises(ValidationError, match="afgjort"):
        holding.decide(second, "rejected", by=w.secretary)
    for each in meeting.items.undecided():
        holding.decide(each, "noted", by=w.chair)
    stale = Meeting.objects.get(pk=meeting.pk)
    holding.close(meeting, by=w.chair)
    with pytest.raises(ValidationError):
        holding.close(stale, by=w.secretary)
    assert Item.objects.get(pk=first.pk).decision.outcome == "adopted"  # type: ignore[union-attr]
