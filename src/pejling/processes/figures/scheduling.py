"""A process laid out backwards from the day of its last decision: each stage as late as what waits for it allows.

What comes after the decision is laid out forwards, as early as it can be. As late as possible is the best there is: a stage
that finds no day so, finds none at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from graphlib import TopologicalSorter

from django.utils.translation import gettext as _

from pejling.core import formats
from pejling.core.calendar import is_working_day, working_days_after
from pejling.processes.figures.stages import MEETING, Stage, Template

JULY = 7
NEAREST = 3
"""So many days are named beside one that cannot be had, on each side."""
FARTHEST = 400
"""So many days a forum without a calendar of its own is looked ahead or back; one with a calendar has that."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """The days that a stage takes, the first and the last among them."""

    start: date
    end: date


@dataclass(frozen=True)
class Conflict:
    """A stage that has no day, in words, and the days of its forum that lie nearest."""

    stage: str
    message: str
    nearest: tuple[date, ...] = ()


@dataclass
class Schedule:
    """The days of each stage, and what could not be had."""

    spans: dict[str, Span] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MeetingCalendar:
    """When forums meet. One that is not in it is taken to meet on any day that the town hall is open."""

    meetings: Mapping[str, frozenset[date]] = field(default_factory=dict)

    def knows(self, forum: str) -> bool:
        return forum.casefold() in self.meetings

    def can_meet(self, forum: str, day: date) -> bool:
        return is_open(day) and (not self.knows(forum) or day in self.meetings[forum.casefold()])

    def latest(self, forum: str, bound: date) -> date | None:
        """The forum's last day up to and with the bound."""
        return next(iter(self._before(forum, bound)), None)

    def earliest(self, forum: str, bound: date) -> date | None:
        return next(iter(self._after(forum, bound)), None)

    def nearest(self, forum: str, day: date) -> tuple[date, ...]:
        """The days on both sides on which the forum does meet."""
        before, after = self._before(forum, day - DAY), self._after(forum, day + DAY)
        return tuple(sorted([*_first(before, NEAREST), *_first(after, NEAREST)]))

    def _before(self, forum: str, bound: date) -> Iterable[date]:
        if self.knows(forum):
            days: Iterable[date] = sorted(self.meetings[forum.casefold()], reverse=True)
        else:
            days = (bound - each * DAY for each in range(FARTHEST))
        return (day for day in days if day <= bound and is_open(day))

    def _after(self, forum: str, bound: date) -> Iterable[date]:
        if self.knows(forum):
            days: Iterable[date] = sorted(self.meetings[forum.casefold()])
        else:
            days = (bound + each * DAY for each in range(FARTHEST))
        return (day for day in days if day >= bound and is_open(day))


def is_open(day: date) -> bool:
    """Whether anything is held on the day: the town hall is open, and it is not July."""
    return is_working_day(day) and day.month != JULY


def _first(days: Iterable[date], count: int) -> list[date]:
    return [day for _at, day in zip(range(count), days, strict=False)]


def schedule(template: Template, *, decided_on: date, calendar: MeetingCalendar) -> Schedule:
    """Every stage with its days, or said to have none."""
    return _Scheduling(template, decided_on, calendar).run()


class _Scheduling:
    """Goes through the stages once backwards and once forwards."""

    def __init__(self, template: Template, decided_on: date, calendar: MeetingCalendar) -> None:
        self.template, self.decided_on, self.calendar = template, decided_on, calendar
        self.stages = {stage.key: stage for stage in template.stages}
        self.found = Schedule()
        self.held: dict[str, Span] = {}
        """The days that others are laid out by: those of the stage, or where it should have been."""

    def run(self) -> Schedule:
        decision = self.template.decision
        order = list(
            TopologicalSorter({stage.key: stage.waits_for for stage in self.template.stages}).static_order()
        )
        before = self.template.leading_to(decision.key)
        self._decide(decision)
        for key in reversed(order):
            if key in before:
                self._lay_back(self.stages[key])
        for key in order:
            if key not in before and key != decision.key:
                self._lay_forward(self.stages[key])
        self._warn()
        places = {stage.key: at for at, stage in enumerate(self.template.stages)}
        self.found.conflicts.sort(key=lambda conflict: places[conflict.stage])
        return self.found

    def _decide(self, stage: Stage) -> None:
        day = self.decided_on
        self.held[stage.key] = Span(day, day)
        if self.calendar.can_meet(stage.forum, day):
            self.found.spans[stage.key] = Span(day, day)
            return
        reason = self._reason(stage.forum, day)
        message = _("%(forum)s kan ikke holde møde %(day)s: %(reason)s.")
        told = {"forum": stage.forum, "day": formats.day(day), "reason": reason}
        self._refuse(stage, message % told, day)

    def _reason(self, forum: str, day: date) -> str:
        if day.month == JULY:
            return _("det er i juli")
        if not is_working_day(day):
            return _("rådhuset har lukket den dag")
        return _("%(forum)s har intet møde den dag") % {"forum": forum}

    def _lay_back(self, stage: Stage) -> None:
        waiting = [each for each in self.template.waiting_for(stage.key) if each.key in self.held]
        bound = min(_before(each, self.held[each.key].start, stage.key) for each in waiting)
        if stage.kind != MEETING:
            self._hold(stage, _span_ending(bound, stage))
            return
        usual = min(bound, _normal_day(stage, self.decided_on)) if stage.normally_by else bound
        if day := self.calendar.latest(stage.forum, usual) or self.calendar.latest(stage.forum, bound):
            self._hold(stage, Span(day, day))
            return
        message = _("%(forum)s har intet møde senest %(day)s, så »%(stage)s« kan ikke nås.")
        told = {"forum": stage.forum, "day": formats.day(bound), "stage": stage.title}
        self.held[stage.key] = Span(bound, bound)
        self._refuse(stage, message % told, bound)

    def _lay_forward(self, stage: Stage) -> None:
        bound = max(
            (_after(stage, self.held[key].end, key) for key in stage.waits_for), default=self.decided_on
        )
        if stage.kind != MEETING:
            self._hold(stage, _span_beginning(bound, stage))
            return
        if day := self.calendar.earliest(stage.forum, bound):
            self._hold(stage, Span(day, day))
            return
        message = _("%(forum)s har intet møde fra %(day)s, så »%(stage)s« mangler en dag.")
        told = {"forum": stage.forum, "day": formats.day(bound), "stage": stage.title}
        self.held[stage.key] = Span(bound, bound)
        self._refuse(stage, message % told, bound)

    def _hold(self, stage: Stage, span: Span) -> None:
        self.held[stage.key] = self.found.spans[stage.key] = span

    def _refuse(self, stage: Stage, message: str, day: date) -> None:
        self.found.conflicts.append(Conflict(stage.key, message, self.calendar.nearest(stage.forum, day)))

    def _warn(self) -> None:
        """What need not be wrong, but should be looked at."""
        if self.calendar.meetings:
            unknown = {stage.forum for stage in self.template.stages if stage.kind == MEETING and stage.forum}
            for forum in sorted(forum for forum in unknown if not self.calendar.knows(forum)):
                message = _("Filen har ingen møder i %(forum)s, så dagene dér er kun lagt efter kalenderen.")
                self.found.warnings.append(message % {"forum": forum})
        for stage in self.template.stages:
            span = self.found.spans.get(stage.key)
            if span and stage.normally_by and span.end > (limit := _normal_day(stage, self.decided_on)):
                message = _("»%(stage)s« ligger %(day)s. I et normalt år er det senest %(limit)s.")
                told = {"stage": stage.title, "day": formats.day(span.end), "limit": formats.day(limit)}
                self.found.warnings.append(message % told)


def _normal_day(stage: Stage, decided_on: date) -> date:
    return date.fromisoformat(f"{decided_on.year}-{stage.normally_by}")


def _before(waiting: Stage, start: date, key: str) -> date:
    """The last day on which the stage of that key may end, when this one waits for it and starts then."""
    bound = start - DAY
    if waiting.ahead:
        bound = min(bound, working_days_after(start, -waiting.ahead))
    return min(bound, start - waiting.apart.get(key, 0) * DAY)


def _after(stage: Stage, end: date, key: str) -> date:
    """The first day on which a stage may begin when the one of that key, which it waits for, ended then."""
    bound = end + DAY
    if stage.ahead:
        bound = max(bound, working_days_after(end, stage.ahead))
    return max(bound, end + stage.apart.get(key, 0) * DAY)


def _span_ending(bound: date, stage: Stage) -> Span:
    end = _open_day(bound, -DAY)
    return Span(_open_day(_counted(end, stage.days, -DAY), -DAY), end)


def _span_beginning(bound: date, stage: Stage) -> Span:
    start = _open_day(bound, DAY)
    return Span(start, _open_day(_counted(start, stage.days, DAY), DAY))


def _open_day(day: date, step: timedelta) -> date:
    while not is_open(day):
        day += step
    return day


def _counted(day: date, days: int, step: timedelta) -> date:
    """The day that lies so many days away, July left out."""
    while days > 0:
        day += step
        days -= day.month != JULY
    return day
