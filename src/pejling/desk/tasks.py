"""The mails that come round, and those that are sent at once. Each bears being run twice: nothing is sent again."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from pejling.core.calendar import is_working_day, next_working_day
from pejling.core.dates import today
from pejling.desk.mailing import asked, digests
from pejling.desk.mailing.due import last_round, occasion_of, receivers, weekdays_due
from pejling.desk.mailing.posting import Unreachable, give_up_lost
from pejling.desk.models import Weekday
from pejling.people.models import Person

WEEKLY = "desk.digests"
IN_THE_MORNING = time(6, 30)
AT_A_TIME = 100
"""People in one task: as many mails as mail servers take through one connection."""
LATER = timedelta(minutes=30)
MOST_ATTEMPTS = 16
"""So often the mail server is tried in vain: through a working day."""


@task()
def begin_digests() -> None:
    """On the morning of a working day: a task for each hundred people whose weekly mail is due."""
    on = today()
    if not is_working_day(on):
        begin_digests.using(run_after=_next_morning()).enqueue()
        return
    give_up_lost(timezone.now())
    weekdays = weekdays_due(on, last_round(WEEKLY, on))
    people = list(receivers(weekdays).values_list("pk", flat=True)) if weekdays else []
    with transaction.atomic():
        for first in range(0, len(people), AT_A_TIME):
            some = people[first : first + AT_A_TIME]
            send_digests.enqueue(some[0], some[-1], sorted(weekdays))


@task()
def send_digests(first: int, last: int, weekdays: list[int], attempt: int = 1) -> None:
    """The weekly mails of those between two numbers who have not had this week's yet."""
    on = today()
    if not is_working_day(on):
        send_digests.using(run_after=_next_morning()).enqueue(first, last, weekdays, attempt)
        return
    due = receivers({Weekday(day) for day in weekdays}).filter(pk__range=(first, last))
    try:
        digests.send_digests(list(due.exclude(mails__occasion=occasion_of(on))), on)
    except Unreachable:
        if attempt >= MOST_ATTEMPTS:
            raise
        later = send_digests.using(run_after=timezone.now() + LATER)
        later.enqueue(first, last, weekdays, attempt + 1)


@task()
def tell_at_once(person: int, key: str, attempt: int = 1) -> None:
    """The mail about what was asked of a person directly."""
    receiver = Person.objects.filter(pk=person).first()
    if receiver is None:
        return
    try:
        asked.send_asked(receiver, key)
    except Unreachable:
        if attempt >= MOST_ATTEMPTS:
            raise
        tell_at_once.using(run_after=timezone.now() + LATER).enqueue(person, key, attempt + 1)


def _next_morning() -> datetime:
    return timezone.make_aware(datetime.combine(next_working_day(today()), IN_THE_MORNING))
