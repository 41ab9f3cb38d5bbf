"""Status over the years: by each unit's rhythm, honest and not, through the page and through links, and taken back."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from pejling.core.links import fingerprint
from pejling.demo.loading.cast import SOON, Cast, Hand
from pejling.demo.loading.course import Course, GivenStatus, Mood
from pejling.demo.loading.draws import draw, one_of
from pejling.demo.loading.initiatives import moment
from pejling.demo.loading.rhythms import MONTH
from pejling.demo.loading.wordings import with_months
from pejling.demo.people import toml
from pejling.initiatives.actions.requests import GRACE, StatusPrompt, token
from pejling.initiatives.models import (
    Initiative,
    Level,
    Phase,
    ReportingRhythm,
    StatusReport,
    StatusRequest,
    Way,
)
from pejling.people.models import Person

WAYS = {Way.LINK: 45, Way.PAGE: 43, Way.SHEET: 12}
SILENT_SHARE = 45
"""So many of a hundred reports that all is well say no more than that."""
SPELL, SPELLS = [Level.PRESSED, Level.OFF_TRACK, Level.PRESSED], 7
"""One in so many that go well today was off track for a while, so that there is something to see in every quarter."""
WITHDRAWN = 45
"""One in so many was given by mistake, and taken back."""
ASKED_BEFORE = timedelta(days=6)


def load_rhythms(cast: Cast) -> None:
    """The rhythms that units have chosen for themselves and those below."""
    for unit, choice in cast.rhythms.chosen.items():
        row, day = cast.units[unit], choice["valgt"] + (cast.story.today - toml("kommune.toml")["dagen"])
        ReportingRhythm.objects.create(unit=row, interval=choice["maaneder"])
        by = cast.people[cast.staff.leader(unit, day)]
        at, months = cast.moment(day, f"{unit} rhythm"), choice["maaneder"]
        cast.log.note("initiatives.rhythm_chosen", row, by=by, at=at, unit=row.name, interval=months)


def load_reports(cast: Cast) -> None:
    """All reports, which of them is the latest, and the mails that they answered."""
    said: dict[str, set[str]] = defaultdict(set)
    cast.reports = [
        told for course in cast.courses for told in _reports(course, said[course.document.key], cast)
    ]
    StatusReport.objects.bulk_create([told.row for told in cast.reports], batch_size=500)
    _take_latest(cast)
    asked = [_request(told, cast) for told in cast.reports if told.row.way == Way.LINK]
    StatusRequest.objects.bulk_create(asked, batch_size=500)


def _levels(course: Course, count: int) -> list[Level]:
    """How it was told to go, from the first time to the last."""
    key = course.key
    levels = [
        Level.PRESSED if draw(f"{key} level {number}", 9) == 0 else Level.ON_TRACK for number in range(count)
    ]
    if count > len(SPELL) and course.mood == Mood.STEADY and draw(f"{key} spell", SPELLS) == 0:
        at = draw(f"{key} spell at", count - len(SPELL))
        levels[at : at + len(SPELL)] = SPELL
    if count > 1 and draw(f"{key} first", 7) == 0:
        levels[0] = Level.NOT_ASSESSED
    end = {
        Mood.STEADY: [Level.ON_TRACK],
        Mood.WATERMELON: [Level.ON_TRACK, Level.ON_TRACK],
        Mood.PRESSED: [Level.PRESSED] * (1 + draw(f"{key} pressed", 3)),
        Mood.OFF_TRACK: [Level.PRESSED, Level.OFF_TRACK],
    }[course.mood]
    if course.phase == Phase.DONE:
        end = [Level.ON_TRACK]
    if course.phase == Phase.STOPPED:
        end = [Level.PRESSED, Level.OFF_TRACK]
    end = end[max(0, len(end) - count) :]
    return [*levels[: count - len(end)], *end]


def _reports(course: Course, said: set[str], cast: Cast) -> Iterator[GivenStatus]:
    row = cast.initiatives[course.key]
    days = cast.rhythms.days(course, cast.story.today)
    expected: date | None = None
    for number, (day, level) in enumerate(zip(days, _levels(course, len(days)), strict=True)):
        hand = cast.hand_at(course.document.unit, day, lead=course.lead)
        at = _moment(course, day, number, cast)
        if (
            level in (Level.PRESSED, Level.OFF_TRACK)
            and row.ends_on
            and draw(f"{course.key} {day} moved", 3) == 0
        ):
            expected = max(row.ends_on, day) + timedelta(days=MONTH * (1 + draw(f"{course.key} {day}", 4)))
        words = _sentence(course, number == len(days) - 1, level, day, said, cast)
        if draw(f"{course.key} {day} mistake", WITHDRAWN) == 0:
            yield _mistake(course, row, at, day, hand, cast)
        given = StatusReport(
            initiative=row, level=level, sentence=words, expected_on=expected, at=at, **hand,
            way=_way(course, day, hand["on_behalf_of"]),
        )  # fmt: skip
        cast.log.note("initiatives.reported", row, at=at, **hand, level=level)
        yield GivenStatus(course, day, given)


def _moment(course: Course, day: date, number: int, cast: Cast) -> datetime:
    """A report comes before the step that ends the work, and after the one that began it."""
    at = moment(course, day, f"report {number}", cast)
    if day == course.ended_on:
        return at.replace(hour=7, minute=number % 60)
    return at


def _way(course: Course, day: date, absent: Person | None) -> Way:
    """A link is one's own: whoever stands in for another gives status on the page."""
    return Way.PAGE if absent else one_of(WAYS, f"{course.key} {day} way")


def _sentence(course: Course, is_last: bool, level: Level, day: date, said: set[str], cast: Cast) -> str:
    """Some words; the last ones of what is done or stopped say so, and often there is nothing to add to "on track"."""
    name = level.value
    if is_last and "siger" in course.given:
        return with_months(course.given["siger"], day)
    if is_last and course.ended_on:
        name = "done" if course.phase == Phase.DONE else "stopped"
    elif level == Level.ON_TRACK and draw(f"{course.key} {day} words", 100) < SILENT_SHARE:
        return ""
    words = cast.wordings.deal("status", name, course.trade, topic=course.element.topic, besides=said)
    return with_months(words, day)


def _mistake(course: Course, row: Initiative, at: datetime, day: date, hand: Hand, cast: Cast) -> GivenStatus:
    """Given for the wrong initiative, and taken back before the right one was given."""
    before, level = at - timedelta(minutes=12), Level.NOT_ASSESSED
    taken_back = before + timedelta(minutes=3)
    given = StatusReport(
        initiative=row, level=level, at=before, withdrawn_at=taken_back, withdrawn_by=hand["by"], **hand
    )
    cast.log.note("initiatives.reported", row, at=before, **hand, level=level)
    cast.log.note("initiatives.report_withdrawn", row, at=taken_back, **hand, level=level)
    return GivenStatus(course, day, given)


def _take_latest(cast: Cast) -> None:
    latest = {told.row.initiative_id: told.row for told in cast.reports if told.row.withdrawn_at is None}
    rows = [row for row in cast.initiatives.values() if row.pk in latest]
    for row in rows:
        row.latest_report = latest[row.pk]
    Initiative.objects.bulk_update(rows, ["latest_report"], batch_size=500)


def _request(told: GivenStatus, cast: Cast) -> StatusRequest:
    """What the mail asked that this report answers."""
    assert told.row.by is not None
    asked_at = told.row.at - ASKED_BEFORE + SOON
    period_from, months = asked_at.date(), cast.rhythms.of(told.course.document.unit)
    question = StatusPrompt(told.row.initiative_id, told.row.by.pk, period_from)
    return StatusRequest(
        initiative_id=question.initiative, person_id=question.person, period_from=period_from, asked_at=asked_at,
        expires_on=period_from + timedelta(days=months * MONTH) + GRACE,
        fingerprint=fingerprint(token(question, told.row.by)),
        answered_at=told.row.at, report=told.row,
    )  # fmt: skip
