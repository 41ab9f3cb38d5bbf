"""How rows are written: under a name, with history, without lost updates, and one row for one stretch of typing."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
import time_machine

from pejling.core.history import STRETCH, Stale, create_all, save_edit, update_all
from pejling.direction.models import Element
from pejling.people.models import Person
from tests import world
from tests.access import make_world

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def w(db: None) -> SimpleNamespace:
    with time_machine.travel(NOON - timedelta(days=1), tick=False):
        return make_world()


def type_at(
    w: SimpleNamespace, minute: int, text: str, *, by: Person | None = None, since: datetime | None = None
) -> None:
    with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
        w.section.body = text
        save_edit(
            w.section,
            opened=w.section.version,
            by=by or w.owner,
            grow_since=since or NOON - timedelta(days=9),
        )


def typed(w: SimpleNamespace) -> list[str]:
    return [row.body for row in w.section.history.order_by("history_date")][1:]


def test_stretch_of_typing_is_one_row_however_often_it_saves(w: SimpleNamespace) -> None:
    for minute in range(5):
        type_at(w, minute, f"tekst {minute}")
    assert typed(w) == ["tekst 4"]


def test_ten_idle_minutes_end_a_stretch(w: SimpleNamespace) -> None:
    type_at(w, 0, "før")
    type_at(w, 11, "efter")
    assert typed(w) == ["før", "efter"]
    assert timedelta(minutes=10) == STRETCH


def test_another_writer_ends_a_stretch(w: SimpleNamespace) -> None:
    type_at(w, 0, "min")
    type_at(w, 1, "din", by=w.secretary)
    type_at(w, 2, "min igen")
    assert typed(w) == ["min", "din", "min igen"]


def test_freeze_ends_a_stretch(w: SimpleNamespace) -> None:
    type_at(w, 0, "før")
    type_at(w, 2, "efter", since=NOON + timedelta(minutes=1))
    assert typed(w) == ["før", "efter"]


def test_edit_on_an_old_version_is_refused_and_shows_what_stands(w: SimpleNamespace) -> None:
    type_at(w, 0, "den første")
    late = type(w.section).objects.get(pk=w.section.pk)
    late.body = "den anden"
    with pytest.raises(Stale) as refused:
        save_edit(late, opened=1, by=w.secretary)
    assert refused.value.current.body == "den første"  # type: ignore[attr-defined]


def test_rows_written_in_bulk_have_history_under_the_name(w: SimpleNamespace) -> None:
    first = w.element
    rows = [
        Element(
            document=w.document, section=w.section, kind=first.kind, title=f"Nr. {number}", position=number
        )
        for number in range(3)
    ]
    created = create_all(Element, rows, by=w.owner)
    assert [row.history.get().history_user for row in created] == [w.owner] * 3
    created[0].title = "Ændret"
    update_all(Element, created[:1], ["title"], by=w.secretary)
    assert [row.title for row in created[0].history.order_by("history_id")] == ["Nr. 0", "Ændret"]


def test_bulk_rows_are_cleaned_and_keyed_as_single_ones(w: SimpleNamespace) -> None:
    (unit,) = create_all(
        type(w.unit), [type(w.unit)(name="  A\u030aby \x00 Skole ", kind=w.unit.kind)], by=None
    )
    assert (unit.name, unit.sort_key != "") == ("Åby Skole", True)
    assert world.make_unit("Åby Skole").sort_key == unit.sort_key
