"""Dates, numbers and money as they are written in Denmark."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from pejling.core import formats
from pejling.core.dates import end_of, first_day_within, months_before

DAY = date(2026, 11, 20)


def test_days_are_written_with_dots_in_full_and_with_the_weekday() -> None:
    assert [formats.day(DAY), formats.long_day(DAY), formats.weekday(DAY)] == [
        "20.11.2026",
        "20. november 2026",
        "fredag den 20. november 2026",
    ]


def test_no_day_is_written_as_nothing() -> None:
    assert formats.day(None) == ""


def test_moment_is_told_in_danish_time() -> None:
    assert formats.moment(datetime(2026, 11, 20, 13, 5, tzinfo=UTC)) == "20.11.2026 kl. 14.05"


def test_new_year_lies_in_week_53() -> None:
    assert [formats.week(day) for day in (DAY, date(2027, 1, 1))] == ["uge 47", "uge 53"]


def test_periods_of_whole_years_are_written_as_years() -> None:
    years = formats.period(date(2026, 1, 1), date(2029, 12, 31))
    year = formats.period(date(2026, 1, 1), date(2026, 12, 31))
    days = formats.period(date(2026, 3, 1), date(2026, 12, 31))
    assert [years, year, days] == ["2026–2029", "2026", "01.03.2026–31.12.2026"]


def test_open_periods_are_written_in_words() -> None:
    assert [formats.period(DAY, None), formats.period(None, DAY), formats.period(None, None)] == [
        "fra 20.11.2026",
        "til 20.11.2026",
        "",
    ]


def test_numbers_have_dots_for_thousands_and_a_decimal_comma() -> None:
    assert [formats.number(1234567), formats.number(Decimal("1234.5")), formats.number(Decimal("2"), 2)] == [
        "1.234.567",
        "1.234,5",
        "2,00",
    ]


def test_money_shows_oere_only_when_there_are_some() -> None:
    assert [formats.money(123456700), formats.money(123450)] == ["1.234.567 kr.", "1.234,50 kr."]


def test_percent_of_nothing_is_a_dash() -> None:
    assert [formats.percent(123, 1000), formats.percent(1, 0)] == ["12,3 %", "–"]


def test_english_readers_get_english_months() -> None:
    with override("en"):
        assert formats.long_day(DAY) == "20 November 2026"


def test_day_ends_at_midnight_in_denmark() -> None:
    assert end_of(DAY).astimezone(UTC).isoformat() == "2026-11-20T22:59:59.999999+00:00"


def test_month_before_a_long_month_ends_on_its_last_day() -> None:
    assert [months_before(date(2026, 3, 31), 1), months_before(date(2026, 1, 15), 2)] == [
        date(2026, 2, 28),
        date(2025, 11, 15),
    ]


@pytest.mark.parametrize("months", [1, 2, 3, 6, 12])
def test_first_day_within_some_months_is_the_first_from_which_they_reach_the_day(months: int) -> None:
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(4 * 365)]
    firsts = [(day, first_day_within(day, months)) for day in days]
    reaching = [months_before(first, -months) >= day for day, first in firsts]
    short = [months_before(first - timedelta(days=1), -months) < day for day, first in firsts]
    assert (all(reaching), all(short)) == (True, True)
