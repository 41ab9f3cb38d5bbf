"""Any list can go out as a workbook, be filled in, and come back: what it would change is shown, and nothing is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pejling.core.many import NotSaved
from pejling.core.tables import Change, Column, NotApplied, Preview, Problem, RoundTrip, workbook
from pejling.core.tables.cells import as_day, as_text
from pejling.people.models import Person

pytestmark = pytest.mark.django_db
HEADS = ("id", "version", "aftryk", "Skole", "Ny leder", "Fra", "Elever")
NOBODY = Person(name="Ingen")


@dataclass(frozen=True)
class School:
    pk: int
    version: int
    name: str
    pupils: int = 300


SCHOOLS = [School(1, 4, "Søparkens Skole"), School(2, 7, "Bakkens Skole", 12)]
saved: list[tuple[int, dict[str, Any]]] = []


@pytest.fixture(autouse=True)
def nothing_saved() -> None:
    saved.clear()


def save(changes: Sequence[Change[School]], _by: Person) -> None:
    """Anything but a leader called Ingen; the other rows are not saved either."""
    wrong = {each.row.pk for each in changes if each.typed["leader"] == "Ingen"}
    if wrong:
        raise NotSaved({pk: ValidationError("Ingen er ikke et navn.") for pk in wrong})
    saved.extend((each.row.pk, dict(each.typed)) for each in changes)


def trip(standing: Sequence[School] = SCHOOLS) -> RoundTrip[School]:
    return RoundTrip(
        title="Skoler",
        key=lambda school: school.pk,
        version=lambda school: school.version,
        columns=[
            Column("Skole", lambda school: school.name),
            Column("Ny leder", lambda school: "", name="leader", read=lambda cell: as_text(cell, 20)),
            Column("Fra", lambda school: None, name="on", read=as_day),
            Column("Elever", lambda school: school.pupils, name="pupils", read=int),
        ],
        rows=lambda pks: [school for school in standing if school.pk in pks],
        save=save,
        unknown="Der er ingen skole med det id.",
    )


def filled(*changes: dict[str, Any]) -> bytes:
    """The workbook as it comes back with these cells put in, by their row from 2; `row` may be one that was not there."""
    book = load_workbook(BytesIO(trip().workbook(SCHOOLS)))
    sheet = book.worksheets[0]
    for change in changes:
        for heading, value in change.items():
            if heading != "row":
                sheet.cell(change["row"], HEADS.index(heading) + 1).value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def preview(*changes: dict[str, Any], standing: Sequence[School] = SCHOOLS) -> Preview[School]:
    return trip(standing).preview(trip().read(filled(*changes)), NOBODY)


def pks(changes: Sequence[Change[School]]) -> list[int]:
    return [each.row.pk for each in changes]


def test_list_goes_out_with_what_stands_and_hidden_columns_that_know_each_row() -> None:
    sheet = load_workbook(BytesIO(trip().workbook(SCHOOLS))).worksheets[0]
    rows = [row[:2] + row[3:] for row in sheet.iter_rows(values_only=True)]
    assert rows == [
        ("id", "version", "Skole", "Ny leder", "Fra", "Elever"),
        (1, 4, "Søparkens Skole", None, None, 300),
        (2, 7, "Bakkens Skole", None, None, 12),
    ]
    assert [letter for letter in "ABCD" if sheet.column_dimensions[letter].hidden] == ["A", "B", "C"]


def test_list_that_nobody_touched_changes_nothing_though_others_have() -> None:
    later = [School(1, 5, "Søparkens Skole", 310), *SCHOOLS[1:]]
    assert preview(standing=later) == Preview((), (), ())


def test_touched_row_is_shown_beside_what_stands_and_nothing_is_saved() -> None:
    (change,) = preview({"row": 2, "Ny leder": "Gerda Holm", "Fra": "1.8.2027", "Elever": 310}).changes
    assert (change.number, change.row, change.opened) == (2, SCHOOLS[0], 4)
    told = [(each.heading, each.before, str(each.after)) for each in change.differences]
    assert told == [("Ny leder", "", "Gerda Holm"), ("Fra", None, "2027-08-01"), ("Elever", 300, "310")]


def test_what_is_typed_as_it_stands_is_no_change() -> None:
    assert preview({"row": 2, "Elever": "300 "}).changes == ()


def test_row_that_somebody_else_changed_meanwhile_is_set_apart() -> None:
    later = [School(1, 5, "Søparkens Skole"), *SCHOOLS[1:]]
    found = preview({"row": 2, "Elever": 1}, {"row": 3, "Elever": 2}, standing=later)
    assert (pks(found.overtaken), pks(found.changes)) == ([1], [2])


def test_bad_cells_and_refusals_are_told_by_their_line_and_the_rest_can_be_saved() -> None:
    found = preview(
        {"row": 2, "Ny leder": "x" * 21},
        {"row": 3, "Ny leder": "Bo Friis"},
        {"row": 4, "id": 9, "version": 1, "Ny leder": "Ida"},
    )
    assert found.problems == (
        Problem(2, "Teksten er for lang: højst 20 tegn."),
        Problem(4, "Der er ingen skole med det id."),
    )
    assert pks(found.changes) == [2]


def test_what_the_action_refuses_is_told_by_its_line_before_anything_is_saved() -> None:
    found = preview({"row": 2, "Ny leder": "Ingen"}, {"row": 3, "Ny leder": "Bo Friis"})
    assert found.problems == (Problem(2, "Ingen er ikke et navn."),)
    assert pks(found.changes) == [2]


def test_row_that_stands_twice_is_changed_by_neither() -> None:
    found = preview({"row": 2, "Elever": 1}, {"row": 3, "id": 1, "Elever": 2})
    assert (found.changes, [each.line for each in found.problems]) == ((), [2, 3])


def test_what_was_looked_through_is_saved_by_the_rooms_own_action() -> None:
    returned = trip().read(filled({"row": 2, "Elever": 310}, {"row": 3, "Ny leder": "Bo Friis"}))
    assert trip().apply(returned, NOBODY) == 2
    assert saved == [
        (1, {"leader": "", "on": None, "pupils": 310}),
        (2, {"leader": "Bo Friis", "on": None, "pupils": 12}),
    ]


def test_nothing_is_saved_when_one_row_has_been_changed_or_refused_since() -> None:
    returned = trip().read(filled({"row": 2, "Elever": 310}, {"row": 3, "Ny leder": "Bo Friis"}))
    with pytest.raises(NotApplied) as late:
        trip([School(1, 5, "Søparkens Skole"), *SCHOOLS[1:]]).apply(returned, NOBODY)
    with pytest.raises(NotApplied) as gone:
        trip(SCHOOLS[:1]).apply(returned, NOBODY)
    assert (late.value.is_overtaken, [each.line for each in late.value.problems]) == (True, [2])
    assert (gone.value.is_overtaken, [each.line for each in gone.value.problems]) == (False, [3])
    assert saved == []


def test_other_workbook_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="id, version, aftryk, Ny leder, Fra, Elever"):
        trip().read(workbook("Andet", [("navn", 10)], [["x"]]))


texts = st.text("abcæøåÆØÅ 0123456789;,.'=+-\n", max_size=40)


@settings(max_examples=5)
@given(st.lists(texts, min_size=1, max_size=30))
def test_what_stands_comes_back_untouched_whatever_it_is(names: list[str]) -> None:
    rows = [School(at, 1, name, at) for at, name in enumerate(names, start=1)]
    named = replace(
        trip(rows),
        columns=[
            Column("Navn", lambda school: school.name, name="name", read=lambda cell: as_text(cell, 60))
        ],
    )
    assert named.read(named.workbook(rows)).rows == ()
