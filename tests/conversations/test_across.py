"""The directors' view: only what was shared, themes that a person names, wishes, agreements, and a bearing in a click."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pejling.conversations.actions import across as actions
from pejling.conversations.actions import holding, planning, preparing
from pejling.conversations.figures.across import named_themes, outcomes, shared_with, suggested_themes
from pejling.conversations.figures.conversation import agreed_fingerprint
from pejling.conversations.models import JointAnswer, Question, Side, Theme
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.people.models import Person
from pejling.search.likeness import alike
from tests import world
from tests.access import make_world

WORDS = (
    "Vi vil have flere læsevejledere på mellemtrinnet.",
    "Læsevejledere skal følge børnene på mellemtrinnet.",
    "Maden skal laves i eget køkken hver dag.",
)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """Three schools under a director; two want the same, and all have shared it."""
    w = make_world()
    w.chief = world.make_leader("Henriette Brink", w.top)
    third = world.make_unit("Fjordskolen", parent=w.top)
    w.third = world.make_leader("Ida Fjord", third)
    w.leaders = [(w.unit, w.owner), (w.other_unit, w.colleague), (third, w.third)]
    w.answers = []
    for (unit, leader), words in zip(w.leaders, WORDS, strict=True):
        row = planning.plan(unit, year=today().year, by=leader)
        answer = preparing.answer(row, Question.CHANGE, text=words, opened=1, by=leader)
        w.answers.append(preparing.share(answer, is_shared=True, by=leader))
    return w


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def page_of(person: Person, path: str = "/samtaler/paa-tvaers") -> str:
    answer = browser_of(person).get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def name(w: SimpleNamespace) -> Theme:
    return actions.name_theme(w.top, year=today().year, title="Læsning", answers=w.answers[:2], by=w.chief)


def test_answers_that_are_alike_are_suggested_with_the_words_that_they_share(w: SimpleNamespace) -> None:
    found = list(shared_with(w.chief, today().year))
    (suggested,) = suggested_themes(found, [])
    assert {each.text for each in suggested.answers} == set(WORDS[:2])
    assert set(suggested.words) == {"læsevejledere", "mellemtrinnet"}


def test_one_units_own_answers_are_no_theme_across(w: SimpleNamespace) -> None:
    JointAnswer.objects.exclude(pk=w.answers[0].pk).delete()
    row = w.answers[0].conversation
    again = preparing.answer(row, Question.WORK, text=WORDS[0], opened=1, by=w.owner)
    preparing.share(again, is_shared=True, by=w.owner)
    assert suggested_themes(list(shared_with(w.chief, today().year)), []) == []


def test_texts_that_share_one_word_or_only_little_words_are_not_alike() -> None:
    assert alike({1: "Vi vil læse mere hver dag", 2: "Vi vil synge mere hver dag"}) == []
    assert alike({1: "Læsning", 2: "Læsning og regning"}) == []


def test_what_is_named_is_suggested_no_more_and_stands_with_its_answers(w: SimpleNamespace) -> None:
    theme = name(w)
    found = list(shared_with(w.chief, today().year))
    (named,) = named_themes(today().year, w.chief, found)
    assert (named.theme, {each.text for each in named.answers}) == (theme, set(WORDS[:2]))
    assert suggested_themes(found, [named]) == []


def test_what_a_unit_takes_back_is_in_no_theme_and_nowhere_across(w: SimpleNamespace) -> None:
    name(w)
    preparing.share(w.answers[0], is_shared=False, by=w.owner)
    shown = page_of(w.chief)
    assert WORDS[0] not in shown
    assert WORDS[1] in shown


def test_a_theme_is_seen_by_those_who_lead_all_that_it_goes_across(w: SimpleNamespace) -> None:
    theme = name(w)
    assert "Læsning" in page_of(w.secretary)
    for person in (w.owner, w.colleague):
        assert "Læsning" not in page_of(person)
        assert browser_of(person).get(f"/samtaler/temaer/{theme.pk}/").status_code == 404
    with pytest.raises(Refused):
        actions.name_theme(w.top, year=today().year, title="Mit", answers=w.answers, by=w.owner)


def test_a_theme_holds_nothing_that_is_not_shared(w: SimpleNamespace) -> None:
    preparing.share(w.answers[0], is_shared=False, by=w.owner)
    with pytest.raises(ValidationError, match="mindst ét"):
        actions.name_theme(w.top, year=today().year, title="X", answers=w.answers[:1], by=w.chief)
    typed = {"title": "X", "words": "", "answers": [w.answers[0].pk]}
    assert browser_of(w.chief).post("/samtaler/paa-tvaers/tema", typed).status_code == 422


def test_a_suggestion_is_named_in_one_form_and_a_bearing_is_set_from_it_prefilled(w: SimpleNamespace) -> None:
    shown = page_of(w.chief)
    address = shown.split('href="/samtaler/paa-tvaers/tema?')[2].split('"')[0].replace("&amp;", "&")
    form = page_of(w.chief, f"/samtaler/paa-tvaers/tema?{address}")
    assert form.count("checked") == 2
    name(w)
    shown = page_of(w.chief)
    bearing = shown.split('href="/pejlinger/ny?')[1].split('"')[0].replace("&amp;", "&")
    form = page_of(w.chief, f"/pejlinger/ny?{bearing}")
    assert 'value="Læsning"' in form
    assert "2 enheder" in form


def test_who_was_slower_is_shown_no_answer_that_was_taken_back(w: SimpleNamespace) -> None:
    theme = name(w)
    page = browser_of(w.chief)
    path = f"/samtaler/temaer/{theme.pk}/"
    typed = {"title": "Bøger", "words": "", "answers": [w.answers[2].pk], "version": theme.version}
    actions.change_theme(
        theme, opened=theme.version, title="Læselyst", words="", answers=w.answers[:2], by=w.chief
    )
    preparing.share(w.answers[0], is_shared=False, by=w.owner)
    answer = page.post(path, typed)
    assert answer.status_code == 409
    assert WORDS[0] not in answer.content.decode()
    assert WORDS[1] in answer.content.decode()


def test_the_second_of_two_who_change_a_theme_is_told(w: SimpleNamespace) -> None:
    theme = name(w)
    opened = theme.version
    facts = {"title": "Læselyst", "words": "", "answers": w.answers[:1]}
    actions.change_theme(theme, opened=opened, **facts, by=w.chief)
    with pytest.raises(Stale):
        actions.change_theme(theme, opened=opened, **{**facts, "title": "Bøger"}, by=w.chief)


def test_wishes_and_agreements_are_counted_as_far_as_one_may_see_them(w: SimpleNamespace) -> None:
    row = w.answers[0].conversation
    holding.agree(row, Side.HOST, title="To hold", due_on=today(), by=w.owner)
    holding.put_forward(
        row,
        kind="wish",
        title="Fælles vejleder",
        to_unit=w.top,
        answer_by=today(),
        visibility="shared",
        by=w.owner,
    )
    holding.hold(row, by=w.owner)
    told = outcomes(today().year, w.chief)
    assert (told.held, told.waiting, told.agreed.all) == (1, 1, 1)
    theirs = outcomes(today().year, w.third)
    assert (theirs.held, theirs.waiting, theirs.agreed.all) == (0, 0, 0)


def test_the_directors_talk_with_the_chair_of_the_council_about_their_contract(w: SimpleNamespace) -> None:
    council = world.make_forum("Byrådet", kind="Byråd")
    mayor = world.give_seat(world.make_person("Anne Borg"), council, "Formand")
    member = world.give_seat(world.make_person("Per Menig"), council)
    contract = world.make_document("Kontrakt", kind="directors_contract", unit=w.top)
    row = planning.plan(w.top, year=today().year, by=w.chief)
    assert browser_of(mayor).get(f"/samtaler/{row.pk}/").status_code == 200
    assert browser_of(member).get(f"/samtaler/{row.pk}/").status_code == 404
    preparing.answer(row, Question.SUCCEED, text="Et sundere liv.", opened=1, by=w.chief)
    preparing.send(row, by=w.chief)
    made = holding.agree(row, Side.ABOVE, title="Tage det op i budgettet", due_on=today(), by=w.chief)
    assert (made.unit, made.responsible) == (w.top, mayor)
    assert contract.title in page_of(w.chief, f"/samtaler/{row.pk}/")
    holding.hold(row, by=mayor)
    holding.confirm(row, shown=agreed_fingerprint(row), by=mayor)
    holding.confirm(row, shown=agreed_fingerprint(row), by=w.chief)
    row.refresh_from_db()
    assert row.is_confirmed
