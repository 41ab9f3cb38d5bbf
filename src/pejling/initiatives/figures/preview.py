"""What a workbook of status would do, row by row, before it does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.direction.marks import Mark
from pejling.initiatives.figures.rows import StatusRow, rows_by_pk
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.models import Level
from pejling.initiatives.status_import import Read, Sheet

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

SAYS_WHY = (Level.PRESSED, Level.OFF_TRACK)


@dataclass(frozen=True)
class Change:
    """One row: what stands, and what would stand."""

    number: int
    row: StatusRow
    mark: Mark
    level: str
    sentence: str
    expected_on: date | None


@dataclass(frozen=True)
class Preview:
    """What can be saved, what somebody else has reported on since the workbook was made, and what is wrong."""

    changes: tuple[Change, ...]
    overtaken: tuple[Change, ...]
    problems: tuple[tuple[int, str], ...]


def preview_of(sheet: Sheet, viewer: "Viewer") -> Preview:
    """The workbook beside what stands now, in one query. Rows of others' initiatives are told of like rows of none."""
    rows = {row.pk: row for row in rows_by_pk([read.pk for read in sheet.rows], viewer)}
    problems = list(sheet.problems)
    found: list[Change] = []
    for read in sheet.rows:
        problem = _problem(read, rows.get(read.pk))
        if problem:
            problems.append((read.number, problem))
        else:
            found.append(_change(read, rows[read.pk]))
    seen = {read.pk: read.seen for read in sheet.rows}
    return Preview(
        changes=_those(found, seen=seen, fresh=True),
        overtaken=_those(found, seen=seen, fresh=False),
        problems=tuple(sorted(problems)),
    )


def _those(found: Sequence[Change], *, seen: dict[int, int], fresh: bool) -> tuple[Change, ...]:
    return tuple(each for each in found if (seen[each.row.pk] == each.row.latest) is fresh)


def _problem(read: Read, row: StatusRow | None) -> str:
    if row is None:
        return _("Der er ingen indsats med det id, som du kan give status på.")
    if read.level in SAYS_WHY and not read.sentence:
        return _("Skriv en sætning om, hvad der er i vejen, eller hvad I gør ved det.")
    return ""


def _change(read: Read, row: StatusRow) -> Change:
    return Change(read.number, row, mark_of(read.level), read.level, read.sentence, read.expected_on)
