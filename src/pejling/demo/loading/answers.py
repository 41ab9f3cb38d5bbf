"""What leaders answered to the status of their units: in words, or only that they had seen it."""

from collections.abc import Iterator
from datetime import date, timedelta

from pejling.demo.loading.cast import Cast, Hand
from pejling.demo.loading.course import GivenStatus
from pejling.demo.loading.draws import draw
from pejling.demo.loading.staff import working_day
from pejling.initiatives.models import Level, ReportReply

ANSWERED = {Level.OFF_TRACK: 92, Level.PRESSED: 30, Level.ON_TRACK: 5, Level.NOT_ASSESSED: 0}
"""So many of a hundred reports are answered, by level."""
IN_WORDS = {Level.OFF_TRACK: 85, Level.PRESSED: 70, Level.ON_TRACK: 40}
"""So many of a hundred answers have words; the others say that it was seen."""
UNREAD_FOR = timedelta(days=12)
"""What was answered within these days has not been read by all."""


def load_answers(cast: Cast) -> None:
    """All answers, read or not."""
    ReportReply.objects.bulk_create(
        [row for told in cast.reports for row in _answers(told, cast)], batch_size=500
    )


def _answers(told: GivenStatus, cast: Cast) -> Iterator[ReportReply]:
    given, course = told.row, told.course
    level, key = Level(given.level), f"{course.key} {told.on} answer"
    wanted = course.given.get("svar") if given is cast.initiatives[course.key].latest_report else None
    if given.withdrawn_at or (wanted is None and draw(key, 100) >= ANSWERED[level]) or wanted == "":
        return
    day = working_day(min(told.on + timedelta(days=1 + draw(key, 9)), cast.story.today))
    hand = _leader_above(told, day, cast)
    if hand is None:
        return
    at = cast.moment(max(day, told.on), key, after=given.at)
    has_words = bool(wanted) or draw(f"{key} words", 100) < IN_WORDS[level]
    text = (wanted or cast.wordings.deal("svar", level.value)) if has_words else ""
    read_at = at + timedelta(days=1 + draw(f"{key} read", 6), hours=1)
    is_unread = (
        bool(wanted) or read_at > cast.now or (at > cast.now - UNREAD_FOR and draw(f"{key} unread", 2))
    )
    verb = "report_answered" if text else "report_acknowledged"
    cast.log.note(f"initiatives.{verb}", given.initiative, at=at, **hand)
    yield ReportReply(report=given, text=text, at=at, read_at=None if is_unread else read_at, **hand)


def _leader_above(told: GivenStatus, day: date, cast: Cast) -> Hand | None:
    """Who answers: the nearest leader above whose report it is, or who stands in for them, but never who gave it."""
    given, unit = told.row, told.course.document.unit
    whose = next(key for key, person in cast.people.items() if person == (given.on_behalf_of or given.by))
    hand = cast.hand(cast.staff.leader(unit, day, besides=whose), day)
    above: str | None = unit
    while hand["by"] == given.by:
        # Whoever leads two units, or stands in for the leader above, gives way to the next one up.
        above = cast.staff.parents[above] if above else None
        if above is None:
            return None
        hand = cast.hand_at(above, day)
    return hand
