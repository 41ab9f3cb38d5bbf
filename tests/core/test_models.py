"""Periods: two hold on the same day or they do not."""

from datetime import date

import pytest

from pejling.organisation.models import Post


def day(number: int | None) -> date | None:
    return date(2027, 1, number) if number else None


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((1, 5), (5, 9), True),
        ((1, 5), (6, 9), False),
        ((6, 9), (1, 5), False),
        ((None, 5), (5, None), True),
        ((None, 4), (5, None), False),
        ((None, None), (3, 3), True),
    ],
)
def test_periods_overlap_when_one_day_is_in_both(
    one: tuple[int | None, int | None], other: tuple[int | None, int | None], overlap: bool
) -> None:
    held = Post(starts_on=day(one[0]), ends_on=day(one[1]))
    assert held.overlaps(day(other[0]), day(other[1])) is overlap
