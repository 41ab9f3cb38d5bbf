"""When status was given: how often each unit reports, and on which days one heard of each initiative."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from pejling.demo.loading.course import Course, Hearing
from pejling.demo.loading.draws import draw
from pejling.demo.loading.staff import Staff, working_day
from pejling.demo.people import toml
from pejling.initiatives.models import USUAL_INTERVAL

MONTH = 30
JITTER, SKIPPED = 13, 9
"""Days that a report comes too early or late; one in so many is never given."""
FRESH, LATE, QUIET = 2, 4, 12
"""Days since a report at the least: of what is fresh, after it was due, and after it was due for the second time."""


@dataclass(frozen=True)
class Rhythms:
    """How often each unit reports."""

    staff: Staff
    chosen: dict[str, dict[str, Any]] = field(default_factory=lambda: toml("forloeb/rytmer.toml"))

    def of(self, unit: str) -> int:
        """In months: its own choice, or that of the nearest unit above."""
        months = (self.chosen[here]["maaneder"] for here in self.staff.above(unit) if here in self.chosen)
        return next(months, int(USUAL_INTERVAL))

    def last_day(self, course: Course, today: date) -> date:
        """When a status was given for the last time, if one was given at all."""
        key, span = f"{course.key} last", self.of(course.document.unit) * MONTH
        if course.ended_on:
            return course.ended_on
        if "sidst_dage" in course.given:
            return today - timedelta(days=course.given["sidst_dage"])
        days = {
            Hearing.FRESH: FRESH + draw(key, max(4, span - 24)),
            Hearing.OWED: span + LATE + draw(key, max(4, span // 2)),
            Hearing.SILENT: span * 2 + QUIET + draw(key, span),
        }[course.hearing]
        touched = (today - course.document.last_changed_on).days + draw(key, JITTER)
        return today - timedelta(days=max(days, touched) if course.is_forgotten else days)

    def days(self, course: Course, today: date) -> list[date]:
        """The days on which a status was given, the first one first."""
        begin = course.reported_from
        if begin is None:
            return []
        key, months, last = course.key, self.of(course.document.unit), self.last_day(course, today)
        days: list[date] = []
        day = last
        while day >= begin + timedelta(days=7 if course.ended_on else 21):
            if day == last or draw(f"{key} {len(days)} {day}", SKIPPED):
                days.append(working_day(day))
            day -= timedelta(days=months * MONTH - JITTER // 2 + draw(f"{key} {day}", JITTER))
        return [each for each in reversed(days) if each >= begin]
