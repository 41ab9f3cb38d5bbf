"""Work that comes round by itself, every hour, day or working day, once however many workers there are.

    Periodic("search.catch_up", Every.DAY, at=time(2, 30), run=tasks.catch_up_later)

A room tells it in its `room.py`. A slot is the moment at which a round is due, reckoned on a Danish clock and the same
in every worker. Who begins a slot and how it survives a killed worker stands in `core.actions` and in
docs/decisions/113-periodic-work.md. Of slots that passed while nothing ran only the latest is caught up with.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from pejling.core.calendar import is_working_day, working_days_after
from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django_tasks.base import Task

DAY = timedelta(days=1)


class Every(Enum):
    """How often a round is due. A working day is one on which the town hall is open."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working day"


@dataclass(frozen=True)
class Periodic(Part):
    """Work that is due every so often at a time of the Danish clock; of an hour only the minute counts.

    `run` is a task without arguments that bears being run twice: it is, when its worker is killed in the middle.
    """

    key: str
    every: Every
    at: time
    run: "Task[[], Any]"

    def slot(self, now: datetime) -> datetime | None:
        """The latest moment at or before `now` at which it was due; None on a day on which it is not to be begun."""
        if self.every is Every.HOUR:
            return _latest_hour(now, self.at.minute)
        today = timezone.localdate(now)
        if self.every is Every.DAY:
            return _latest(now, today, self.at, lambda day: day - DAY)
        if is_working_day(today):
            return _latest(now, today, self.at, lambda day: working_days_after(day, -1))
        return None


def _latest_hour(now: datetime, minute: int) -> datetime:
    """Danish time is whole hours from UTC, so the minutes are the same, also in the night that has an hour twice."""
    slot = now.astimezone(UTC).replace(minute=minute, second=0, microsecond=0)
    return slot if slot <= now else slot - timedelta(hours=1)


def _latest(now: datetime, today: date, at: time, earlier: Callable[[date], date]) -> datetime:
    slot = _moment(today, at)
    return slot if slot <= now else _moment(earlier(today), at)


def _moment(day: date, at: time) -> datetime:
    """When the Danish clock shows the time on the day, in UTC.

    A time that the clock shows twice in October is the first of the two. A time that it leaps over in March comes as long
    after the leap as it would have come after the hour that is missing. So each day has one slot, and one only.
    """
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)


def periodics() -> list[Periodic]:
    """All work that comes round."""
    return parts(Periodic)
