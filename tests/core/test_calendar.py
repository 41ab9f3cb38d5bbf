"""Working days: held against the dates that are printed in Danish calendars."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pejling.core.calendar import (
    easter,
    is_working_day,
    next_working_day,
    public_holidays,
    working_days_after,
    working_days_between,
)

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
days = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(1818, 3, 22),  # the earliest there can be
        date(1943, 4, 25),  # the latest
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
        date(2049, 4, 18),  # where a shorter rule is a week late
    ],
)
def test_easter_falls_as_the_almanac_has_it(day: date) -> None:
    assert easter(day.year) == day


def test_public_holidays_of_2026_are_those_of_the_printed_calendar() -> None:
    assert sorted(public_holidays(2026)) == [
        date(2026, 1, 1),
        date(2026, 4, 2),
        date(2026, 4, 3),
        date(2026, 4, 5),
        date(2026, 4, 6),
        date(2026, 5, 14),
        date(2026, 5, 24),
        date(2026, 5, 25),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


@pytest.mark.parametrize(("day", "works"), [(date(2023, 5, 5), False), (date(2024, 4, 26), True)])
def test_store_bededag_is_a_working_day_since_2024(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (FRIDAY, True),
        (SATURDAY, False),
        (date(2026, 11, 22), False),
        (date(2026, 6, 5), False),
        (date(2026, 12, 24), False),
        (date(2026, 12, 31), False),
        (date(2026, 5, 14), False),
        (date(2026, 5, 15), True),
        (date(2026, 5, 1), True),
    ],
)
def test_town_hall_is_closed_on_weekends_holidays_and_days_off(day: date, works: bool) -> None:
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (FRIDAY, 1, MONDAY),
        (SATURDAY, 1, MONDAY),
        (SATURDAY, 0, SATURDAY),
        (MONDAY, -1, FRIDAY),
        (SATURDAY, -1, FRIDAY),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),  # over Easter
        (date(2026, 12, 23), 2, date(2026, 12, 29)),  # over Christmas
        (date(2026, 12, 30), 1, date(2027, 1, 4)),  # over New Year
    ],
)
def test_working_days_after_passes_over_days_off(day: date, count: int, expected: date) -> None:
    assert working_days_after(day, count) == expected


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, MONDAY, 1),
        (FRIDAY, SATURDAY, 0),
        (MONDAY, FRIDAY, -1),
        (date(2026, 4, 1), date(2026, 4, 7), 1),
    ],
)
def test_working_days_between_counts_the_last_day_and_not_the_first(
    start: date, end: date, count: int
) -> None:
    assert working_days_between(start, end) == count


@given(day=days, count=st.integers(0, 400))
def test_counting_back_answers_the_same_number(day: date, count: int) -> None:
    assert working_days_between(day, working_days_after(day, count)) == count


@given(day=days)
def test_next_working_day_is_the_first_that_comes(day: date) -> None:
    found = next_working_day(day)
    between = [day + timedelta(each) for each in range(1, (found - day).days)]
    assert is_working_day(found)
    assert [each for each in between if is_working_day(each)] == []
