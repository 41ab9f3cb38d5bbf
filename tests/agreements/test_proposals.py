"""Proposals: put forward, answered in words, sent on, and every answer kept in order."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pejling.agreements.actions import proposals as actions
from pejling.agreements.models import Answer, Proposal
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.desk.duties import duties_of
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.agreements.access_agreements import proposed


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def waiting(person: Person) -> dict[str, str]:
    return {duty.title: duty.act for _source, duty in duties_of([person], today())[person.pk]}


def test_a_wish_waits_for_the_leader_of_the_unit_that_it_is_sent_to(w: SimpleNamespace) -> None:
    typed = {
        "kind": "wish", "title": "Fælles indgang for forældre", "unit": w.other_unit.pk, "to_unit": w.unit.pk,
        "answer_by": f"{today() + timedelta(days=30)}", "visibility": "internal",
    }  # fmt: skip
    sent = browser_of(w.colleague).post("/forslag/nyt", typed, follow=True)
    assert sent.status_code == 200, sent.context["form"].all_errors
    assert waiting(w.owner)["Fælles indgang for forældre"] == "Svar"


def test_the_answer_is_told_to_who_put_it_forward_until_it_is_read(w: SimpleNamespace) -> None:
    row = proposed(w)
    typed = {"answer": "taken_on", "words": "Vi begynder til foråret."}
    assert browser_of(w.owner).post(f"/forslag/{row.pk}/svar", typed).status_code == 303
    assert waiting(w.colleague)["Fælles indgang for forældre"] == "Læs svaret"
    page = browser_of(w.colleague).get(f"/forslag/{row.pk}/")
    assert "Vi begynder til foråret." in page.content.decode()
    browser_of(w.colleague).post(f"/forslag/svar/{row.answers.get().pk}/laest")
    assert "Fælles indgang for forældre" not in waiting(w.colleague)


def test_sent_on_it_waits_with_another_and_every_answer_stays_in_order(w: SimpleNamespace) -> None:
    row, third = proposed(w), world.make_unit("Biblioteket", parent=w.top)
    leader = world.make_leader("Lis Lund", third)
    later = today() + timedelta(days=20)
    actions.answer(
        row, answer=Answer.SENT_ON, words="Det er jeres.", to_unit=third, answer_by=later, by=w.owner
    )
    row.refresh_from_db()
    assert (row.receiver, row.is_waiting) == ("Biblioteket", True)
    with pytest.raises(Refused):
        actions.answer(row, answer=Answer.TAKEN_ON, words="Alligevel.", by=w.owner)
    actions.answer(row, answer=Answer.TRIED, words="Vi prøver i juni.", by=leader)
    assert [(each.giver, each.words) for each in row.answers.all()] == [
        ("Søparkens Skole", "Det er jeres."),
        ("Biblioteket", "Vi prøver i juni."),
    ]


def test_an_answer_sent_on_can_be_taken_back(w: SimpleNamespace) -> None:
    row, third = proposed(w), world.make_unit("Biblioteket", parent=w.top)
    given = actions.answer(
        row, answer=Answer.SENT_ON, words="Det er jeres.", to_unit=third,
        answer_by=today() + timedelta(days=9), by=w.owner,
    )  # fmt: skip
    actions.withdraw_answer(given, by=w.owner)
    row.refresh_from_db()
    assert (row.receiver, row.is_waiting) == ("Søparkens Skole", True)


def test_only_the_receiver_answers_and_only_once(w: SimpleNamespace) -> None:
    row = proposed(w)
    with pytest.raises(Refused):
        actions.answer(row, answer=Answer.DECLINED, words="Nej.", by=w.colleague)
    actions.answer(row, answer=Answer.DECLINED, words="Nej, for det koster for meget.", by=w.owner)
    with pytest.raises(ValidationError, match="allerede svaret"):
        actions.answer(row, answer=Answer.TAKEN_ON, words="Jo.", by=w.owner)


def test_a_forum_answers_through_those_who_sit_in_it(w: SimpleNamespace) -> None:
    member = world.make_person("Mads Medlem")
    world.give_seat(member, w.forum)
    row = actions.propose(
        unit=w.unit, kind="idea", title="Bogbus", to_forum=w.forum, answer_by=today() + timedelta(days=9), by=w.owner,
        visibility="shared",
    )  # fmt: skip
    assert waiting(member)["Bogbus"] == "Svar"
    assert browser_of(w.colleague).get(f"/forslag/{row.pk}/").status_code == 404
    actions.answer(row, answer=Answer.TAKEN_ON, words="Ja.", by=member)
    row.refresh_from_db()
    assert row.answer is not None
    assert row.answer.giver == str(w.forum)


def test_it_goes_to_one_receiver_who_has_time_to_answer(w: SimpleNamespace) -> None:
    typed = {"kind": "wish", "title": "x", "unit": w.unit.pk, "visibility": "internal"}
    browser, soon = browser_of(w.owner), f"{today() + timedelta(days=3)}"
    both = {**typed, "to_unit": w.other_unit.pk, "to_forum": w.forum.pk, "answer_by": soon}
    none = {**typed, "answer_by": soon}
    past = {**typed, "to_unit": w.other_unit.pk, "answer_by": f"{today() - timedelta(days=1)}"}
    assert [browser.post("/forslag/nyt", each).status_code for each in (both, none, past)] == [422] * 3
    assert not Proposal.objects.exists()


def test_it_is_changed_and_taken_back_only_before_it_is_answered(w: SimpleNamespace) -> None:
    row = proposed(w)
    actions.withdraw(row, by=w.colleague)
    assert "Fælles indgang for forældre" not in waiting(w.owner)
    actions.restore(row, by=w.colleague)
    actions.answer(row, answer=Answer.TAKEN_ON, words="Ja.", by=w.owner)
    with pytest.raises(Refused):
        actions.withdraw(row, by=w.colleague)


def test_a_unit_that_ends_gives_what_waits_for_it_to_another(w: SimpleNamespace) -> None:
    row = proposed(w)
    actions.move_proposals(w.unit, w.other_unit, w.secretary)
    row.refresh_from_db()
    assert row.to_unit == w.other_unit
