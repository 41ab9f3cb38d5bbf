"""Lists as Excel workbooks."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook

from pejling.core.tables import Asked, RoundTrip, workbook
from pejling.core.tables.cells import as_text


def test_text_that_looks_like_a_formula_stays_text() -> None:
    sheet = load_workbook(
        BytesIO(workbook("Liste", [("Titel", 20)], [("=HYPERLINK(1)",), ("+45",)]))
    ).worksheets[0]
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2)] == [
        ("=HYPERLINK(1)", "s"),
        ("+45", "s"),
    ]


def test_dates_are_dates_and_numbers_numbers() -> None:
    sheet = load_workbook(
        BytesIO(workbook("Liste", [("Dag", 20), ("Antal", 9)], [(date(2026, 11, 20), 7)]))
    ).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].number_format, sheet["B2"].value) == (
        datetime(2026, 11, 20),  # noqa: DTZ001 - a workbook knows no time zones
        "dd.mm.yyyy",
        7,
    )


def test_control_characters_are_left_out() -> None:
    sheet = load_workbook(BytesIO(workbook("L\x01iste", [("Titel", 20)], [("a\x0bb",)]))).worksheets[0]
    assert (sheet.title, sheet["A2"].value) == ("Liste", "ab")


def test_title_may_hold_what_excel_allows_in_no_name_of_a_sheet() -> None:
    sheet = load_workbook(BytesIO(workbook("Børn/unge: [2027]?", [("Titel", 20)], [("a",)]))).worksheets[0]
    assert sheet.title == "Børn unge   2027  "


def test_nought_that_somebody_wrote_is_an_answer() -> None:
    trip: RoundTrip[int] = RoundTrip(
        "Tal",
        key=lambda row: row,
        version=lambda _row: 1,
        told=[],
        asked=[Asked("count", "Antal", lambda cell: as_text(cell, 10))],
    )
    book = load_workbook(BytesIO(trip.workbook([7, 8])))
    book.worksheets[0]["C2"] = 0
    stream = BytesIO()
    book.save(stream)
    assert [(row.pk, row.typed) for row in trip.read(stream.getvalue()).rows] == [(7, {"count": "0"})]
