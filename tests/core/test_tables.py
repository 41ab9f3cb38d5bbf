"""Lists as Excel workbooks."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pejling.core.tables import Column, RoundTrip, Value, csv_file, read_rows, workbook
from pejling.core.tables.cells import BadCell, as_day, as_moment, as_number, as_text, as_yes
from pejling.core.text import clean_line


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
        columns=[Column("Antal", lambda _row: None, name="count", read=lambda cell: as_text(cell, 10))],
        rows=lambda pks: pks,
        save=lambda _changes, _by: None,
        unknown="",
    )
    book = load_workbook(BytesIO(trip.workbook([7, 8])))
    book.worksheets[0]["D2"] = 0
    stream = BytesIO()
    book.save(stream)
    assert [(row.pk, row.cells) for row in trip.read(stream.getvalue()).rows] == [(7, {"count": "0"})]


# --- What is written comes back the same ---------------------------------------------------------------------------

SIGNS = "abcæøåÆØÅéü ABC 0123456789 .,;:!?\"'=+-@()/\\%&#_<>|–»«*"
texts = st.text(SIGNS, max_size=60).map(clean_line)
days = st.dates(date(1700, 1, 1), date(2199, 12, 31))
naive = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31))  # noqa: DTZ001 - a moment without a zone
aware = st.datetimes(
    datetime(1990, 1, 1),  # noqa: DTZ001 - hypothesis gives them the zone
    datetime(2199, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, ZoneInfo("America/New_York")]),
)
decimals = st.decimals(-(10**9), 10**9, places=4)
# A workbook has no numbers below 2,2E-308: what is that near to nothing loses digits in it.
floats = st.floats(-1e14, 1e14, allow_nan=False, allow_subnormal=False).map(
    lambda number: float(f"{number:.15g}")
)
whole = st.integers(-(10**30), 10**30)


def cells_of(data: bytes) -> list[str]:
    """The cells of the one row below the heading, by the reader of others' files."""
    rows = read_rows(data, weigh=lambda cells: sum(cell in ("Først", "Her") for cell in cells))
    (row,) = rows.below
    return row.cells


def both(value: Value) -> tuple[str, str]:
    """What our own reader finds of a value in a workbook and in csv."""
    columns, rows = [("Først", 9), ("Her", 9)], [("x", value)]
    return cells_of(workbook("Liste", columns, rows))[1], cells_of(csv_file(columns, rows))[1]


@settings(max_examples=60)
@given(texts)
def test_text_comes_back_as_it_was_from_both_files(text: str) -> None:
    assert both(text) == (text, text)


@settings(max_examples=40)
@given(whole | decimals | floats)
def test_number_comes_back_as_it_was_from_both_files(number: int | Decimal | float) -> None:
    meant = Decimal(repr(number)) if isinstance(number, float) else Decimal(number)
    assert [as_number(cell) for cell in both(number)] == [meant, meant]


@settings(max_examples=40)
@given(days)
def test_day_comes_back_as_it_was_from_both_files(day: date) -> None:
    assert [as_day(cell) for cell in both(day)] == [day, day]


@settings(max_examples=40)
@given(naive | aware)
def test_moment_comes_back_by_the_danish_clock_to_the_minute(moment: datetime) -> None:
    local = timezone.make_naive(moment) if timezone.is_aware(moment) else moment
    meant = local.replace(second=0, microsecond=0, fold=0)
    found = [as_moment(cell) for cell in both(moment)]
    assert [each and each.replace(tzinfo=None, fold=0) for each in found] == [meant, meant]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (True, "ja"),
        (False, "nej"),
        (None, ""),
        (Decimal("1234.50"), "1234,50"),
        (-3, "-3"),
        (0.1 + 0.2, "0,3"),
        (float("nan"), ""),
        (date(2026, 11, 20), "20-11-2026"),
        (datetime(2026, 7, 1, 12, 5, tzinfo=UTC), "01-07-2026 14:05"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("'-5", "''-5"),
        ("Læsebånd;\n»hver« morgen", '"Læsebånd; »hver« morgen"'),
    ],
)
def test_csv_is_as_excel_in_denmark_opens_it_and_no_cell_is_a_formula(value: Value, cell: str) -> None:
    content = csv_file([("Først", 9), ("Her", 9)], [("x", value)])
    assert content == f"\ufeffFørst;Her\r\nx;{cell}\r\n".encode()


def test_yes_and_no_are_read_back() -> None:
    assert [[as_yes(cell) for cell in both(value)] for value in (True, False)] == [[True] * 2, [False] * 2]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("1,5", "1.5"),
        ("0.125", "0.125"),
        ("−7", "-7"),
        (3.5, "3.5"),
    ],
)
def test_number_is_read_as_a_dane_writes_it(typed: object, meant: str) -> None:
    assert as_number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["ti", "1,2,3", "NaN", "9" * 500])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    with pytest.raises(BadCell, match="er ikke et tal"):
        as_number(typed)


def test_decimals_and_moments_are_numbers_and_moments_in_the_workbook() -> None:
    moment = datetime(2026, 7, 1, 12, 5, tzinfo=UTC)
    heads = [("Kr.", 9), ("Hvornår", 9), ("Id", 9)]
    content = workbook("Liste", heads, [(Decimal("1234.50"), moment, 10**18)])
    kroner, when, name = load_workbook(BytesIO(content)).worksheets[0][2]
    assert (kroner.value, kroner.number_format) == (1234.5, "#,##0.00")
    assert (when.value, when.number_format) == (
        datetime(2026, 7, 1, 14, 5),  # noqa: DTZ001 - a workbook knows no time zones
        "dd.mm.yyyy hh:mm",
    )
    assert name.value == "1000000000000000000"
