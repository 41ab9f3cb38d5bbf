"""Whose weekly mail is due on a day."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from pejling.core.calendar import is_working_day, next_working_day
from pejling.core.models import ScheduledRun
from pejling.desk.models import Weekday
from pejling.people.models import Person

WEEK = timedelta(days=7)


def weekdays_due(on: date, after: date) -> set[Weekday]:
    """The chosen weekdays whose mail is due on a day, when the last round was on the day `after`.

    A mail of a day off is due on the next working day. What fell due while nothing ran is due now, for a week back.
    """
    after = max(after, on - WEEK)
    monday = on - timedelta(days=on.weekday())
    chosen = [(day, start + timedelta(days=day)) for start in (monday - WEEK, monday) for day in Weekday]
    return {day for day, wished in chosen if after < _working(wished) <= on}


def _working(day: date) -> date:
    return day if is_working_day(day) else next_working_day(day)


def last_round(key: str, on: date) -> date:
    """The day of the round before this one; the day before when this is the first."""
    scheduled_runs = ScheduledRun.objects.filter(key=key).order_by("-at").values_list("at", flat=True)
    days = (timezone.localdate(at) for at in scheduled_runs[:5])
    return next((day for day in days if day < on), on - timedelta(days=1))


def occasion_of(on: date) -> str:
    """The week of a day: for each there is one weekly mail at most."""
    year, week, _day = on.isocalendar()
    return f"week:{year}-{week:02}"


def receivers(weekdays: set[Weekday]) -> QuerySet[Person]:
    """Those who can be reached by mail and have chosen one of the weekdays, or have chosen none and get Monday's."""
    chosen = Q(mail_choice__weekday__in=weekdays)
    if Weekday.MONDAY in weekdays:
        chosen |= Q(mail_choice=None)
    reached = Person.objects.get_queryset().active().exclude(email=None).exclude(email="")
    return reached.filter(chosen).order_by("pk")
