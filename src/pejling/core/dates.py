"""Days as Danes count them: a day ends at midnight Danish time, weeks are ISO weeks."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def today() -> date:
    """The day it is in Denmark."""
    return timezone.localdate()


def start_of(day: date) -> datetime:
    """The first moment of a Danish day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The last moment of a Danish day, as a time-travelling reader means "as it stood on that day"."""
    return timezone.make_aware(datetime.combine(day, time.max))


def months_before(day: date, months: int) -> date:
    """The same day of the month `months` earlier, or the last day that month has."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def first_day_within(day: date, months: int) -> date:
    """The first day that lies no more than so many months back: counted from it they reach this day, or pass it.

    Three months from 30 September are 30 December, and from 1 October 1 January: on New Year's Eve it is 1 October.
    """
    back = months_before(day, months)
    return back if months_before(back, -months) == day else back + timedelta(days=1)
