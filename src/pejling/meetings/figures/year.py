"""The days of a forum's year: every second Tuesday of the month, moved past days on which the town hall is closed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pejling.core.calendar import is_working_day, next_working_day, working_days_after

LAST = 5
"""The last such weekday of a month, whether it is the fourth or the fifth."""


@dataclass(frozen=True)
class Rhythm:
    """The `number`-th `weekday` (Monday is 0) of the chosen months of a year, at a time of day."""

    year: int
    months: Collection[int]
    weekday: int
    number: int
    at: time

    def moment(self, day: date) -> datetime:
        """When a meeting on that day begins."""
        return timezone.make_aware(datetime.combine(day, self.at))


def days_of_year(rhythm: Rhythm) -> list[date]:
    """The days in order; one on which the town hall is closed gives way to the next that it is open."""
    days = (_nth(rhythm.year, month, rhythm.weekday, rhythm.number) for month in sorted(set(rhythm.months)))
    return [day if is_working_day(day) else next_working_day(day) for day in days]


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))
    return day if day.month == month else day - timedelta(7)


def send_by(day: date, notice: int) -> date:
    """The last day on which the agenda goes out in time: that many whole working days lie between it and the meeting.

    The law's weekdays count Saturday too; Monday to Friday is the safe side.
    """
    return working_days_after(day, -(notice + 1))
