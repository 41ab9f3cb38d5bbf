"""Units are made, moved, ended and merged, and what they have is never lost."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from pejling.activity.models import Activity
from pejling.core.dates import today
from pejling.core.history import Stale
from pejling.core.permissions import Refused
from pejling.organisation.actions.units import (
    create_unit,
    edit_unit,
    end_unit,
    merge_units,
    move_unit,
    reopen_unit,
)
from pejling.organisation.models import Post, Unit, UnitKind
from tests import world

YESTERDAY = today() - timedelta(days=1)


def verbs(thing: Unit) -> list[str]:
    """What the log says was done to the unit, newest first."""
    return [line.verb.removeprefix("organisation.") for line in Activity.objects.about(thing)]


def test_create_unit_writes_history_and_a_line_in_the_log(w: SimpleNamespace) -> None:
    kind = UnitKind.objects.get(name="Skole")
    unit = create_unit(name="  Nye   Skole ", kind=kind, parent=w.centre, by=w.secretary)
    assert (unit.name, unit.parent) == ("Nye Skole", w.centre)
    assert unit.history.get().history_user == w.secretary
    assert [str(line) for line in Activity.objects.about(unit)] == ["Signe Krogh oprettede enheden"]


def test_two_units_cannot_have_the_same_id(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="En anden enhed har allerede det id"):
        create_unit(name="Kopi", kind=w.school.kind, external_id="100", by=w.secretary)


def test_edit_on_an_old_version_saves_nothing(w: SimpleNamespace) -> None:
    values = {"kind": w.school.kind, "external_id": "100", "starts_on": None, "by": w.secretary}
    edit_unit(Unit.objects.get(pk=w.school.pk), name="Søparken", opened=1, **values)
    with pytest.raises(Stale):
        edit_unit(Unit.objects.get(pk=w.school.pk), name="Parkskolen", opened=1, **values)
    w.school.refresh_from_db()
    assert w.school.name == "Søparken"
    assert verbs(w.school) == ["unit_edited"]


def test_unit_moves_with_all_below_it(w: SimpleNamespace) -> None:
    move_unit(w.centre, parent=None, opened=1, by=w.secretary)
    w.centre.refresh_from_db()
    assert w.centre.parent is None
    assert [line.words for line in Activity.objects.about(w.centre)] == [
        "flyttede enheden fra Fjordlund Kommune til øverst"
    ]


@pytest.mark.parametrize("target", ["centre", "school"])
def test_unit_cannot_come_to_belong_under_itself(w: SimpleNamespace, target: str) -> None:
    with pytest.raises(ValidationError, match="kan ikke høre under sig selv"):
        move_unit(w.centre, parent=getattr(w, target), opened=1, by=w.secretary)


def test_ending_a_unit_ends_its_posts_on_the_same_day(w: SimpleNamespace) -> None:
    coming = world.make_person("Ny Leder")
    world.give_post(coming, w.school, "Institutionsleder", starts_on=today() + timedelta(days=30))
    end_unit(w.school, on=YESTERDAY, by=w.secretary)
    assert w.school.has_ended
    assert [(post.person.name, post.ends_on) for post in w.school.posts.all()] == [("Gerda Holm", YESTERDAY)]
    assert w.gerda.posts.get().history.first().history_user == w.secretary


def test_ending_a_unit_that_has_something_left_names_it_and_does_nothing(w: SimpleNamespace) -> None:
    world.make_forum("Skolebestyrelsen", kind="Andet", unit=w.centre)
    with pytest.raises(ValidationError) as refused:
        end_unit(w.centre, on=today(), by=w.secretary)
    assert refused.value.messages == [
        "Enheden har stadig enheder under sig (2), fora (1). Vælg, hvem der overtager."
    ]
    w.centre.refresh_from_db()
    assert w.centre.ends_on is None


def test_ending_a_unit_with_a_receiver_moves_what_it_has(w: SimpleNamespace) -> None:
    board = world.make_forum("Skolebestyrelsen", kind="Andet", unit=w.centre)
    end_unit(w.centre, on=today(), receiver=w.top, by=w.secretary)
    board.refresh_from_db()
    assert board.unit == w.top
    assert {unit.name for unit in w.top.children.current()} == {
        "Center for Børn",
        "Søparkens Skole",
        "Bakkens Skole",
    }


def test_unit_cannot_end_in_the_future(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="Vælg i dag"):
        end_unit(w.school, on=today() + timedelta(days=1), by=w.secretary)


def test_last_operators_unit_cannot_end(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="mindst én it-administrator"):
        end_unit(w.top, on=today(), by=w.operator)


def test_reopened_unit_lasts_again(w: SimpleNamespace) -> None:
    end_unit(w.school, on=YESTERDAY, by=w.secretary)
    reopen_unit(w.school, by=w.secretary)
    assert w.school.is_current()
    assert verbs(w.school) == ["unit_reopened", "unit_ended"]


def test_merging_takes_people_forums_and_units_along_but_not_the_leader(w: SimpleNamespace) -> None:
    staff = world.give_post(world.make_person("Ida Vang"), w.school)
    team = world.make_unit("Indskolingen", kind="Team", parent=w.school)
    board = world.make_forum("Skolebestyrelsen", kind="Andet", unit=w.school)
    left = merge_units(w.school, into=w.other, on=today(), by=w.secretary)
    for row in (team, board, w.school):
        row.refresh_from_db()
    assert [post.person for post in left] == [w.gerda]
    assert (team.parent, board.unit, w.school.merged_into) == (w.other, w.other, w.other)
    assert w.school.ends_on == YESTERDAY
    assert [post.unit for post in Post.objects.current().filter(person=staff)] == [w.other]
    assert not Post.objects.current().filter(person=w.gerda).exists()


def test_unit_can_be_merged_into_one_below_it(w: SimpleNamespace) -> None:
    merge_units(w.centre, into=w.school, on=today(), by=w.secretary)
    for unit in (w.school, w.other):
        unit.refresh_from_db()
    assert (w.school.parent, w.other.parent) == (w.top, w.school)


def test_unit_cannot_be_merged_into_itself_or_into_an_ended_one(w: SimpleNamespace) -> None:
    with pytest.raises(ValidationError, match="en anden enhed"):
        merge_units(w.school, into=w.school, on=today(), by=w.secretary)
    end_unit(w.other, on=YESTERDAY, by=w.secretary)
    with pytest.raises(ValidationError, match="Bakkens Skole er nedlagt"):
        merge_units(w.school, into=w.other, on=today(), by=w.secretary)


def test_who_may_not_keep_the_organisation_makes_no_unit_and_the_command_line_may(w: SimpleNamespace) -> None:
    values = {"name": "Ny Skole", "kind": w.school.kind, "parent": w.centre}
    with pytest.raises(Refused, match="Kun sekretariatet og it-administratoren kan ændre organisationen"):
        create_unit(**values, by=w.gerda)
    assert create_unit(**values, by=None).parent == w.centre
