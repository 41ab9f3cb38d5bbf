"""What many tests begin with is made once by a process; after that the same rows are written again.

To make a small municipality through the models takes twenty times as long as to write its rows, and more than a thousand
tests begin with one. `written_again` writes down what a function writes, and writes it again where it comes to the same:
on SQLite, which gives the same numbers again when a test is taken back, with as much made before it, on the same day.
The moments that came of the clock move on with it.
"""

import io
import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.utils import timezone, translation

from pejling.core.dates import today

MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?")
WRITES = ("INSERT", "UPDATE", "DELETE")

_kept: dict[object, "Beginning"] = {}
_began = datetime.now(UTC)
_anew = False


@dataclass
class Beginning:
    """What was written, in its order, and what was answered; both with their moments counted from `began`."""

    began: datetime
    took: timedelta = timedelta()
    statements: list[tuple[str, list[object]]] = field(default_factory=list)
    answer: bytes = b""

    def write_down(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        assert not (many and sql.startswith(WRITES)), "rows are written by a statement each, or all by one"
        if sql.startswith(WRITES):
            self.statements.append((sql.replace("%s", "?"), [self._counted(value) for value in params or ()]))
        return execute(sql, params, many, context)

    def _counted(self, value: object) -> object:
        if isinstance(value, str) and MOMENT.fullmatch(value):
            moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
            return moment - self.began if moment >= self.began else value
        return value

    def keep(self, answer: SimpleNamespace) -> None:
        kept = io.BytesIO()
        _Keeper(kept, self.began).dump(answer)
        self.answer = kept.getvalue()
        self.took = timezone.now() - self.began

    def again(self) -> SimpleNamespace:
        global _began
        _began = timezone.now() - self.took  # so that all of it lies before what the test does
        for sql, params in self.statements:
            moved = [
                str((_began + value).replace(tzinfo=None)) if isinstance(value, timedelta) else value
                for value in params
            ]
            connection.connection.execute(sql, moved).fetchall()
        answer: SimpleNamespace = pickle.loads(self.answer)
        return answer


class _Keeper(pickle.Pickler):
    def __init__(self, file: io.BytesIO, began: datetime) -> None:
        super().__init__(file)
        self.began = began

    def reducer_override(self, value: object) -> Any:
        if isinstance(value, datetime) and value.tzinfo and value >= self.began:
            return _moved, (value - self.began,)
        return NotImplemented


def _moved(passed: timedelta) -> datetime:
    return _began + passed


def written_again(make: Callable[[], SimpleNamespace]) -> Callable[[], SimpleNamespace]:
    """Let what a function makes be written again instead, where that comes to the same."""

    @wraps(make)
    def made() -> SimpleNamespace:
        if _anew or connection.vendor != "sqlite" or not connection.in_atomic_block:
            return make()
        before = (make, today(), translation.get_language(), _numbers_given())
        if before not in _kept:
            beginning = Beginning(timezone.now())
            with connection.execute_wrapper(beginning.write_down):
                answer = make()
            beginning.keep(answer)
            _kept[before] = beginning
            return answer
        return _kept[before].again()

    return made


def make_always_anew() -> None:
    """Write nothing again: what makes it is what is being tried."""
    global _anew
    _anew = True


def _numbers_given() -> tuple[tuple[str, int], ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence ORDER BY name")
        return tuple(cursor.fetchall())
