"""Agreements: written in, shown beside what they are about, coming back until they are done, carried into a plan."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pejling.agreements.actions import commitments as actions
from pejling.agreements.figures.ledger import State, state_of, sums_of
from pejling.agreements.figures.links import address
from pejling.agreements.figures.pages import commitments_tile
from pejling.agreements.models import Closing, Commitment, Way
from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.desk.dates import upcoming_dates
from pejling.desk.duties import duties_of
from pejling.initiatives.models import Milestone
from pejling.organisation.actions import people, posts
from pejling.organisation.models import Post
from pejling.people.actions import sign_out_everywhere
from pejling.people.models import Person
from pejling.search.figures import search
from pejling.web.tiles import TileSubject
from tests import world
from tests.access import make_world
from tests.agreements.access_agreements import agreed


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


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


def test_what_is_agreed_is_written_on_the_page_and_comes_back_on_min_side(w: SimpleNamespace) -> None:
    typed = {
        "title": "Læsebånd prøves af",
        "unit": w.unit.pk,
        "responsible": w.owner.pk,
        "due_on": f"{today() + timedelta(days=7)}",
        "element": w.aim.pk,
        "agreed_on": f"{today()}",
        "visibility": "internal",
    }
    answer = browser_of(w.owner).post("/aftaler/ny", typed, follow=True)
    assert answer.status_code == 200, answer.context["form"].all_errors
    row = Commitment.objects.get()
    assert row.history.get().history_user == w.owner
    assert "Læsebånd prøves af" in page_of(w.colleague, f"/aftaler/{row.pk}/")
    assert "Læsebånd prøves af" in waiting(w.owner)
    assert "Læsebånd prøves af" in [
        each.title for each in upcoming_dates(w.owner, today(), today() + timedelta(days=9))
    ]


def test_it_says_what_it_is_about_or_why_it_is_about_nothing(w: SimpleNamespace) -> None:
    facts: Any = {"title": "Nye stole", "due_on": today(), "visibility": "internal"}
    with pytest.raises(ValidationError, match="handler om"):
        actions.agree(unit=w.unit, responsible=w.owner, by=w.owner, **facts)
    said = actions.agree(
        unit=w.unit, responsible=w.owner, by=w.owner, about_none_because="Det er drift.", **facts
    )
    assert said.about_none_because == "Det er drift."


def test_nobody_ties_it_to_a_line_that_they_may_not_read(w: SimpleNamespace) -> None:
    hidden = world.make_element(w.draft, "Hemmeligt mål")
    with pytest.raises(ValidationError, match="Vælg igen"):
        actions.agree(
            unit=w.other_unit,
            responsible=w.colleague,
            by=w.colleague,
            title="x",
            due_on=today(),
            element=hidden,
        )


def test_the_line_it_is_about_is_shown_only_to_those_who_may_read_that(w: SimpleNamespace) -> None:
    hidden = world.make_element(w.draft, "Hemmeligt mål")
    row = actions.agree(
        unit=w.unit, responsible=w.owner, by=w.owner, title="Mødes", due_on=today(), element=hidden,
        visibility="internal",
    )  # fmt: skip
    assert "Hemmeligt mål" in page_of(w.owner, f"/aftaler/{row.pk}/")
    assert "Hemmeligt mål" not in page_of(w.colleague, f"/aftaler/{row.pk}/")
    assert "Hemmeligt mål" not in page_of(w.colleague, "/aftaler/")


def test_what_is_for_few_is_read_by_the_unit_and_the_forum_alone(w: SimpleNamespace) -> None:
    row = actions.agree(
        unit=w.unit, responsible=w.owner, by=w.owner, title="Stille aftale", due_on=today(), element=w.aim,
        visibility="shared", forum=w.forum,
    )  # fmt: skip
    member = world.make_person("Mads Medlem")
    world.give_seat(member, w.forum)
    assert browser_of(member).get(f"/aftaler/{row.pk}/").status_code == 200
    assert browser_of(w.colleague).get(f"/aftaler/{row.pk}/").status_code == 404
    assert "Stille aftale" not in page_of(w.colleague, "/aftaler/")
    assert "Stille aftale" not in page_of(w.colleague, f"/punkter/{w.aim.pk}/")
    assert search("Stille", w.colleague, sources=["commitment"]).hits == []
    assert commitments_tile(TileSubject(units=frozenset({w.unit.pk})), w.colleague) is None


def test_what_is_for_few_follows_the_unit_that_does_it(w: SimpleNamespace) -> None:
    row = actions.agree(
        unit=w.unit, responsible=None, by=w.owner, title="Stille aftale", due_on=today(), element=w.aim,
        visibility="shared",
    )  # fmt: skip
    staff = [
        world.give_post(world.make_person(name), unit)
        for name, unit in (("Eva Ek", w.unit), ("Ib Ask", w.other_unit))
    ]
    assert [row.is_seen_by(person) for person in staff] == [True, False]
    moved = actions.edit(row, opened=row.version, unit=w.other_unit, responsible=None, by=w.secretary)
    moved = Commitment.objects.get(pk=moved.pk)
    assert [moved.is_seen_by(person) for person in staff] == [False, True]


def test_who_has_left_finds_nothing_that_bears_their_name(w: SimpleNamespace) -> None:
    gone = world.give_post(world.make_person("Eva Ek"), w.unit)
    row = actions.agree(
        unit=w.unit, responsible=gone, by=w.owner, title="Stille aftale", due_on=today(), element=w.aim,
        visibility="shared",
    )  # fmt: skip
    assert [day.title for day in upcoming_dates(gone, today(), today())] == ["Stille aftale"]
    gone.posts.update(ends_on=today() - timedelta(days=1), starts_on=today() - timedelta(days=9))
    request_cache.forget()
    assert not Commitment.objects.visible_to(gone).filter(pk=row.pk).exists()
    assert upcoming_dates(gone, today(), today()) == []
    assert search("Stille", gone).hits == []
    assert "Stille" not in page_of(gone, "/")


def test_who_may_not_read_what_it_is_about_changes_the_rest_and_leaves_that(w: SimpleNamespace) -> None:
    hidden = world.make_element(w.draft, "Hemmeligt mål")
    row = actions.agree(
        unit=w.other_unit, responsible=w.colleague, by=w.secretary, title="Mødes", due_on=today(),
        element=hidden, visibility="internal",
    )  # fmt: skip
    page = page_of(w.colleague, f"/aftaler/{row.pk}/ret")
    assert "Hemmeligt mål" not in page
    assert 'name="element"' not in page
    typed = {
        "title": "Mødes ofte", "unit": w.other_unit.pk, "responsible": w.colleague.pk, "due_on": f"{today()}",
        "agreed_on": f"{row.agreed_on}", "visibility": "internal", "version": row.version,
    }  # fmt: skip
    assert browser_of(w.colleague).post(f"/aftaler/{row.pk}/ret", typed).status_code == 303
    row.refresh_from_db()
    assert (row.title, row.element) == ("Mødes ofte", hidden)


def test_done_says_what_shows_it_and_can_be_taken_back(w: SimpleNamespace) -> None:
    row = agreed(w)
    browser = browser_of(w.owner)
    told = browser.post(f"/aftaler/{row.pk}/gjort", {"words": "Alle klasser er med.", "on": f"{today()}"})
    assert told.status_code == 303
    row.refresh_from_db()
    assert state_of(row) is State.DONE
    assert "Alle klasser er med." in page_of(w.colleague, f"/punkter/{w.element.pk}/")
    assert "Læsebånd prøves af" not in waiting(w.owner)
    browser.post(f"/aftaler/afslutninger/{row.closing_id}/tilbage")
    row.refresh_from_db()
    assert row.is_open
    assert Closing.objects.get().withdrawn_at is not None


def test_an_agreement_that_has_ended_is_not_ended_again(w: SimpleNamespace) -> None:
    row = agreed(w)
    actions.finish(row, words="", by=w.owner)
    with pytest.raises(ValidationError, match="afsluttet"):
        actions.drop(row, words="Ingen tid", by=w.owner)
    assert Closing.objects.count() == 1


def test_giving_up_takes_a_reason(w: SimpleNamespace) -> None:
    row = agreed(w)
    assert browser_of(w.owner).post(f"/aftaler/{row.pk}/opgivet", {"words": " "}).status_code == 422
    assert (
        browser_of(w.owner).post(f"/aftaler/{row.pk}/opgivet", {"words": "Vi fik ikke penge."}).status_code
        == 303
    )
    assert "Vi fik ikke penge." in page_of(w.owner, f"/aftaler/{row.pk}/")


def test_another_school_neither_changes_nor_ends_it(w: SimpleNamespace) -> None:
    row = agreed(w)
    with pytest.raises(Refused):
        actions.finish(row, words="", by=w.colleague)
    typed = {"title": "Andet", "version": 1}
    assert browser_of(w.colleague).post(f"/aftaler/{row.pk}/ret", typed).status_code == 403


def test_the_second_of_two_who_change_it_at_once_sees_both(w: SimpleNamespace) -> None:
    row = agreed(w)
    typed = {
        "title": "Læsebånd i alle klasser", "unit": w.unit.pk, "responsible": w.owner.pk, "element": w.element.pk,
        "due_on": f"{row.due_on}", "agreed_on": f"{row.agreed_on}", "visibility": "internal", "version": 1,
    }  # fmt: skip
    first = browser_of(w.owner).post(f"/aftaler/{row.pk}/ret", typed)
    second = browser_of(w.secretary).post(f"/aftaler/{row.pk}/ret", {**typed, "title": "Bøger"})
    assert (first.status_code, second.status_code) == (303, 409)
    assert "Læsebånd i alle klasser" in second.content.decode()


def test_the_link_of_a_mail_ends_it_once_and_dies_with_the_address(w: SimpleNamespace) -> None:
    row = agreed(w)
    link = address(row.pk, w.owner).split("://", 1)[1].partition("/")[2]
    browser = Client()
    assert browser.get(f"/{link}").status_code == 200
    assert Closing.objects.count() == 0
    assert browser.post(f"/{link}", {"words": "Klaret."}).status_code == 200
    assert Closing.objects.get().way == Way.LINK
    assert browser.post(f"/{link}", {"words": "Igen."}).status_code == 410
    other = agreed(w)
    link = address(other.pk, w.owner).split("://", 1)[1].partition("/")[2]
    w.owner.email = "ny@fjordlund.example"
    w.owner.save()
    assert browser.get(f"/{link}").status_code == 410


def hand_it_over(w: SimpleNamespace, row: Commitment) -> None:
    actions.edit(row, opened=1, unit=w.other_unit, responsible=w.colleague, by=w.secretary)


def lose_the_post(w: SimpleNamespace, row: Commitment) -> None:
    posts.end_post(Post.objects.get(person=w.owner), on=today() - timedelta(days=1), by=w.secretary)


def leave(w: SimpleNamespace, row: Commitment) -> None:
    people.leave(Person.objects.get(pk=w.owner.pk), on=today(), by=w.secretary)


def leave_and_come_back(w: SimpleNamespace, row: Commitment) -> None:
    leave(w, row)
    people.come_back(Person.objects.get(pk=w.owner.pk), by=w.secretary)
    world.give_post(Person.objects.get(pk=w.owner.pk), w.unit)


def sign_out_of_all(w: SimpleNamespace, row: Commitment) -> None:
    sign_out_everywhere(Person.objects.get(pk=w.owner.pk))


def end_it_and_open_it_again(w: SimpleNamespace, row: Commitment) -> None:
    actions.reopen(actions.finish(row, words="Klaret.", by=w.owner), by=w.owner)


@pytest.mark.parametrize(
    "change",
    [hand_it_over, lose_the_post, leave, leave_and_come_back, sign_out_of_all, end_it_and_open_it_again],
)
def test_the_link_of_a_mail_dies_with_what_it_was_made_on(
    change: Callable[[SimpleNamespace, Commitment], None], w: SimpleNamespace
) -> None:
    row = agreed(w)
    link = address(row.pk, w.owner).removeprefix(settings.BASE_URL)
    assert Client().get(link).status_code == 200
    change(w, row)
    before = Closing.objects.count()
    assert [Client().get(link).status_code, Client().post(link, {"words": "Gjort."}).status_code] == [
        410,
        410,
    ]
    assert Closing.objects.count() == before


def test_it_is_carried_into_the_plan_as_a_milestone(w: SimpleNamespace) -> None:
    work = world.make_initiative(document=w.document, lead=w.owner)
    row = agreed(w)
    answer = browser_of(w.owner).post(f"/aftaler/{row.pk}/i-planen", {"initiative": work.pk})
    assert answer.status_code == 303
    row.refresh_from_db()
    assert row.milestone == Milestone.objects.get(title="Læsebånd prøves af", due_on=row.due_on)
    assert list(Commitment.objects.all().outside_plans()) == []


def test_sums_tell_what_is_open_late_done_and_how_long_it_took(w: SimpleNamespace) -> None:
    late = agreed(w)
    Commitment.objects.filter(pk=late.pk).update(
        agreed_on=today() - timedelta(days=40), due_on=today() - timedelta(days=1)
    )
    quick, slow = agreed(w), agreed(w)
    for row, days in ((quick, 4), (slow, 10)):
        Commitment.objects.filter(pk=row.pk).update(agreed_on=today() - timedelta(days=days))
        actions.finish(row, words="", by=w.owner)
    sums = sums_of(Commitment.objects.all())
    assert sums.counts == {State.OVERDUE: 1, State.OPEN: 0, State.DONE: 2, State.DROPPED: 0}
    assert sums.median_days == 7
    assert sums.outside_plans == 1


def test_what_nobody_has_goes_to_the_leader_of_the_unit(w: SimpleNamespace) -> None:
    row = agreed(w)
    Commitment.objects.filter(pk=row.pk).update(responsible=None)
    assert "Læsebånd prøves af" in waiting(w.owner)


def test_the_ledger_costs_the_same_for_one_row_and_three(w: SimpleNamespace) -> None:
    agreed(w)
    browser, counts = browser_of(w.owner), []
    browser.get("/aftaler/")
    for _each in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get("/aftaler/")
        counts.append(len(asked))
        agreed(w)
        agreed(w)
    assert counts[0] == counts[1]


def test_the_ledger_is_narrowed_by_state_unit_and_words(w: SimpleNamespace) -> None:
    agreed(w)
    for narrowed, shows in (
        ("?staar=uafsluttet", True), ("?staar=gjort", False), (f"?enhed={w.top.pk}", True),
        (f"?enhed={w.other_unit.pk}", False), ("?q=læsebånd", True), (f"?maal={w.aim.pk}", False),
    ):  # fmt: skip
        assert ("Læsebånd prøves af" in page_of(w.owner, f"/aftaler/{narrowed}")) is shows, narrowed


def test_a_unit_that_ends_gives_what_it_agreed_to_another(w: SimpleNamespace) -> None:
    row = agreed(w)
    actions.move_commitments(w.unit, w.other_unit, w.secretary)
    row.refresh_from_db()
    assert row.unit == w.other_unit
