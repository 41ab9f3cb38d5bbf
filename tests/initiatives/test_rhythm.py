"""How often units report, and when a status is stale or a leader silent."""

from datetime import date, timedelta

import pytest

from pejling.initiatives.figures.rhythm import intervals, is_silent, is_stale, period_at, settled_period
from pejling.initiatives.models import ReportingRhythm
from tests.world import ensure_words, make_unit

LONG_AGO = date(2020, 1, 1)


def test_periods_lie_fast_in_the_year() -> None:
    assert period_at(date(2026, 11, 21), 3).first == date(2026, 10, 1)
    assert period_at(date(2026, 11, 21), 1).first == date(2026, 11, 1)
    assert period_at(date(2026, 12, 31), 2).first == date(2026, 11, 1)
    assert period_at(date(2026, 4, 30), 4).first == date(2026, 1, 1)
    assert period_at(date(2026, 7, 1), 6).first == date(2026, 7, 1)


def test_previous_period_of_the_first_quarter_is_the_last_of_the_year_before() -> None:
    assert period_at(date(2026, 2, 1), 3).previous == period_at(date(2025, 12, 31), 3)


def test_status_is_due_ten_working_days_into_the_period() -> None:
    assert period_at(date(2026, 10, 1), 3).due_on == date(2026, 10, 15)
    # Easter lies in between: skærtorsdag 2 April to 2. påskedag 6 April.
    assert period_at(date(2026, 4, 1), 3).due_on == date(2026, 4, 20)


def test_status_of_the_last_fortnight_counts_for_the_coming_period() -> None:
    autumn = period_at(date(2026, 10, 1), 3)
    assert autumn.is_answered_by(date(2026, 9, 17))
    assert not autumn.is_answered_by(date(2026, 9, 16))
    assert not autumn.is_answered_by(None)


def test_nothing_is_stale_before_the_days_to_answer_have_passed() -> None:
    summer = date(2026, 7, 10)
    assert settled_period(date(2026, 10, 15), 3).first == date(2026, 7, 1)
    assert not is_stale(summer, LONG_AGO, date(2026, 10, 15), 3)
    assert is_stale(summer, LONG_AGO, date(2026, 10, 16), 3)


def test_silence_is_two_periods_running_without_a_status() -> None:
    on = date(2026, 10, 16)
    assert not is_silent(date(2026, 6, 20), LONG_AGO, on, 3)
    assert is_silent(date(2026, 6, 16), LONG_AGO, on, 3)
    assert is_silent(None, LONG_AGO, on, 3)


def test_nothing_is_asked_of_a_time_before_the_work_began() -> None:
    on = date(2026, 10, 16)
    assert not is_stale(None, on - timedelta(days=0), on, 3)
    assert is_stale(None, date(2026, 10, 15), on, 3)
    assert not is_silent(None, date(2026, 9, 1), on, 3)


@pytest.mark.django_db
def test_unit_reports_as_often_as_the_nearest_unit_above_that_has_chosen(
    django_assert_num_queries: object,
) -> None:
    ensure_words()
    top = make_unit("Fjordlund Kommune", kind="Kommune")
    centre = make_unit("Børn og Unge", kind="Center", parent=top)
    school = make_unit("Søparkens Skole", parent=centre)
    library = make_unit("Biblioteket", parent=top)
    ReportingRhythm.objects.create(unit=centre, interval=2)
    with django_assert_num_queries(2):  # type: ignore[operator]
        months = intervals()
    assert months == {top.pk: 3, centre.pk: 2, school.pk: 2, library.pk: 3}
