"""Sections: written by one person or two, moved, taken away and brought back."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.core.history import Stale
from pejling.core.markup import LONGEST
from pejling.direction.actions.elements import word_element
from pejling.direction.actions.sections import (
    add_section,
    keep_standing_text,
    move_section,
    remove_section,
    restore_section,
    write_section,
)
from pejling.direction.models import Section
from tests.access import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    return make_world()


def titles(w: SimpleNamespace) -> list[str]:
    return [section.title for section in w.document.sections.all()]


def test_section_is_added_after_another(w: SimpleNamespace) -> None:
    add_section(w.document, title="sidst", by=w.owner)
    add_section(w.document, title="midt", after=w.section, by=w.owner)
    assert titles(w) == ["Det vil vi", "midt", "sidst"]


def test_section_moves_among_its_siblings_and_no_further(w: SimpleNamespace) -> None:
    last = add_section(w.document, title="sidst", by=w.owner)
    move_section(last, steps=-1, by=w.owner)
    assert titles(w) == ["sidst", "Det vil vi"]
    move_section(last, steps=-5, by=w.owner)
    assert titles(w) == ["sidst", "Det vil vi"]


def test_later_of_two_writers_is_told_and_nothing_is_saved(w: SimpleNamespace) -> None:
    write_section(w.section, title="Vi vil", body="<p>Gerdas</p>", opened=1, by=w.owner)
    with pytest.raises(Stale):
        write_section(w.section, title="Vi vil", body="<p>Signes</p>", opened=1, by=w.secretary)
    assert Section.objects.get(pk=w.section.pk).body == "<p>Gerdas</p>"


def test_text_that_gives_way_stays_in_the_history(w: SimpleNamespace) -> None:
    write_section(w.section, title="Vi vil", body="<p>Gerdas</p>", opened=1, by=w.owner)
    keep_standing_text(w.section, title="Vi vil", body="<p>Signes</p>", opened=2, by=w.secretary)
    assert Section.objects.get(pk=w.section.pk).body == "<p>Gerdas</p>"
    bodies = [row.body for row in w.section.history.order_by("history_id")]
    assert bodies[-2:] == ["<p>Signes</p>", "<p>Gerdas</p>"]


def test_writing_the_same_again_saves_nothing(w: SimpleNamespace) -> None:
    row = write_section(w.section, title="Det vil vi", body="<p>Vi vil.</p>", opened=1, by=w.owner)
    assert row.version == 1


def test_section_with_elements_is_not_removed(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Flyt eller fjern dem"):
        remove_section(w.section, by=w.owner)


def test_empty_section_is_removed_and_brought_back_with_its_text(w: SimpleNamespace) -> None:
    section = add_section(w.document, title="Kort", by=w.owner)
    write_section(section, title="Kort", body="<p>Tekst</p>", opened=1, by=w.owner)
    pk = section.pk
    remove_section(Section.objects.get(pk=pk), by=w.owner)
    restored = restore_section(w.document, pk, by=w.owner)
    assert (restored.pk, restored.title, restored.body) == (pk, "Kort", "<p>Tekst</p>")


def test_text_longer_than_a_section_can_hold_is_refused(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="for lang"):
        write_section(w.section, title="", body="<p>" + "x" * LONGEST, opened=1, by=w.owner)


def test_text_without_words_is_no_text(w: SimpleNamespace) -> None:
    assert write_section(w.section, title="", body="<p></p><p> </p>", opened=1, by=w.owner).body == ""


def test_same_words_sent_again_on_an_old_version_are_no_clash(w: SimpleNamespace) -> None:
    words = {"title": "Det vil vi", "body": "<p>Læs mere.</p>"}
    opened = w.section.version
    first = write_section(w.section, **words, opened=opened, by=w.owner)
    again = write_section(w.section, **words, opened=opened, by=w.owner)
    assert (again.version, again.history.count()) == (first.version, first.history.count())
    line = word_element(w.element, title="Alle læser", opened=w.element.version, by=w.owner)
    assert word_element(line, title="Alle læser", opened=line.version - 1, by=w.owner).version == line.version
