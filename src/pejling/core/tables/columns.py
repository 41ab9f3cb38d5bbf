"""What a list tells of each row: the same on screen, in a workbook and in csv, and read back where it may be filled in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pejling.core.tables.writing import Value, csv_file, workbook

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One thing that a list tells of each row.

    `value` is what it is, and `plain` says what of it stands in a file; `width` is in characters. What somebody may fill in
    has a `name` in the program and `read`, which makes a value of a cell (`BadCell` in words when it cannot); `choices` are
    the words offered there.
    """

    heading: str
    value: Callable[[Row], Any]
    width: int = 20
    plain: Callable[[Any], Value] | None = None
    name: str = ""
    read: Callable[[Any], Any] | None = None
    choices: Sequence[str] = ()

    def in_file(self, row: Row) -> Value:
        """What stands in the file."""
        return self.written(self.value(row))

    def written(self, value: Any) -> Value:
        """A value as it stands in the file."""
        if self.plain:
            return self.plain(value)
        return value if value is None or isinstance(value, str | int | float | Decimal | date) else str(value)


def xlsx_of(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """A list as a workbook."""
    return workbook(title, _heads(columns), ([each.in_file(row) for each in columns] for row in rows))


def csv_of(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> bytes:
    """A list as csv."""
    return csv_file(_heads(columns), ([each.in_file(row) for each in columns] for row in rows))


def _heads(columns: Sequence[Column[Any]]) -> list[tuple[str, int]]:
    return [(str(each.heading), each.width) for each in columns]
