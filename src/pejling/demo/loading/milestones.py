"""The points on the way of each initiative: reached, moved, taken away, or passed by."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pejling.core.history import backdate_history, create_all, update_all
from pejling.demo.loading.cast import Cast, Hand
from pejling.demo.loading.course import Course, Hearing, Mood
from pejling.demo.loading.draws import draw
from pejling.demo.loading.initiatives import changed_at, moment
from pejling.demo.loading.staff import working_day
from pejling.initiatives.models import ENDED, Milestone, Phase

MOVED, REMOVED, LATE = 8, 40, 3
"""One in so many was moved, or taken away; so many in ten of those that are pressed are late with one."""
BEHIND = frozenset({"teknik"})
"""Trades in which all that is pressed is late with more, so that not every promise goes as well as the others."""
STAGES = ("foerst", "undervejs", "undervejs", "sidst")
USUAL_LENGTH = 400


@dataclass(frozen=True)
class Point:
    """One milestone: when it was first due, when it is due now, and when it was reached or taken away."""

    course: Course
    number: int
    title: str
    first_due: date
    due_on: date
    reached_on: date | None
    is_removed: bool


def load_milestones(cast: Cast) -> None:
    """All of them as they were set when the work was approved, then what became of them."""
    points = [point for course in cast.courses for point in _points(course, cast)]
    rows = create_all(Milestone, [_set(point, cast) for point in points], by=None)
    pairs = list(zip(points, rows, strict=True))
    moved = [_moved(point, row, cast) for point, row in pairs if point.due_on != point.first_due]
    update_all(Milestone, moved, ["due_on", "version"], by=None)
    reached = [_settled(point, row, cast) for point, row in pairs if point.reached_on]
    update_all(Milestone, reached, ["reached_on", "version"], by=None)
    removed = [_settled(point, row, cast) for point, row in pairs if point.is_removed]
    update_all(Milestone, removed, ["removed_at", "version"], by=None)


def _points(course: Course, cast: Cast) -> Iterator[Point]:
    if course.phase in (Phase.IDEA, Phase.PROPOSED) and draw(f"{course.key} points", 3):
        return
    row = cast.initiatives[course.key]
    begin = course.reported_from or row.starts_on or course.followed_on
    end = course.ended_on or row.ends_on or begin + timedelta(days=USUAL_LENGTH)
    end = max(end, begin + timedelta(days=60))
    count = 2 + draw(f"{course.key} points", 3)
    stages = STAGES[: count - 1] + STAGES[-1:]
    said: set[str] = set()
    days = [
        begin + (end - begin) * (number + 1) / (count + (course.phase not in ENDED))
        for number in range(count)
    ]
    late = _late(course, days, cast)
    for number, (stage, day) in enumerate(zip(stages, days, strict=True)):
        title = cast.wordings.deal("delmaal", stage, course.trade, besides=said)
        yield _point(course, number, title, working_day(day), is_late=number in late, cast=cast)
    if _overdue(course, cast) and not late:
        title = cast.wordings.deal("delmaal", "foerst", course.trade, besides=said)
        day = working_day(max(cast.story.today - timedelta(days=9), course.followed_on))
        yield _point(course, count, title, day, is_late=True, cast=cast)


def _overdue(course: Course, cast: Cast) -> int:
    """How many are late: of a watermelon always some, of what is pressed sometimes, of the rest none."""
    if course.phase in ENDED or course.reported_from is None:
        return 0
    if course.mood == Mood.WATERMELON:
        return 1 + draw(f"{course.key} late", 2)
    if course.mood in (Mood.PRESSED, Mood.OFF_TRACK):
        if cast.wordings.area(course.document.unit) in BEHIND:
            return 3
        return int(draw(f"{course.key} late", 10) < LATE)
    return 0


def _late(course: Course, days: list[date], cast: Cast) -> set[int]:
    """Those that were not reached on their day; of what nobody has spoken of since, all that were due since."""
    today, overdue = cast.story.today, _overdue(course, cast)
    passed = [number for number, day in enumerate(days) if day < today]
    if course.hearing == Hearing.SILENT and course.phase not in ENDED:
        heard_on = cast.rhythms.last_day(course, today)
        return {number for number in passed if days[number] > heard_on}
    return set(passed[-overdue:]) if overdue else set()


def _point(course: Course, number: int, title: str, day: date, *, is_late: bool, cast: Cast) -> Point:
    key, today = f"{course.key} point {number}", cast.story.today
    first = day
    if draw(f"{key} moved", MOVED) == 0 and not is_late:
        first = working_day(max(course.followed_on, day - timedelta(days=25 + draw(key, 60))))
    reached = None
    if day < today and not is_late:
        reached = min(today, working_day(day + timedelta(days=draw(f"{key} reached", 24) - 14)))
        reached = max(reached, course.followed_on)
    is_removed = reached is None and not is_late and draw(f"{key} removed", REMOVED) == 0
    return Point(course, number, title, first, day, reached, is_removed)


def _hand(point: Point, on: date, cast: Cast) -> Hand:
    return cast.hand_at(point.course.document.unit, on, lead=point.course.lead)


def _set(point: Point, cast: Cast) -> Milestone:
    row, course = cast.initiatives[point.course.key], point.course
    day = min(course.reported_from or course.followed_on, point.first_due)
    at = max(moment(course, day, "points", cast), row.created_at)
    hand = _hand(point, day, cast)
    cast.log.note("initiatives.milestone_added", row, at=at, **hand, title=point.title)
    return backdate_history(
        Milestone(initiative=row, title=point.title, due_on=point.first_due), at=at, by=hand["by"]
    )


def _moved(point: Point, row: Milestone, cast: Cast) -> Milestone:
    day = working_day(min(point.first_due, cast.story.today))
    hand = _hand(point, day, cast)
    row.due_on, row.version = point.due_on, row.version + 1
    cast.changed(row, at=moment(point.course, day, f"moved {point.number}", cast), by=hand["by"])
    at, title = changed_at(row), row.title
    cast.log.note("initiatives.milestone_changed", row.initiative, at=at, **hand, title=title)
    return row


def _settled(point: Point, row: Milestone, cast: Cast) -> Milestone:
    day = point.reached_on or cast.story.today - timedelta(days=30)
    hand = _hand(point, day, cast)
    row.version += 1
    cast.changed(row, at=moment(point.course, day, f"settled {point.number}", cast), by=hand["by"])
    at, verb = changed_at(row), "milestone_removed" if point.is_removed else "milestone_reached"
    if point.is_removed:
        row.removed_at = at
    row.reached_on = point.reached_on
    cast.log.note(f"initiatives.{verb}", row.initiative, at=at, **hand, title=row.title)
    return row
