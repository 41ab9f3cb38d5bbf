"""Lists as Excel workbooks."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook

from pejling.core.tables import workbook


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
