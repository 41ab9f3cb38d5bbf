"""Elements: lines added, worded, moved in a tree, taken away and brought back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.direction.actions.elements import (
    add_element,
    choose_kind,
    name_responsible,
    put_beside,
    remove_element,
    restore_element,
    step_element,
    word_element,
)
from pejling.direction.actions.revisions import freeze
from pejling.direction.figures.tree import depth_first
from pejling.direction.models import Element, ElementKind, Section
from tests import world
from tests.access import make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    """The small municipality, with three lines in the school's plan: one, two, three."""
    w = make_world()
    Element.objects.filter(document=w.document).exclude(pk=w.element.pk).delete()
    w.section = Section.objects.create(document=w.document, title="Mål", position=9 << 20)
    w.one, w.two, w.three = (
        add_element(w.section, kind=goal(), title=title, by=w.owner) for title in ("en", "to", "tre")
    )
    return w


def goal(code: str = "goal") -> ElementKind:
    return ElementKind.objects.get(code=code)


def outline(section: Section) -> list[str]:
    """The lines as they are read, two spaces for each level."""
    return ["  " * depth + row.title for row, depth in depth_first(section.elements.all())]


def fresh(element: Element) -> Element:
    return Element.objects.select_related("section", "parent", "document__kind").get(pk=element.pk)


def test_line_is_added_after_the_one_that_it_follows(w: SimpleNamespace) -> None:
    add_element(w.section, kind=goal(), title="halvanden", after=w.one, by=w.owner)
    assert outline(w.section) == ["en", "halvanden", "to", "tre"]


def test_many_lines_in_one_stretch_are_one_line_in_the_log(w: SimpleNamespace) -> None:
    lines = Activity.objects.about(w.document).filter(verb="direction.elements_added")
    assert lines.count() == 1


def test_moving_a_line_changes_one_row(w: SimpleNamespace) -> None:
    before = dict(Element.objects.values_list("pk", "position"))
    step_element(fresh(w.three), "up", by=w.owner)
    after = dict(Element.objects.values_list("pk", "position"))
    assert [pk for pk in after if after[pk] != before[pk]] == [w.three.pk]
    assert outline(w.section) == ["en", "tre", "to"]


def test_lines_are_numbered_anew_only_when_the_gap_is_exhausted(w: SimpleNamespace) -> None:
    Element.objects.filter(pk=w.two.pk).update(position=fresh(w.one).position + 1)
    step_element(fresh(w.three), "up", by=w.owner)
    assert outline(w.section) == ["en", "tre", "to"]
    assert len(set(w.section.elements.values_list("position", flat=True))) == 3


def test_line_goes_in_under_the_one_above_and_out_beside_it(w: SimpleNamespace) -> None:
    step_element(fresh(w.two), "in", by=w.owner)
    assert outline(w.section) == ["en", "  to", "tre"]
    step_element(fresh(w.two), "out", by=w.owner)
    assert outline(w.section) == ["en", "to", "tre"]


def test_second_of_two_quick_steps_begins_where_the_first_ended(w: SimpleNamespace) -> None:
    as_shown = fresh(w.three)
    step_element(as_shown, "in", by=w.owner)
    step_element(as_shown, "out", by=w.owner)
    step_element(as_shown, "up", by=w.owner)
    assert outline(w.section) == ["en", "tre", "to"]


def test_step_that_leads_nowhere_changes_nothing(w: SimpleNamespace) -> None:
    step_element(fresh(w.one), "in", by=w.owner)
    step_element(fresh(w.one), "out", by=w.owner)
    step_element(fresh(w.three), "down", by=w.owner)
    assert outline(w.section) == ["en", "to", "tre"]


def test_line_is_dragged_to_stand_beside_another_on_its_level(w: SimpleNamespace) -> None:
    put_beside(fresh(w.three), w.one, is_after=False, by=w.owner)
    assert outline(w.section) == ["tre", "en", "to"]
    put_beside(fresh(w.three), w.one, is_after=True, by=w.owner)
    assert outline(w.section) == ["en", "tre", "to"]
    step_element(fresh(w.three), "in", by=w.owner)
    put_beside(fresh(w.two), w.three, is_after=False, by=w.owner)
    assert outline(w.section) == ["en", "  to", "  tre"]


def test_line_is_dragged_into_another_section_with_what_hangs_under_it(w: SimpleNamespace) -> None:
    step_element(fresh(w.three), "in", by=w.owner)
    put_beside(fresh(w.two), w.element, is_after=True, by=w.owner)
    assert outline(w.section) == ["en"]
    assert outline(w.element.section) == ["Alle læser hver dag", "to", "  tre"]


def test_line_cannot_be_dragged_under_itself_nor_out_of_its_document(w: SimpleNamespace) -> None:
    step_element(fresh(w.three), "in", by=w.owner)
    with pytest.raises(ValidationError, match="under sig selv"):
        put_beside(fresh(w.two), fresh(w.three), is_after=True, by=w.owner)
    with pytest.raises(ValidationError, match="inden for sit dokument"):
        put_beside(fresh(w.two), w.aim, is_after=True, by=w.owner)
    assert outline(w.section) == ["en", "to", "  tre"]


@pytest.mark.parametrize(
    "told", [{}, {"step": "up", "after": "1"}, {"after": "x"}, {"before": "-1"}, {"step": "sideways"}]
)
def test_place_that_makes_no_sense_is_refused(
    w: SimpleNamespace, client: Client, told: dict[str, str]
) -> None:
    client.force_login(w.owner)
    assert client.post(f"/punkter/{w.two.pk}/plads", told).status_code == 422
    assert outline(w.section) == ["en", "to", "tre"]


def test_line_is_put_where_it_was_dragged(w: SimpleNamespace, client: Client) -> None:
    client.force_login(w.owner)
    address = f"/punkter/{w.three.pk}/plads"
    assert client.post(address, {"before": w.one.pk}).status_code == 303
    assert outline(w.section) == ["tre", "en", "to"]
    assert client.post(address, {"after": w.aim.pk}).status_code == 404
    assert outline(w.section) == ["tre", "en", "to"]


def test_line_cannot_go_in_under_one_that_contributes_to_it(w: SimpleNamespace) -> None:
    world.tie(w.one, w.two)
    with pytest.raises(ValidationError, match="bidrager allerede"):
        step_element(fresh(w.two), "in", by=w.owner)
    assert outline(w.section) == ["en", "to", "tre"]


def test_first_line_goes_up_into_the_section_before_with_what_hangs_under_it(w: SimpleNamespace) -> None:
    step_element(fresh(w.two), "in", by=w.owner)
    step_element(fresh(w.one), "up", by=w.owner)
    assert outline(w.element.section) == ["Alle læser hver dag", "en", "  to"]
    assert outline(w.section) == ["tre"]


def test_tree_goes_no_deeper_than_one_can_read(w: SimpleNamespace) -> None:
    parent = w.one
    for depth in range(6):
        parent = add_element(w.section, kind=goal(), title=f"dyb {depth}", parent=parent, by=w.owner)
    last = add_element(w.section, kind=goal(), title="dybest", after=parent, by=w.owner)
    with pytest.raises(ValidationError, match="Så dybt"):
        step_element(fresh(last), "in", by=w.owner)


def test_wording_opened_on_an_older_version_is_refused(w: SimpleNamespace) -> None:
    word_element(w.one, title="først", opened=1, by=w.owner)
    with pytest.raises(Stale):
        word_element(w.one, title="sidst", opened=1, by=w.secretary)
    assert fresh(w.one).title == "først"


def test_move_does_not_make_somebodys_open_text_stale(w: SimpleNamespace) -> None:
    step_element(fresh(w.one), "down", by=w.secretary)
    word_element(w.one, title="ordlyden", opened=w.one.version, by=w.owner)
    assert outline(w.section) == ["to", "ordlyden", "tre"]


def test_stretch_of_typing_is_one_row_of_history(w: SimpleNamespace) -> None:
    for version, title in enumerate(("Al", "Alle", "Alle læser"), start=1):
        word_element(w.one, title=title, opened=version, by=w.owner)
    assert [row.title for row in w.one.history.order_by("history_id")] == ["en", "Alle læser"]


def test_freeze_another_writer_and_ten_idle_minutes_end_a_stretch(w: SimpleNamespace) -> None:
    word_element(w.one, title="a", opened=1, by=w.owner)
    freeze(w.document, name="Midtvejs", by=w.owner)
    word_element(w.one, title="b", opened=2, by=w.owner)
    word_element(w.one, title="c", opened=3, by=w.secretary)
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        word_element(w.one, title="d", opened=4, by=w.secretary)
    assert [row.title for row in w.one.history.order_by("history_id")] == ["en", "a", "b", "c", "d"]


def test_wording_is_kept_without_markup_control_characters_or_decomposed_letters(w: SimpleNamespace) -> None:
    element = word_element(
        w.one,
        title="A\u030arsplan\x00",
        text='<p onclick="x()">Hej<script>alert(1)</script></p>',
        opened=1,
        by=w.owner,
    )
    assert (fresh(element).title, fresh(element).text) == ("Årsplan", "<p>Hej</p>")


def test_wording_that_is_too_long_is_refused_beside_its_field(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError) as refusal:
        word_element(w.one, title="x" * 501, opened=1, by=w.owner)
    assert list(refusal.value.error_dict) == ["title"]


def test_untied_line_is_removed_and_brought_back_where_it_stood(w: SimpleNamespace) -> None:
    remove_element(fresh(w.two), by=w.owner)
    assert outline(w.section) == ["en", "tre"]
    restore_element(w.document, w.two.pk, by=w.owner)
    assert outline(w.section) == ["en", "to", "tre"]


def test_line_of_another_document_is_not_brought_back_here(w: SimpleNamespace) -> None:
    remove_element(fresh(w.two), by=w.owner)
    with pytest.raises(ValidationError, match="ikke hentes tilbage"):
        restore_element(w.draft, w.two.pk, by=w.secretary)


def test_line_that_others_contribute_to_is_not_deleted(w: SimpleNamespace) -> None:
    world.tie(w.two, w.one)
    for tied in (w.one, w.two):
        with pytest.raises(ValidationError, match="Afslut det"):
            remove_element(fresh(tied), by=w.owner)


def test_line_with_others_under_it_is_not_deleted(w: SimpleNamespace) -> None:
    step_element(fresh(w.two), "in", by=w.owner)
    with pytest.raises(ValidationError, match="står under"):
        remove_element(fresh(w.one), by=w.owner)


def test_adopted_line_keeps_its_words_while_its_responsible_can_change(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        word_element(w.aim, title="andet", opened=1, by=w.secretary)
    with pytest.raises(Refused):
        remove_element(w.aim, by=w.secretary)
    with pytest.raises(Refused):
        choose_kind(w.aim, goal("priority"), by=w.secretary)
    assert name_responsible(w.aim, w.owner, by=w.secretary).responsible == w.owner


def test_imported_line_of_an_adopted_document_can_be_called_something_else(w: SimpleNamespace) -> None:
    Element.objects.filter(pk=w.aim.pk).update(source_line=12, is_unsure=True)
    element = choose_kind(fresh(w.aim), goal("priority"), by=w.secretary)
    assert (element.kind.code, element.is_unsure) == ("priority", False)


def test_aim_that_others_contribute_to_stays_an_aim(w: SimpleNamespace) -> None:
    world.tie(w.two, w.one)
    with pytest.raises(ValidationError, match="blive ved med at være et mål"):
        choose_kind(w.one, goal("challenge"), by=w.owner)


def test_stranger_cannot_write(w: SimpleNamespace) -> None:
    with pytest.raises(Refused):
        word_element(w.one, title="mit", opened=1, by=w.colleague)
