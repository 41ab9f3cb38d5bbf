"""Tidsrejse and Siden sidst: a document as it stood, and what has happened since."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pejling.core.dates import end_of
from pejling.core.history import save
from pejling.direction.actions.documents import share
from pejling.direction.actions.fates import end_element
from pejling.direction.actions.revisions import freeze
from pejling.direction.actions.sections import write_section
from pejling.direction.figures.as_of import DocumentThen, document_as_of
from pejling.direction.figures.comparison import compare
from pejling.direction.models import Document, FateKind, Section, Visibility
from tests import world
from tests.access import make_world

MARCH = date(2026, 3, 1)
JUNE = date(2026, 6, 1)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality as it was founded in January."""
    with time_machine.travel(datetime(2026, 1, 5, 9, tzinfo=UTC), tick=False):
        return make_world()


def change_in_may(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        w.element.title = "Alle læser hver eneste dag"
        save(w.element, by=w.owner)
        w.added = world.make_element(w.document, "Alle har et bibliotekskort")
        w.section.body = "<p>Vi vil mere.</p>"
        save(w.section, by=w.owner)


def as_of(w: SimpleNamespace, day: date) -> DocumentThen:
    found = document_as_of(w.document, end_of(day), w.owner)
    assert found is not None
    return found


def test_document_is_read_as_it_stood_on_a_day(w: SimpleNamespace) -> None:
    change_in_may(w)
    assert [element.title for element in as_of(w, MARCH).elements] == ["Alle læser hver dag"]
    assert [element.title for element in as_of(w, JUNE).elements] == [
        "Alle læser hver eneste dag",
        "Alle har et bibliotekskort",
    ]
    assert as_of(w, MARCH).sections[0].body == "<p>Vi vil.</p>"


def test_day_ends_at_midnight_in_denmark(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 6, 1, 21, 59, tzinfo=UTC), tick=False):
        w.element.title = "Et minut før midnat"
        save(w.element, by=w.owner)
    with time_machine.travel(datetime(2026, 6, 1, 22, 1, tzinfo=UTC), tick=False):
        w.element.title = "Et minut efter midnat"
        save(w.element, by=w.owner)
    assert [element.title for element in as_of(w, JUNE).elements] == ["Et minut før midnat"]


def test_typing_on_past_midnight_leaves_the_day_that_was(w: SimpleNamespace) -> None:
    for minute, body in ((58, "<p>Før midnat.</p>"), (59, "<p>Før.</p>"), (62, "<p>Efter.</p>")):
        with time_machine.travel(
            datetime(2026, 6, 1, 21, tzinfo=UTC) + timedelta(minutes=minute), tick=False
        ):
            section = Section.objects.get(pk=w.section.pk)
            write_section(section, title=section.title, body=body, opened=section.version, by=w.owner)
    assert as_of(w, JUNE).sections[0].body == "<p>Før.</p>"


def test_document_did_not_exist_before_it_was_written(w: SimpleNamespace) -> None:
    assert document_as_of(w.document, end_of(date(2025, 12, 31)), w.owner) is None


def test_draft_of_then_stays_with_its_editors(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        w.draft.visibility = Visibility.INTERNAL
        save(w.draft, by=w.owner)
    assert document_as_of(w.draft, end_of(MARCH), w.colleague) is None
    assert document_as_of(w.draft, end_of(MARCH), w.owner) is not None
    assert document_as_of(w.draft, end_of(JUNE), w.colleague) is not None


def test_version_shared_with_some_is_read_later_by_those_it_was_shared_with(w: SimpleNamespace) -> None:
    third = world.make_leader("Iben Lund", world.make_unit("Egens Skole", parent=w.top))
    for month, visibility, units in ((2, Visibility.SHARED, [w.other_unit]), (5, Visibility.INTERNAL, [])):
        with time_machine.travel(datetime(2026, month, 4, 9, tzinfo=UTC), tick=False):
            row = Document.objects.get(pk=w.document.pk)
            share(row, visibility=visibility, opened=row.version, units=units, by=w.owner)
    seen = {person.name: document_as_of(w.document, end_of(MARCH), person) for person in (w.colleague, third)}
    assert {name: found is not None for name, found in seen.items()} == {"Bo Friis": True, "Iben Lund": False}
    assert document_as_of(w.document, end_of(JUNE), third) is not None


def test_ties_are_told_in_the_words_that_the_reader_could_have_read(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        w.aim.title = "Alle børn bliver stærke læsere"
        save(w.aim, by=w.secretary)
        w.public.visibility = Visibility.DRAFT
        save(w.public, by=w.secretary)
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=UTC), tick=False):
        w.public.visibility = Visibility.PUBLIC
        save(w.public, by=w.secretary)
    assert as_of(w, MARCH).elements[0].contributes_to == ("Alle børn bliver dygtige læsere",)
    assert as_of(w, JUNE).elements[0].contributes_to == ()


def test_ties_are_shown_as_they_were(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        w.tie.ended_on = date(2026, 5, 4)
        w.tie.save()
    assert as_of(w, MARCH).elements[0].contributes_to == ("Alle børn bliver dygtige læsere",)
    assert as_of(w, JUNE).elements[0].contributes_to == ()


def test_ended_element_is_gone_from_later_days(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 5, 4, 9, tzinfo=UTC), tick=False):
        end_element(w.element, FateKind.LAPSED, why="Nået", by=w.owner)
    assert [len(as_of(w, day).elements) for day in (MARCH, JUNE)] == [1, 0]


def test_comparison_tells_added_changed_and_gone_word_by_word(w: SimpleNamespace) -> None:
    change_in_may(w)
    found = compare(as_of(w, MARCH), as_of(w, JUNE))
    assert {change: found.count(change) for change in ("added", "changed", "gone")} == {
        "added": 1,
        "changed": 2,
        "gone": 0,
    }
    section, element, added = found.changed
    assert [(piece.kind, piece.text) for piece in section.text] == [
        ("same", "Vi vil"),
        ("added", " mere"),
        ("same", "."),
    ]
    assert (
        "".join(piece.text for piece in element.heading if piece.kind != "gone")
        == "Alle læser hver eneste dag"
    )
    assert (added.change, added.label) == ("added", "Målsætning")


def test_vanished_part_stands_where_it_last_stood(w: SimpleNamespace) -> None:
    change_in_may(w)
    found = compare(as_of(w, JUNE), as_of(w, MARCH))
    assert [part.change for part in found.parts] == ["same", "changed", "changed", "gone"]


def test_comparison_of_a_document_with_itself_is_empty(w: SimpleNamespace) -> None:
    assert compare(as_of(w, MARCH), as_of(w, MARCH)).changed == ()


def test_frozen_version_is_read_from_history(w: SimpleNamespace) -> None:
    with time_machine.travel(datetime(2026, 4, 1, 9, tzinfo=UTC), tick=False):
        revision = freeze(w.document, name="Til samtalen", by=w.owner)
    change_in_may(w)
    then = document_as_of(w.document, revision.at, w.owner)
    assert then is not None
    assert then.elements[0].title == "Alle læser hver dag"


def test_adopted_document_is_not_frozen(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="levende"):
        freeze(w.public, name="Nu", by=w.secretary)


def test_version_name_is_used_once(w: SimpleNamespace) -> None:
    freeze(w.document, name="Til samtalen", by=w.owner)
    with pytest.raises(ValidationError, match="navn"):
        freeze(w.document, name="Til samtalen", by=w.owner)


def test_history_costs_the_same_queries_for_three_elements_as_for_one(w: SimpleNamespace) -> None:
    document = Document.objects.get(pk=w.document.pk)
    document_as_of(document, end_of(JUNE), w.owner)
    with CaptureQueriesContext(connection) as one:
        document_as_of(document, end_of(JUNE), w.owner)
    change_in_may(w)
    with CaptureQueriesContext(connection) as three:
        document_as_of(document, end_of(JUNE), w.owner)
    assert len(three) == len(one)
