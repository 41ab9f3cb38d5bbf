"""A list that goes out as a workbook, is filled in there, and comes back: what it would change is shown before anything is.

Some columns tell what stands and are read no more; others are empty and to be filled in. Two say which row it is and which
version of it the workbook was made on, so that nobody overwrites what somebody else has written meanwhile. A list says which
columns it has (`RoundTrip`), and what of a row that came back cannot be done (`preview_of`).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.core.apart import Unreadable
from pejling.core.formats import number as written
from pejling.core.tables.cells import BadCell, Problem, as_key
from pejling.core.tables.workbooks import rows_of
from pejling.core.tables.writing import Value, workbook

MOST_ROWS = 5_000
MOST_COLUMNS = 100
Row = TypeVar("Row")


@dataclass(frozen=True)
class Told:
    """A column that tells what stands."""

    heading: str
    value: Callable[[Any], Value]
    width: int = 20


@dataclass(frozen=True)
class Asked:
    """A column to fill in: its name in the program, and how a cell of it is read (`BadCell` in words when it cannot be)."""

    name: str
    heading: str
    read: Callable[[Any], Any]
    width: int = 20
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class ReturnedRow:
    """A row in which something was filled in: its number in the sheet, which row it is and on which version it was made."""

    number: int
    pk: int
    version: int
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class Returned:
    """What came back. A row with a problem is not among the others."""

    rows: tuple[ReturnedRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Change(Generic[Row]):
    """One row: what stands, and what was filled in."""

    number: int
    row: Row
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class Preview(Generic[Row]):
    """What would be saved, what somebody else has changed since the workbook was made, and what is wrong."""

    changes: tuple[Change[Row], ...]
    overtaken: tuple[Change[Row], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class RoundTrip(Generic[Row]):
    """The columns of a list that goes out and comes back. `key` and `version` are read of each row.

    The headings are the same in every language: they are how the columns are known again.
    """

    title: str
    key: Callable[[Row], int]
    version: Callable[[Row], int]
    told: Sequence[Told]
    asked: Sequence[Asked]

    def workbook(self, rows: Iterable[Row]) -> bytes:
        """The list to fill in."""
        first = [("id", 8), ("version", 9)]
        told = [(each.heading, each.width) for each in self.told]
        heads = [*first, *told, *((each.heading, each.width) for each in self.asked)]
        before = len(first) + len(self.told)
        choices = {before + at: each.choices for at, each in enumerate(self.asked, start=1) if each.choices}
        return workbook(self.title, heads, (self._cells(row) for row in rows), choices)

    def _cells(self, row: Row) -> list[Value]:
        told = (each.value(row) for each in self.told)
        return [self.key(row), self.version(row), *told, *([None] * len(self.asked))]

    def read(self, data: bytes) -> Returned:
        """The rows in which something was filled in. ValidationError in words when it is no such workbook, or too large."""
        try:
            cells = rows_of(data, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS)
        except Unreadable as refused:
            raise ValidationError(str(refused)) from refused
        columns = self._columns(cells[0] if cells else [])
        if len(cells) > MOST_ROWS + 1:
            words = _("Regnearket har mere end %(most)s rækker. Del det i flere.")
            raise ValidationError(words % {"most": written(MOST_ROWS)})
        rows: list[ReturnedRow] = []
        problems: list[Problem] = []
        for number, row in self._filled(cells, columns):
            try:
                rows.append(self._row(number, row))
            except BadCell as bad:
                problems.append(Problem(number, str(bad)))
        return _once(rows, problems)

    def _columns(self, head: Sequence[Any]) -> dict[str, int]:
        headings = [str(cell or "").strip().lower() for cell in head]
        needed = {"id": "id", "version": "version", **{each.name: each.heading for each in self.asked}}
        if any(heading.lower() not in headings for heading in needed.values()):
            words = _("Overskrifterne mangler. Hent et regneark her, og lad kolonnerne %(columns)s stå.")
            raise ValidationError(words % {"columns": ", ".join(needed.values())})
        return {name: headings.index(heading.lower()) for name, heading in needed.items()}

    def _filled(
        self, cells: Sequence[Sequence[Any]], columns: Mapping[str, int]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """The rows in which something is filled in, each by the number that Excel shows."""
        for number, row in enumerate(cells[1:], start=2):
            named = {name: row[at] if at < len(row) else None for name, at in columns.items()}
            if any(_is_filled(named[each.name]) for each in self.asked):
                yield number, named

    def _row(self, number: int, row: Mapping[str, Any]) -> ReturnedRow:
        typed = {each.name: each.read(row[each.name]) for each in self.asked}
        return ReturnedRow(number, as_key(row["id"], "id"), as_key(row["version"], "version"), typed)


def _is_filled(cell: Any) -> bool:
    """Whether somebody wrote something; a nought is something."""
    return cell is not None and bool(str(cell).strip())


def _once(rows: Sequence[ReturnedRow], problems: Sequence[Problem]) -> Returned:
    """What stands in two rows is changed by neither: nobody can know which was meant."""
    count = Counter(row.pk for row in rows)
    twice = [Problem(row.number, _("Det samme id står i flere rækker.")) for row in rows if count[row.pk] > 1]
    return Returned(tuple(row for row in rows if count[row.pk] == 1), _in_line([*problems, *twice]))


def preview_of(
    trip: RoundTrip[Row],
    returned: Returned,
    rows: Iterable[Row],
    *,
    problem: Callable[[ReturnedRow, Row | None], str],
) -> Preview[Row]:
    """What came back beside the rows that stand now and that this person may change.

    `problem` says why a row cannot be saved, also of one that is not there or not theirs; empty when it can.
    """
    standing = {trip.key(row): row for row in rows}
    problems = list(returned.problems)
    fresh: list[Change[Row]] = []
    overtaken: list[Change[Row]] = []
    for each in returned.rows:
        row = standing.get(each.pk)
        words = problem(each, row)
        if words or row is None:
            problems.append(Problem(each.number, words))
        else:
            found = fresh if each.version == trip.version(row) else overtaken
            found.append(Change(each.number, row, each.typed))
    return Preview(tuple(fresh), tuple(overtaken), _in_line(problems))


def _in_line(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))
