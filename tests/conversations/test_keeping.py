"""What is said is kept as long as was chosen, goes by a person's decision, and leaves a receipt without the content."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from pejling.conversations.actions import holding, keeping, planning, preparing
from pejling.conversations.figures.keeping import what_is_due
from pejling.conversations.models import (
    Conversation,
    Disposal,
    JointAnswer,
    Kept,
    Question,
    Reflected,
    Retention,
    Turn,
)
from pejling.core.dates import today
from pejling.core.permissions import Refused
from pejling.people.models import Person
from tests import world
from tests.access import make_world

SAID = "hemmeligord"


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """A conversation held six years ago, with something of every kind in it."""
    w = make_world()
    w.chief = world.make_leader("Henriette Brink", w.top)
    w.year = today().year - 6
    w.talk = planning.plan(w.unit, year=w.year, by=w.owner)
    preparing.bid(w.talk, Question.WORK, text=f"{SAID} i bud", by=w.owner)
    preparing.reflect(w.talk, Reflected.LAW, text=f"{SAID} i refleksion", by=w.owner)
    holding.note(w.talk, Turn.DIRECTION, text=f"{SAID} i note", by=w.chief)
    first = preparing.answer(w.talk, Question.WORK, text=f"{SAID} før", opened=1, by=w.owner)
    preparing.answer(w.talk, Question.WORK, text="Nu uden", opened=first.version, by=w.owner)
    held = timezone.now().replace(year=w.year, month=3, day=4)
    Conversation.objects.filter(pk=w.talk.pk).update(held_at=held)
    w.talk.refresh_from_db()
    return w


def page_of(person: Person, path: str) -> str:
    browser = Client()
    browser.force_login(person)
    return str(browser.get(path).content.decode())


def due() -> dict[Kept, date]:
    return {each.kept: each.since for each in what_is_due()}


def words_in_tables() -> list[str]:
    """Every table in which the word stands, history and all."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            rows = cursor.execute(f'SELECT * FROM "{table}"') or cursor
            if any(SAID in str(cell) for row in rows.fetchall() for cell in row):
                found.append(table)
    return found


def test_each_kind_is_due_when_its_own_years_have_passed(w: SimpleNamespace) -> None:
    day = date(w.year + 5, 3, 4)
    assert due() == dict.fromkeys(Kept, day)
    keeping.choose_retention(
        Kept.NOTES, years=2, rule="Kan kasseres", is_delivered_first=False, opened=0, by=w.secretary
    )
    keeping.choose_retention(
        Kept.ANSWERS, years=None, rule="", is_delivered_first=False, opened=0, by=w.secretary
    )
    assert due() == {Kept.PREPARATION: day, Kept.NOTES: date(w.year + 2, 3, 4)}


def test_what_is_let_go_is_gone_from_every_table_and_the_receipt_says_what_when_and_by_whom(
    w: SimpleNamespace,
) -> None:
    assert len(words_in_tables()) == 4
    for kept in Kept:
        keeping.dispose(w.talk, kept, by=w.secretary)
    assert words_in_tables() == []
    assert due() == {}
    receipts = {row.kept: (row.count, row.by, row.conversation) for row in Disposal.objects.all()}
    assert receipts == {
        Kept.PREPARATION: (2, w.secretary, w.talk),
        Kept.NOTES: (1, w.secretary, w.talk),
        Kept.ANSWERS: (1, w.secretary, w.talk),
    }
    shown = page_of(w.secretary, "/samtaler/opbevaring")
    assert "Bud og refleksioner" in shown
    assert SAID not in shown


def test_the_secretariat_sees_what_is_due_and_never_what_is_written(w: SimpleNamespace) -> None:
    shown = page_of(w.secretary, "/samtaler/opbevaring")
    assert "Søparkens Skole" in shown
    assert SAID not in shown
    assert SAID not in page_of(w.secretary, f"/samtaler/{w.talk.pk}/sletning/notes")


def test_nothing_goes_before_its_day(w: SimpleNamespace) -> None:
    keeping.choose_retention(
        Kept.NOTES, years=10, rule="", is_delivered_first=False, opened=0, by=w.secretary
    )
    with pytest.raises(ValidationError, match="gemmes endnu"):
        keeping.dispose(w.talk, Kept.NOTES, by=w.secretary)


def test_what_the_archive_must_have_first_goes_only_when_it_is_said_how(w: SimpleNamespace) -> None:
    keeping.choose_retention(
        Kept.ANSWERS, years=5, rule="Bevares", is_delivered_first=True, opened=0, by=w.secretary
    )
    with pytest.raises(ValidationError, match="afleveret"):
        keeping.dispose(w.talk, Kept.ANSWERS, by=w.secretary)
    receipt = keeping.dispose(w.talk, Kept.ANSWERS, delivered="3. februar, 27/114", by=w.secretary)
    assert (receipt.rule, receipt.delivered) == ("Bevares", "3. februar, 27/114")
    assert not JointAnswer.history.exists()


def test_a_second_time_there_is_nothing_left_and_no_second_receipt(w: SimpleNamespace) -> None:
    keeping.dispose(w.talk, Kept.NOTES, by=w.secretary)
    with pytest.raises(ValidationError, match="ikke mere"):
        keeping.dispose(w.talk, Kept.NOTES, by=w.secretary)
    assert Disposal.objects.count() == 1


def test_only_the_secretariat_decides(w: SimpleNamespace) -> None:
    for person in (w.owner, w.chief):
        with pytest.raises(Refused):
            keeping.dispose(w.talk, Kept.NOTES, by=person)
        with pytest.raises(Refused):
            keeping.choose_retention(
                Kept.NOTES, years=1, rule="", is_delivered_first=False, opened=0, by=person
            )
    assert not Retention.objects.exists()


def test_it_is_let_go_on_the_page_after_yes(w: SimpleNamespace) -> None:
    browser = Client()
    browser.force_login(w.secretary)
    address = f"/samtaler/{w.talk.pk}/sletning/preparation"
    assert browser.post(address, {}).status_code == 422
    assert browser.post(address, {"is_sure": "on"}).status_code == 303
    assert not w.talk.bids.exists()
