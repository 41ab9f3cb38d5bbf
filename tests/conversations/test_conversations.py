"""The strategic conversation: read by those who are in it and nobody else, prepared together, agreed on both sides."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from docx import Document as Word

from pejling.agreements.actions.commitments import finish as close_commitment
from pejling.agreements.models import Commitment
from pejling.conversations.actions import holding, planning, preparing
from pejling.conversations.figures.across import by_question, shared_with
from pejling.conversations.figures.conversation import agreed_fingerprint
from pejling.conversations.figures.season import Stage, month_of, year_of
from pejling.conversations.models import Bid, Conversation, JointAnswer, Note, Question, Side, Turn
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.desk.duties import duties_of
from pejling.direction.models import Revision
from pejling.organisation.actions import people, posts
from pejling.organisation.models import Deputyship, Post
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.agreements import access_agreements
from tests.conversations import access_conversations as talks


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A school with a leader and a deputy head, another school beside it, a chief above both, and the secretariat."""
    w = make_world()
    w.chief = world.make_leader("Henriette Brink", w.top)
    w.vice = world.give_post(world.make_person("Rune Hald"), w.unit, "Souschef")
    w.staff = world.give_post(world.make_person("Mads Mark"), w.unit)
    return w


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


# --- Who reads it ----------------------------------------------------------------------------------------------------


def readers(w: SimpleNamespace, row: Conversation) -> set[str]:
    everybody = [w.owner, w.vice, w.chief, w.staff, w.colleague, w.secretary, w.outsider]
    return {
        each.name for each in everybody if Conversation.objects.visible_to(each).filter(pk=row.pk).exists()
    }


def test_it_is_read_by_the_leadership_the_leader_above_and_those_invited(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    assert readers(w, row) == {"Gerda Holm", "Rune Hald", "Henriette Brink"}
    planning.replan(row, opened=row.version, by=w.owner, at=None, minutes=90, place="", people=[w.staff])
    assert readers(w, row) == {"Gerda Holm", "Rune Hald", "Henriette Brink", "Mads Mark"}


def test_who_has_left_the_post_reads_it_no_more_and_who_has_it_now_does(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    yesterday = today() - timedelta(days=1)
    w.owner.posts.update(ends_on=yesterday)
    follower = world.make_leader("Ny Leder", w.unit)
    assert "Gerda Holm" not in readers(w, row)
    assert Conversation.objects.visible_to(follower).filter(pk=row.pk).exists()


def test_a_deputyship_opens_no_conversation(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    Deputyship.objects.create(person=w.chief, deputy=w.colleague, ends_on=today() + timedelta(days=7))
    assert browser_of(w.colleague).get(f"/samtaler/{row.pk}/").status_code == 404


def test_the_secretariat_plans_but_does_not_read(w: SimpleNamespace) -> None:
    row = talks.answered(w)
    assert browser_of(w.secretary).get(f"/samtaler/{row.pk}/").status_code == 404
    assert browser_of(w.secretary).get(f"/samtaler/{row.pk}/tid-og-sted").status_code == 200
    assert "At alle lærer at læse." not in page_of(w.secretary, "/samtaler/")
    assert "Søparkens Skole" in page_of(w.secretary, "/samtaler/")
    begun = browser_of(w.secretary).post(
        f"/samtaler/ny?enhed={w.other_unit.pk}", {"minutes": "90"}, follow=True
    )
    assert begun.redirect_chain == [("/samtaler/", 303)]
    assert Conversation.objects.filter(unit=w.other_unit).exists()


def test_what_is_written_is_in_no_log_and_no_search(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    preparing.bid(row, Question.WORK, text="hemmeligord i bud", by=w.owner)
    holding.note(row, Turn.DIRECTION, text="hemmeligord i note", by=w.chief)
    preparing.answer(row, Question.WORK, text="hemmeligord i svar", opened=1, by=w.owner)
    for person in (w.colleague, w.secretary, w.staff):
        for path in (
            "/",
            "/samtaler/",
            "/samtaler/paa-tvaers",
            f"/enheder/{w.unit.pk}/",
            "/soeg?q=hemmeligord",
        ):
            found = browser_of(person).get(path)
            assert "hemmeligord i" not in found.content.decode(), (person.name, path)


# --- Ahead -----------------------------------------------------------------------------------------------------------


def test_the_month_is_inherited_from_the_nearest_unit_above_that_has_chosen(w: SimpleNamespace) -> None:
    assert month_of(w.unit.pk) == 9
    planning.choose_month(w.top, 2, by=w.chief)
    assert month_of(w.unit.pk) == 2
    planning.choose_month(w.unit, 5, by=w.owner)
    assert month_of(w.unit.pk) == 5
    planning.choose_month(w.unit, None, by=w.owner)
    assert month_of(w.unit.pk) == 2


def test_a_unit_has_one_conversation_a_year(w: SimpleNamespace) -> None:
    talks.talk(w)
    with pytest.raises(ValidationError, match="allerede en samtale"):
        planning.plan(w.unit, year=today().year, by=w.chief)
    with pytest.raises(Refused):
        planning.plan(w.unit, year=today().year + 1, by=w.colleague)


def test_each_writes_a_bid_of_their_own_and_nobody_overwrites_another(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    answer = browser_of(w.owner).post(
        f"/samtaler/{row.pk}/bud/change",
        {"text": "To hold ad gangen."},
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 200
    assert answer.json()["saved"].startswith("Gemt kl.")
    browser_of(w.vice).post(f"/samtaler/{row.pk}/bud/change", {"text": "Læsecaféen."})
    browser_of(w.owner).post(f"/samtaler/{row.pk}/bud/change", {"text": "To hold hele året."})
    assert {each.by.name: each.text for each in Bid.objects.all()} == {
        "Gerda Holm": "To hold hele året.",
        "Rune Hald": "Læsecaféen.",
    }
    shown = page_of(w.vice, f"/samtaler/{row.pk}/svar/change")
    assert shown.index("Læsecaféen.") < shown.index("To hold hele året.")


def test_agreeing_with_somebody_is_pressed_on_and_off_and_never_for_oneself(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    bid = preparing.bid(row, Question.SUCCEED, text="Læsning.", by=w.vice)
    assert preparing.agree_with(bid, by=w.owner) is True
    assert preparing.agree_with(bid, by=w.owner) is False
    with pytest.raises(ValidationError, match="eget bud"):
        preparing.agree_with(bid, by=w.vice)


def test_the_joint_answer_begins_with_the_bids_and_the_second_of_two_is_told(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    preparing.bid(row, Question.SUCCEED, text="At alle læser.", by=w.vice)
    assert "At alle læser." in page_of(w.owner, f"/samtaler/{row.pk}/faelles-svar/succeed")
    kept = preparing.answer(row, Question.SUCCEED, text="Første", opened=1, by=w.owner)
    opened = kept.version
    preparing.answer(row, Question.SUCCEED, text="Anden", opened=opened, by=w.owner)
    with pytest.raises(Stale):
        preparing.answer(row, Question.SUCCEED, text="Tredje", opened=opened, by=w.vice)


def test_sending_freezes_the_plan_and_lets_the_leader_above_ask(w: SimpleNamespace) -> None:
    row = talks.answered(w)
    with pytest.raises(Refused):
        preparing.ask(row, text="Hvad med ferien?", by=w.chief)
    preparing.send(row, by=w.owner)
    row.refresh_from_db()
    assert row.revision == Revision.objects.get(document=w.document)
    preparing.ask(row, text="Hvad med ferien?", by=w.chief)
    assert "Hvad med ferien?" in page_of(w.owner, f"/samtaler/{row.pk}/")


def test_nothing_is_sent_without_an_answer(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="mindst ét"):
        preparing.send(talks.talk(w), by=w.owner)


def test_a_week_before_the_leadership_is_asked_to_send(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    Conversation.objects.filter(pk=row.pk).update(at=timezone.now() + timedelta(days=6))
    assert "Send planen til den strategiske samtale" in waiting(w.owner)
    assert "Send planen til den strategiske samtale" not in waiting(w.chief)


def test_only_what_the_team_shares_is_read_across(w: SimpleNamespace) -> None:
    row = talks.answered(w)
    assert [each.answers for each in by_question(shared_with(w.chief, row.year))] == [[], [], [], []]
    preparing.share(JointAnswer.objects.get(), is_shared=True, by=w.owner)
    assert [len(each.answers) for each in by_question(shared_with(w.chief, row.year))] == [1, 0, 0, 0]
    assert "At alle lærer at læse." in page_of(w.chief, "/samtaler/paa-tvaers")
    assert "At alle lærer at læse." not in page_of(w.colleague, "/samtaler/paa-tvaers")


def test_who_would_take_an_answer_back_never_shares_it_by_a_page_that_is_not_fresh(
    w: SimpleNamespace,
) -> None:
    row = talks.answered(w)
    answer = preparing.share(row.answers.get(), is_shared=True, by=w.owner)
    take_back = f"/samtaler/svar/{answer.pk}/deling?delt=nej"
    assert take_back in page_of(w.owner, f"/samtaler/{row.pk}/")
    for host in (w.owner, w.vice):
        assert browser_of(host).post(take_back).status_code == 303
        assert not JointAnswer.objects.get().is_shared
    browser_of(w.owner).post(take_back.replace("nej", "ja"))
    assert JointAnswer.objects.get().is_shared


# --- During ----------------------------------------------------------------------------------------------------------


def test_notes_of_several_stand_beside_each_other(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    for person, text in ((w.owner, "Jakob spørger."), (w.chief, "Er to hold nok?")):
        sent = {"turn": "answers", "question": "change", "text": text}
        assert browser_of(person).post(f"/samtaler/{row.pk}/note", sent).status_code == 303
    assert Note.objects.count() == 2
    assert "Er to hold nok?" in page_of(w.owner, f"/samtaler/{row.pk}/storskaerm")


def test_agreements_go_in_both_directions_and_come_back_to_those_who_made_them(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    typed: dict[str, object] = {
        "title": "Svare på ønsket",
        "side": "above",
        "due_on": f"{today() + timedelta(days=9)}",
    }
    assert browser_of(w.owner).post(f"/samtaler/{row.pk}/aftale", typed).status_code == 303
    holding.agree(row, Side.HOST, title="To hold ad gangen", due_on=today() + timedelta(days=9), by=w.chief)
    assert {
        (each.unit.name, each.responsible.name) for each in Commitment.objects.all() if each.responsible
    } == {
        ("Fjordlund Kommune", "Henriette Brink"),
        ("Søparkens Skole", "Gerda Holm"),
    }
    assert "Svare på ønsket" in waiting(w.chief)
    assert "Svare på ønsket" not in page_of(w.colleague, "/aftaler/")
    assert "Svare på ønsket" in page_of(w.vice, "/aftaler/")
    made = Commitment.objects.get(title="Svare på ønsket")
    typed = {
        "title": "Svare på ønsket inden jul",
        "unit": w.top.pk,
        "responsible": w.chief.pk,
        "version": str(made.version),
    }
    typed |= {"about_none_because": "drift", "due_on": f"{made.due_on}", "agreed_on": f"{made.agreed_on}"}
    assert (
        browser_of(w.chief).post(f"/aftaler/{made.pk}/ret", typed | {"visibility": "shared"}).status_code
        == 303
    )
    assert "Svare på ønsket" not in page_of(w.colleague, "/aftaler/")


def test_a_wish_is_sent_on_its_way_from_the_conversation(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    typed = {
        "kind": "wish", "title": "Fælles læsevejleder", "to_unit": w.top.pk, "visibility": "internal",
        "answer_by": f"{today() + timedelta(days=30)}",
    }  # fmt: skip
    assert browser_of(w.owner).post(f"/samtaler/{row.pk}/forslag", typed).status_code == 303
    assert "Fælles læsevejleder" in waiting(w.chief)
    assert "Fælles læsevejleder" in page_of(w.owner, f"/samtaler/{row.pk}/")


def test_a_proposal_is_put_on_the_agenda_with_one_press_and_taken_off_with_another(
    w: SimpleNamespace,
) -> None:
    row = talks.talk(w)
    theirs = access_agreements.proposed(w)
    page = f"/forslag/{theirs.pk}/"
    assert "Sæt på dagsordenen" in page_of(w.owner, page)
    assert "Sæt på dagsordenen" not in page_of(w.colleague, page)
    assert browser_of(w.owner).post(f"/samtaler/{row.pk}/dagsorden/{theirs.pk}").status_code == 303
    assert theirs.title in page_of(w.owner, f"/samtaler/{row.pk}/storskaerm?runde=wishes")
    assert "Tag af dagsordenen" in page_of(w.owner, page)
    browser_of(w.owner).post(f"/samtaler/{row.pk}/dagsorden/{theirs.pk}")
    assert not row.agenda.exists()


def test_an_aims_page_says_when_it_was_last_talked_about_and_what_came_of_it(w: SimpleNamespace) -> None:
    page = f"/punkter/{w.element.pk}/"
    assert "Sidst talt om" not in page_of(w.owner, page)
    row = talks.talk(w)
    made = holding.agree(row, Side.HOST, title="To hold", due_on=today(), element=w.element, by=w.owner)
    holding.hold(row, by=w.owner)
    close_commitment(made, words="Det virker.", by=w.owner)
    assert "1 aftale om det kom ud af samtaler. 1 er gjort." in page_of(w.owner, page)
    assert "To hold" not in page_of(w.colleague, page)
    assert "Der blev ikke aftalt noget, som du kan læse." in page_of(w.colleague, page)


# --- After -----------------------------------------------------------------------------------------------------------


def test_both_sides_confirm_and_what_is_agreed_later_is_confirmed_anew(w: SimpleNamespace) -> None:
    row = talks.held(w)
    assert "Bekræft det, I aftalte" in waiting(w.chief)
    holding.confirm(row, shown=agreed_fingerprint(row), by=w.owner)
    holding.confirm(row, shown=agreed_fingerprint(row), by=w.chief)
    row.refresh_from_db()
    assert row.is_confirmed
    assert "Bekræft det, I aftalte" not in waiting(w.chief)
    with pytest.raises(Refused):
        holding.note(row, Turn.WISHES, text="Mere", by=w.owner)


def test_what_is_agreed_after_one_side_has_confirmed_is_confirmed_by_nobody(w: SimpleNamespace) -> None:
    row = talks.held(w)
    holding.confirm(row, shown=agreed_fingerprint(row), by=w.owner)
    holding.agree(row, Side.HOST, title="Mere", due_on=today(), by=w.chief)
    row.refresh_from_db()
    assert (row.confirmed_by_host, row.confirmed_above) == (None, None)


def test_who_confirms_has_read_the_agreements_as_they_stand(w: SimpleNamespace) -> None:
    """An agreement that comes while the page is open is read before it is confirmed."""
    row = talks.held(w)
    first = holding.agree(row, Side.HOST, title="To hold ad gangen", due_on=today(), by=w.owner)
    page = page_of(w.chief, f"/samtaler/{row.pk}/")
    assert f'name="shown" value="{first.pk}.{first.version}"' in page
    opened = agreed_fingerprint(row)
    holding.agree(row, Side.ABOVE, title="En vikar mere", due_on=today(), by=w.owner)
    answer = browser_of(w.chief).post(f"/samtaler/{row.pk}/bekraeftelse", {"shown": opened}, follow=True)
    assert "Læs dem igen, og bekræft så." in answer.content.decode()
    row.refresh_from_db()
    assert row.confirmed_above is None
    browser_of(w.chief).post(f"/samtaler/{row.pk}/bekraeftelse", {"shown": agreed_fingerprint(row)})
    row.refresh_from_db()
    assert row.confirmed_above == w.chief


def test_host_who_leaves_while_reading_reads_and_writes_no_more(w: SimpleNamespace) -> None:
    """Who still has a part goes on; what was written stays."""
    row, reader = talks.held(w), browser_of(w.owner)
    assert reader.get(f"/samtaler/{row.pk}/").status_code == 200
    people.leave(Person.objects.get(pk=w.owner.pk), on=today() - timedelta(days=1), by=w.secretary)
    pressed = reader.post(f"/samtaler/{row.pk}/bekraeftelse", {"shown": ""})
    assert (pressed.status_code, pressed["Location"].partition("?")[0]) == (302, "/konto/log-ind")
    with pytest.raises(Refused):
        holding.note(row, Turn.WISHES, text="Mere", by=Person.objects.get(pk=w.owner.pk))
    assert "At alle lærer at læse." in page_of(w.chief, f"/samtaler/{row.pk}/")


def test_host_whose_post_ends_while_reading_is_answered_as_anybody_else(w: SimpleNamespace) -> None:
    row, reader = talks.held(w), browser_of(w.owner)
    world.give_post(w.owner, w.other_unit)
    for post in Post.objects.filter(person=w.owner, unit=w.unit):
        posts.end_post(post, on=today() - timedelta(days=1), by=w.secretary)
    assert reader.get(f"/samtaler/{row.pk}/").status_code == 404
    assert reader.post(f"/samtaler/{row.pk}/bekraeftelse", {"shown": ""}).status_code == 404


def test_next_year_the_page_begins_with_what_was_agreed_last_time(w: SimpleNamespace) -> None:
    row = talks.held(w)
    holding.agree(row, Side.HOST, title="To hold ad gangen", due_on=today(), by=w.owner)
    later = planning.plan(w.unit, year=row.year + 1, by=w.owner)
    shown = page_of(w.owner, f"/samtaler/{later.pk}/")
    assert "Det aftalte I sidst" in shown
    assert "To hold ad gangen" in shown


def test_the_note_goes_out_in_word_with_answers_and_agreements(w: SimpleNamespace) -> None:
    row = talks.answered(w)
    holding.agree(row, Side.HOST, title="To hold <ad> gangen & {{ flere }}", due_on=today(), by=w.owner)
    answer = browser_of(w.owner).get(f"/samtaler/{row.pk}/samtale.docx")
    text = "\n".join(line.text for line in Word(BytesIO(answer.content)).paragraphs)
    assert "At alle lærer at læse." in text
    assert "To hold <ad> gangen & {{ flere }}" in text


def test_the_picture_of_the_year_tells_how_far_each_has_come(w: SimpleNamespace) -> None:
    def stage() -> Stage:
        (found,) = year_of([w.unit.pk], today().year, w.chief, today().replace(month=9, day=1))
        return found.stage

    assert stage() is Stage.NOT_BEGUN
    row = talks.answered(w)
    assert stage() is Stage.PREPARED
    preparing.send(row, by=w.owner)
    assert stage() is Stage.SENT
    holding.hold(row, by=w.chief)
    assert stage() is Stage.HELD


def test_a_first_answer_says_something_and_one_that_stands_may_be_emptied_again(w: SimpleNamespace) -> None:
    row = planning.plan(w.unit, year=today().year, by=w.owner)
    with pytest.raises(ValidationError, match="Skriv jeres svar"):
        preparing.answer(row, Question.SUCCEED, text="", opened=1, by=w.owner)
    assert not row.answers.exists()
    said = preparing.answer(row, Question.SUCCEED, text="Alle læser.", opened=1, by=w.owner)
    assert preparing.answer(row, Question.SUCCEED, text="", opened=said.version, by=w.owner).text == ""
