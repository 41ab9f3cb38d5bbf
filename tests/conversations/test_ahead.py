"""What is done ahead: rounds of reflection, competences by year, *Siden sidst*, the pack, what the leader above reads."""

from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from docx import Document as Word

from pejling.conversations.actions import holding, planning, preparing
from pejling.conversations.exports import pack_outline
from pejling.conversations.figures.conversation import competences_by_year, read_conversation
from pejling.conversations.figures.turns import turn_times
from pejling.conversations.models import Conversation, JointAnswer, Question, Reflected, Side
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.desk.duties import duties_of
from pejling.direction.actions.elements import add_element
from pejling.direction.models import ElementKind, Revision
from pejling.initiatives.actions.reports import report
from pejling.initiatives.models import Initiative, PhaseStep, StatusReport
from pejling.people.models import Person
from tests import world
from tests.access import make_world
from tests.conversations import access_conversations as talks


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    w = make_world()
    w.chief = world.make_leader("Henriette Brink", w.top)
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


def held_last_year(w: SimpleNamespace) -> Conversation:
    """A conversation of last year, held half a year ago with the plan as it was then."""
    row = talks.held(w)
    then = timezone.now() - timedelta(days=180)
    Conversation.objects.filter(pk=row.pk).update(year=row.year - 1, held_at=then)
    row.refresh_from_db()
    return row


# --- Reflection ------------------------------------------------------------------------------------------------------


def test_a_round_is_written_to_at_any_time_each_for_oneself(w: SimpleNamespace) -> None:
    row = talks.held(w)
    vice = world.give_post(world.make_person("Rune Hald"), w.unit, "Souschef")
    preparing.reflect(row, Reflected.LAW, text="Ny skolelov.", by=vice)
    sent = {"asked": "law", "text": "Fritvalg."}
    answer = browser_of(w.owner).post(
        f"/samtaler/{row.pk}/refleksion/udefra", sent, headers={"accept": "application/json"}
    )
    assert answer.json()["saved"].startswith("Gemt kl.")
    shown = page_of(w.owner, f"/samtaler/{row.pk}/refleksion/udefra")
    assert "Fritvalg." in shown
    assert "Ny skolelov." in shown
    with pytest.raises(Refused):
        preparing.reflect(row, Reflected.LAW, text="X", by=w.chief)


def test_ones_own_reflections_stand_beside_the_question_that_they_help_with(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    preparing.reflect(row, Reflected.KEEP, text="Morgenåbningen.", by=w.owner)
    assert "Morgenåbningen." in page_of(w.owner, f"/samtaler/{row.pk}/svar/work")


# --- Competences, and into the plan ----------------------------------------------------------------------------------


def test_the_joint_answer_gathers_competences_and_they_are_kept_by_year(w: SimpleNamespace) -> None:
    last = held_last_year(w)
    JointAnswer.objects.filter(conversation=last).update(competences="Klasseledelse")
    row = planning.plan(w.unit, year=today().year, by=w.owner)
    preparing.bid(row, Question.WORK, text="To voksne.", competences="Makkerskab", by=w.owner)
    assert "Makkerskab" in page_of(w.owner, f"/samtaler/{row.pk}/faelles-svar/work")
    preparing.answer(row, Question.WORK, text="To voksne.", competences="Makkerskab", opened=1, by=w.owner)
    found = {each.conversation.year: each.words for each in competences_by_year(row, w.owner)}
    assert found == {row.year: ("Makkerskab",), last.year: ("Klasseledelse",)}


def test_who_is_invited_to_this_years_reads_nothing_of_the_years_before(w: SimpleNamespace) -> None:
    last = held_last_year(w)
    JointAnswer.objects.filter(conversation=last).update(text="Svartzq", competences="Kompetencetzq")
    holding.agree(last, Side.HOST, title="Aftaletzq", due_on=today(), by=w.owner)
    row = planning.plan(w.unit, year=today().year, people=[w.colleague], by=w.owner)
    paths = [f"/samtaler/{row.pk}/{each}" for each in ("", "storskaerm", "svar/succeed")]
    for path in paths:
        assert "tzq" not in page_of(w.colleague, path), path
        assert "tzq" in page_of(w.owner, path), path
    assert "tzq" not in repr(pack_outline(row, w.colleague))
    assert "tzq" in repr(pack_outline(row, w.owner))
    last.invitations.create(person=w.colleague)
    assert "Kompetencetzq" in page_of(w.colleague, paths[0])


def test_an_answer_is_moved_into_the_plan_with_one_press(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    answer = preparing.answer(row, Question.SUCCEED, text="Alle læser\nMed lyst", opened=1, by=w.owner)
    page = page_of(w.owner, f"/samtaler/svar/{answer.pk}/i-planen")
    assert 'value="Alle læser"' in page
    section = w.document.sections.first()
    kind = ElementKind.objects.get(code="goal")
    typed = {"title": "Alle læser", "text": "Med lyst", "kind": kind.pk, "section": section.pk}
    assert browser_of(w.owner).post(f"/samtaler/svar/{answer.pk}/i-planen", typed).status_code == 303
    answer.refresh_from_db()
    assert answer.element is not None
    assert (answer.element.document, answer.element.title) == (w.document, "Alle læser")
    with pytest.raises(ValidationError, match="allerede"):
        preparing.carry(answer, section, kind=kind, title="Alle læser", text="", by=w.owner)
    answer = preparing.answer(row, Question.WORK, text="To voksne", opened=1, by=w.owner)
    other = world.make_document("En anden plan", unit=w.other_unit)
    with pytest.raises(ValidationError, match="ikke i enhedens plan"):
        preparing.carry(answer, world.make_section(other), kind=kind, title="X", text="", by=w.owner)


# --- Since last time -------------------------------------------------------------------------------------------------


def test_since_last_time_tells_what_is_new_in_the_plan_and_which_status_has_moved(w: SimpleNamespace) -> None:
    initiative = world.make_initiative("Læsekurser", document=w.document, lead=w.owner)
    long_ago = today() - timedelta(days=250)
    Initiative.objects.update(created_at=timezone.now() - timedelta(days=300), starts_on=long_ago)
    PhaseStep.objects.filter(initiative=initiative).update(on=long_ago)
    report(initiative, level="on_track", by=w.owner)
    StatusReport.objects.update(at=timezone.now() - timedelta(days=190))
    last = held_last_year(w)
    Revision.objects.filter(conversations=last).update(at=timezone.now() - timedelta(days=180))
    report(initiative, level="pressed", sentence="To hold kører.", by=w.owner)
    goal = ElementKind.objects.get(code="goal")
    add_element(w.document.sections.first(), kind=goal, title="Et hold voksne", by=w.owner)
    row = planning.plan(w.unit, year=today().year, by=w.owner)
    told = read_conversation(row, w.owner)
    assert told.since is not None
    assert [(each.title, each.before, each.after) for each in told.since.moved] == [
        ("Læsekurser", "on_track", "pressed")
    ]
    for address in (f"/samtaler/{row.pk}/", f"/samtaler/{row.pk}/storskaerm"):
        shown = page_of(w.owner, address)
        assert "To hold kører." in shown, address


def test_the_plans_new_points_are_named_since_the_revision_of_last_time(w: SimpleNamespace) -> None:
    held_last_year(w)
    goal = ElementKind.objects.get(code="goal")
    add_element(w.document.sections.first(), kind=goal, title="Et hold voksne", by=w.owner)
    row = planning.plan(w.unit, year=today().year, by=w.owner)
    shown = page_of(w.owner, f"/samtaler/{row.pk}/")
    assert "Nyt i planen" in shown
    assert "Et hold voksne" in shown


def test_the_first_time_there_is_nothing_since_last(w: SimpleNamespace) -> None:
    assert read_conversation(talks.talk(w), w.owner).since is None


def test_the_pack_holds_answers_last_times_agreements_and_what_waits(w: SimpleNamespace) -> None:
    last = held_last_year(w)
    holding.agree(last, Side.HOST, title="To hold <ad> gangen & {{ flere }}", due_on=today(), by=w.owner)
    row = planning.plan(w.unit, year=today().year, by=w.owner)
    preparing.answer(row, Question.WORK, text="Sammen.", competences="Makkerskab", opened=1, by=w.owner)
    answer = browser_of(w.owner).get(f"/samtaler/{row.pk}/oplaeg.docx")
    text = "\n".join(line.text for line in Word(BytesIO(answer.content)).paragraphs)
    for words in ("Sammen.", "Kompetencer: Makkerskab", "Siden sidst", "To hold <ad> gangen & {{ flere }}"):
        assert words in text


# --- The leader above, and the clock ---------------------------------------------------------------------------------


def test_what_is_sent_waits_for_the_leader_above_until_it_is_read(w: SimpleNamespace) -> None:
    row = talks.sent(w)
    assert "Læs planen til den strategiske samtale" in waiting(w.chief)
    assert browser_of(w.chief).post(f"/samtaler/{row.pk}/laest").status_code == 303
    assert "Læs planen til den strategiske samtale" not in waiting(w.chief)
    with pytest.raises(Refused):
        preparing.read_ahead(row, by=w.owner)


def test_the_minutes_of_the_turns_are_counted_from_when_it_began(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    assert [each.left for each in turn_times(row)] == [None, None, None]
    began = timezone.now() - timedelta(minutes=8)
    Conversation.objects.filter(pk=row.pk).update(began_at=began)
    row.refresh_from_db()
    assert [(each.minutes, each.left) for each in turn_times(row, began + timedelta(minutes=8))] == [
        (30, 22),
        (30, None),
        (30, None),
    ]
    assert [each.left for each in turn_times(row, began + timedelta(minutes=45))] == [0, 15, None]
    assert "min. tilbage." in page_of(w.owner, f"/samtaler/{row.pk}/storskaerm")


def test_it_begins_by_a_press_and_not_when_it_is_held(w: SimpleNamespace) -> None:
    row = talks.talk(w)
    assert browser_of(w.owner).post(f"/samtaler/{row.pk}/begynd").status_code == 303
    row.refresh_from_db()
    assert row.began_at is not None
    with pytest.raises(ValidationError, match="er holdt"):
        holding.begin(holding.hold(row, by=w.owner), by=w.owner)
