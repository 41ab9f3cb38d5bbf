"""A list that goes out as a workbook, is filled in there, and comes back: what it would change is shown before anything is.

The columns are a list's own. Those that can be read are filled in, over what stands there or in empty cells for what is new;
the others only tell. Three hidden columns say which row it is, which version of it went out, and what stood in the cells
that are read. So a row that nobody touched is left alone, and nobody overwrites what somebody else has written meanwhile.

A room gives a `RoundTrip`: its columns and the action that saves. What a change would come to is found out by that action,
which is carried out and taken back again: no rule is written twice.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core import request_cache
from pejling.core.apart import Unreadable
from pejling.core.formats import number as written
from pejling.core.many import NotSaved
from pejling.core.tables.cells import BadCell, Problem, as_key
from pejling.core.tables.columns import Column
from pejling.core.tables.reading import cell_text
from pejling.core.tables.workbooks import rows_of
from pejling.core.tables.writing import Value, in_cell, workbook
from pejling.core.text import clean

if TYPE_CHECKING:
    from pejling.people.models import Person

MOST_ROWS = 5_000
MOST_COLUMNS = 100
HIDDEN = ("id", "version", "aftryk")
"""Which row it is, which version of it went out, and a mark of what stood in the cells that are read."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class ReturnedRow:
    """A row that somebody has touched: its number in the sheet, which row it is, on which version, and its cells as text."""

    number: int
    pk: int
    version: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Returned:
    """What came back. A row with a problem is not among the others."""

    rows: tuple[ReturnedRow, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Difference:
    """One thing that would be changed, as it stands in the file: its heading, what stands and what was filled in."""

    heading: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Change(Generic[Row]):
    """One row: what stands, the version that was filled in, what was filled in, and how that differs."""

    number: int
    row: Row
    opened: int
    typed: Mapping[str, Any]
    differences: tuple[Difference, ...]
    returned: ReturnedRow


@dataclass(frozen=True)
class Preview(Generic[Row]):
    """What would be saved, what somebody else has changed since the workbook was made, and what is wrong."""

    changes: tuple[Change[Row], ...]
    overtaken: tuple[Change[Row], ...]
    problems: tuple[Problem, ...]


class NotApplied(Exception):
    """What was looked through cannot be saved any more, and nothing has been: why, by the lines of the sheet."""

    def __init__(self, problems: Iterable[Problem], *, is_overtaken: bool) -> None:
        self.problems = _in_line(problems)
        super().__init__(self.problems)
        self.is_overtaken = is_overtaken

    def __str__(self) -> str:
        return " ".join(f"{each.line}: {each.words}" for each in self.problems)


@dataclass(frozen=True)
class RoundTrip(Generic[Row]):
    """A list that goes out and comes back. `key` and `version` are read of each row.

    `rows` are those of some keys that this person may change, and `unknown` says that a row is none of them. `save` saves
    all changes or raises `NotSaved`; `core.many.save_each` does so by an action that saves one. The headings are the same in
    every language: they are how the columns are known again.
    """

    title: str
    key: Callable[[Row], int]
    version: Callable[[Row], int]
    columns: Sequence[Column[Row]]
    rows: Callable[[Collection[int]], Iterable[Row]]
    save: "Callable[[Sequence[Change[Row]], Person], object]"
    unknown: str

    @property
    def asked(self) -> list[Column[Row]]:
        """The columns that are filled in."""
        return [each for each in self.columns if each.read]

    def workbook(self, rows: Iterable[Row]) -> bytes:
        """The list to fill in."""
        heads = [*((name, 10) for name in HIDDEN), *((each.heading, each.width) for each in self.columns)]
        first = len(HIDDEN) + 1
        choices = {at: each.choices for at, each in enumerate(self.columns, start=first) if each.choices}
        hidden = range(1, first)
        return workbook(self.title, heads, map(self._line, rows), choices=choices, hidden=hidden)

    def _line(self, row: Row) -> list[Value]:
        cells = [each.in_file(row) for each in self.columns]
        asked = [cell for each, cell in zip(self.columns, cells, strict=True) if each.read]
        return [self.key(row), self.version(row), _mark([_in_file(cell) for cell in asked]), *cells]

    def read(self, data: bytes) -> Returned:
        """The rows that somebody has touched. ValidationError in words when it is no such workbook, or too large."""
        try:
            cells = rows_of(data, most_rows=MOST_ROWS + 2, most_columns=MOST_COLUMNS)
        except Unreadable as refused:
            raise ValidationError(str(refused)) from refused
        columns = self._places(cells[0] if cells else [])
        if len(cells) > MOST_ROWS + 1:
            words = _("Regnearket har mere end %(most)s rækker. Del det i flere.")
            raise ValidationError(words % {"most": written(MOST_ROWS)})
        rows: list[ReturnedRow] = []
        problems: list[Problem] = []
        for number, line in enumerate(cells[1:], start=2):
            named = {name: _text_of(line[at]) if at < len(line) else "" for name, at in columns.items()}
            asked = {each.name: named[each.name] for each in self.asked}
            if named["aftryk"] == _mark(asked.values()) or not any(named.values()):
                continue
            try:
                pk, version = as_key(named["id"], "id"), as_key(named["version"], "version")
            except BadCell as bad:
                problems.append(Problem(number, str(bad)))
            else:
                rows.append(ReturnedRow(number, pk, version, asked))
        return _once(rows, problems)

    def _places(self, head: Sequence[Any]) -> dict[str, int]:
        headings = [str(cell or "").strip().lower() for cell in head]
        needed = {**{name: name for name in HIDDEN}, **{each.name: each.heading for each in self.asked}}
        if any(heading.lower() not in headings for heading in needed.values()):
            words = _("Overskrifterne mangler. Hent et regneark her, og lad kolonnerne %(columns)s stå.")
            raise ValidationError(words % {"columns": ", ".join(needed.values())})
        return {name: headings.index(heading.lower()) for name, heading in needed.items()}

    def preview(self, returned: Returned, by: "Person") -> Preview[Row]:
        """What came back beside the rows as they stand now; nothing has been changed."""
        found = self._beside(returned)
        with request_cache.aside(), transaction.atomic():
            try:
                self.save(found.changes, by)
            except NotSaved as refused:
                found = _without(found, self.key, refused)
            transaction.set_rollback(True)
        return found

    @transaction.atomic
    def apply(self, returned: Returned, by: "Person") -> int:
        """Save what has been looked through, and answer how many rows it was: all of it, or with `NotApplied` nothing."""
        found = self._beside(returned)
        if not found.problems and not found.overtaken:
            try:
                self.save(found.changes, by)
            except NotSaved as refused:
                found = _without(found, self.key, refused)
        words = _("En anden har ændret rækken, siden regnearket blev hentet.")
        late = [Problem(each.number, words) for each in found.overtaken]
        if late or found.problems:
            raise NotApplied([*found.problems, *late], is_overtaken=bool(late))
        return len(found.changes)

    def _beside(self, returned: Returned) -> Preview[Row]:
        """Each row beside the one that stands; what differs in nothing from it is left out."""
        standing = {self.key(row): row for row in self.rows([each.pk for each in returned.rows])}
        problems = list(returned.problems)
        fresh: list[Change[Row]] = []
        overtaken: list[Change[Row]] = []
        for each in returned.rows:
            if (row := standing.get(each.pk)) is None:
                problems.append(Problem(each.number, self.unknown))
                continue
            try:
                change = self._change(each, row)
            except BadCell as bad:
                problems.append(Problem(each.number, str(bad)))
                continue
            if change.differences:
                (fresh if each.version == self.version(row) else overtaken).append(change)
        return Preview(tuple(fresh), tuple(overtaken), _in_line(problems))

    def _change(self, returned: ReturnedRow, row: Row) -> Change[Row]:
        typed: dict[str, Any] = {}
        differences: list[Difference] = []
        for each in self.asked:
            before, cell = each.in_file(row), returned.cells.get(each.name, "")
            if cell == _in_file(before) or each.read is None:
                # What nobody touched is not read: two may be called the same, and the one who stands there is known.
                typed[each.name] = each.value(row)
                continue
            value = typed[each.name] = each.read(cell)
            after = each.written(value)
            if _in_file(before) != _in_file(after):
                differences.append(Difference(each.heading, before, after))
        return Change(returned.number, row, returned.version, typed, tuple(differences), returned)


def _mark(cells: Iterable[str]) -> str:
    """What stood in the cells, as a few letters: whether somebody has touched them is all that is asked of it."""
    return "a" + hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:12]


def _in_file(value: Value) -> str:
    """What is read of the cell that a value is written in."""
    return _text_of(in_cell(value))


def _text_of(cell: Any) -> str:
    """A cell as it would be typed; a text keeps its lines."""
    return clean(cell).strip() if isinstance(cell, str) else cell_text(cell)


def _once(rows: Sequence[ReturnedRow], problems: Sequence[Problem]) -> Returned:
    """What stands in two rows is changed by neither: nobody can know which was meant."""
    count = Counter(row.pk for row in rows)
    twice = [Problem(row.number, _("Det samme id står i flere rækker.")) for row in rows if count[row.pk] > 1]
    return Returned(tuple(row for row in rows if count[row.pk] == 1), _in_line([*problems, *twice]))


def _without(found: Preview[Row], key: Callable[[Row], int], refused: NotSaved) -> Preview[Row]:
    """The preview with what the action refuses told by its line."""
    wrong = [each for each in found.changes if key(each.row) in refused.errors]
    problems = [
        Problem(each.number, " ".join(refused.errors[key(each.row)].messages))
        for each in wrong
        if key(each.row) not in refused.overtaken
    ]
    late = [each for each in wrong if key(each.row) in refused.overtaken]
    return Preview(
        tuple(each for each in found.changes if each not in wrong),
        (*found.overtaken, *late),
        _in_line([*found.problems, *problems]),
    )


def _in_line(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: problem.line or 0))
