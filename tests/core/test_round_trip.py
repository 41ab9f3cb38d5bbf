"""Any list can go out as a workbook, be filled in, and come back: what it would change is shown, and nothing is lost."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from pejling.core.tables import Asked, Preview, ReturnedRow, RoundTrip, Told, preview_of, workbook
from pejling.core.tables.cells import Problem, as_day, as_text


@dataclass(frozen=True)
class School:
    pk: int
    version: int
    name: str


SCHOOLS = [School(1, 4, "Søparkens Skole"), School(2, 7, "Bakkens Skole")]
TRIP: RoundTrip[School] = RoundTrip(
    title="Skoler",
    key=lambda school: school.pk,
    version=lambda school: school.version,
    told=[Told("Skole", lambda school: school.name)],
    asked=[
        Asked("leader", "Ny leder", lambda cell: as_text(cell, 20)),
        Asked("on", "Fra", as_day),
    ],
)


def filled(*rows: list[Any]) -> bytes:
    """The workbook as it comes back with these rows."""
    heads = [(heading, 10) for heading in ("id", "version", "Skole", "Ny leder", "Fra")]
    return workbook("Skoler", heads, rows)


def preview(*rows: list[Any], standing: list[School] = SCHOOLS) -> Preview[School]:
    def problem(_returned: ReturnedRow, school: School | None) -> str:
        return "" if school else "Der er ingen skole med det id."

    return preview_of(TRIP, TRIP.read(filled(*rows)), standing, problem=problem)


def test_list_goes_out_with_what_stands_and_empty_cells_for_what_is_new() -> None:
    rows = list(load_workbook(BytesIO(TRIP.workbook(SCHOOLS))).worksheets[0].iter_rows(values_only=True))
    assert rows == [
        ("id", "version", "Skole", "Ny leder", "Fra"),
        (1, 4, "Søparkens Skole", None, None),
        (2, 7, "Bakkens Skole", None, None),
    ]


def test_list_that_nobody_filled_in_changes_nothing() -> None:
    assert TRIP.read(TRIP.workbook(SCHOOLS)).rows == ()


def test_filled_row_is_shown_beside_what_stands() -> None:
    (change,) = preview([1, 4, "Søparkens Skole", "Gerda Holm", "1.8.2027"]).changes
    assert (change.number, change.row) == (2, SCHOOLS[0])
    assert (change.typed["leader"], str(change.typed["on"])) == ("Gerda Holm", "2027-08-01")


def test_row_that_somebody_else_changed_meanwhile_is_set_apart() -> None:
    found = preview([1, 3, "", "Gerda Holm", None], [2, 7, "", "Bo Friis", None])
    assert [each.row.pk for each in found.overtaken] == [1]
    assert [each.row.pk for each in found.changes] == [2]


def test_bad_cells_are_told_by_their_line_and_the_rest_can_be_saved() -> None:
    found = preview([1, 4, "", "x" * 21, None], [2, 7, "", "Bo Friis", None], [9, 1, "", "Ida", None])
    assert found.problems == (
        Problem(2, "Teksten er for lang: højst 20 tegn."),
        Problem(4, "Der er ingen skole med det id."),
    )
    assert [each.row.pk for each in found.changes] == [2]


def test_row_that_stands_twice_is_changed_by_neither() -> None:
    found = preview([1, 4, "", "Gerda Holm", None], [1, 4, "", "Bo Friis", None])
    assert (found.changes, [each.line for each in found.problems]) == ((), [2, 3])


def test_other_workbook_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="id, version, Ny leder, Fra"):
        TRIP.read(workbook("Andet", [("navn", 10)], [["x"]]))
