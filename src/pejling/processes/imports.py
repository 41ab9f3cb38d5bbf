"""The meeting calendars of forums from a csv file, and a process laid out by them as it is printed."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pejling.core.tables import Problem, UnreadableSheet
from pejling.core.tables.cells import day_from
from pejling.core.tables.encodings import decode, is_binary
from pejling.core.tables.streaming import csv_lines, header, separator_of
from pejling.core.text import clean
from pejling.processes.figures.scheduling import Conflict, MeetingCalendar, Schedule, schedule
from pejling.processes.figures.stages import Stage, Template

FORUM, DAY = "forum", "dato"


@dataclass
class MeetingDays:
    """The days of each forum, and the lines that say none."""

    days: dict[str, set[date]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def calendar(self) -> MeetingCalendar:
        return MeetingCalendar({forum: frozenset(days) for forum, days in self.days.items()})


def read_meetings(data: bytes) -> MeetingDays:
    """The file's lines of forum and day; the headers may be left out. Raises `UnreadableSheet`."""
    if not data.strip():
        raise UnreadableSheet(_("Filen er tom."))
    if is_binary(data):
        raise UnreadableSheet(_("Filen er ikke en CSV-fil."))
    text = clean(decode(data).text)
    lines = list(csv_lines(text, separator_of(text[:10_000].split("\n")[:1], {FORUM, DAY})))
    places = {FORUM: 0, DAY: 1}
    if lines and lines[0][1]:
        names = [header(cell) for cell in lines[0][1]]
        if FORUM in names and DAY in names:
            places = {FORUM: names.index(FORUM), DAY: names.index(DAY)}
            lines = lines[1:]
    meetings = MeetingDays()
    for number, cells in lines:
        _add(meetings, number, cells or [], places)
    return meetings


def _add(meetings: MeetingDays, number: int, cells: list[str], places: dict[str, int]) -> None:
    forum, day = (cells[at].strip() if at < len(cells) else "" for at in (places[FORUM], places[DAY]))
    if not forum or not day:
        meetings.problems.append(
            Problem(number, _("Linjen skal have et forum og en dato, fx MED;23.11.2027."))
        )
    elif (found := day_from(day)) is None:
        words = _("»%(text)s« er ikke en dato. Skriv fx 20.11.2026.") % {"text": day[:40]}
        meetings.problems.append(Problem(number, words))
    else:
        meetings.days.setdefault(forum.casefold(), set()).add(found)


def preview_schedule(template: Template, *, decided_on: date, meetings: MeetingDays) -> dict[str, Any]:
    """The process as `pejling schedule --preview json` prints it."""
    found = schedule(template, decided_on=decided_on, calendar=meetings.calendar)
    return {
        "title": template.title,
        "stages": [_stage(stage, found) for stage in template.stages],
        "conflicts": [_conflict(conflict) for conflict in found.conflicts],
        "warnings": found.warnings,
        "errors": [{"line": problem.line, "message": problem.words} for problem in meetings.problems],
    }


def _stage(stage: Stage, found: Schedule) -> dict[str, Any]:
    span = found.spans.get(stage.key)
    return {
        "key": stage.key,
        "title": stage.title,
        "kind": stage.kind,
        "forum": stage.forum,
        "start": span.start.isoformat() if span else None,
        "end": span.end.isoformat() if span else None,
        "waits_for": list(stage.waits_for),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    nearest = [day.isoformat() for day in conflict.nearest]
    return {"stage": conflict.stage, "message": conflict.message, "nearest": nearest}
