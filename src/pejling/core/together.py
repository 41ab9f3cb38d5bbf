"""Several questions in one statement: many small lists that a page needs cost one way to the database and back.

    mine, theirs = ask_together(
        Question(milestones, "pk", "title", "due_on"),
        Question(replies, "pk", "text"),
    )

Each row comes back as a tuple of its columns: numbers, words, truths, days and moments. Parts of a page that do not know
each other put theirs to one `Together`, and take the answers when all have done so.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateField, DateTimeField, JSONField, QuerySet, Value
from django.db.models.functions import JSONArray

Row = tuple[Any, ...]
Convert = Callable[[Any], Any]


class Question:
    """What is read: the columns of a queryset, by the names or expressions that `values_list` takes. It has no order."""

    def __init__(self, rows: "QuerySet[Any, Any]", *columns: Any) -> None:
        self.rows = rows.order_by()
        self.columns = columns

    def numbered(self, place: int) -> "QuerySet[Any, Any]":
        """Its rows as two columns: its place among the questions, and all that was asked for as one array."""
        columns = JSONArray(*self.columns, output_field=JSONField())
        return self.rows.values_list(Value(place), columns)

    def converters(self) -> list[Convert]:
        """What makes of each column what Django would have made of it."""
        compiler = self.rows.values_list(*self.columns).query.get_compiler(connection=connection)
        compiler.pre_sql_setup()
        return [_converter(expression.output_field) for expression, _sql, _alias in compiler.select]


def ask_together(*questions: Question) -> Sequence[list[Row]]:
    """The rows of each question, in the order of the questions."""
    if len(questions) < 2:
        return [list(each.rows.values_list(*each.columns)) for each in questions]
    found: list[list[Row]] = [[] for _each in questions]
    first, *others = [question.numbered(place) for place, question in enumerate(questions)]
    converters: dict[int, list[Convert]] = {}
    for place, values in first.union(*others, all=True):
        if place not in converters:
            converters[place] = questions[place].converters()
        found[place].append(tuple(to(value) for to, value in zip(converters[place], values, strict=True)))
    return found


class Together:
    """Questions that wait for each other: all that were put are asked when the first answer is taken."""

    def __init__(self) -> None:
        self._put: list[Question] = []
        self._answers: list[list[Row]] = []

    def put(self, question: Question) -> Callable[[], list[Row]]:
        """What gives the rows that answer it."""
        self._put.append(question)
        place = len(self._put) - 1
        return lambda: self._answer(place)

    def _answer(self, place: int) -> list[Row]:
        if place >= len(self._answers):
            self._answers.extend(ask_together(*self._put[len(self._answers) :]))
        return self._answers[place]


def _converter(field: Any) -> Convert:
    if isinstance(field, DateTimeField):
        return _moment
    if isinstance(field, DateField):
        return _day
    if isinstance(field, BooleanField):
        return _truth
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _truth(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _moment(value: str | None) -> datetime | None:
    """SQLite keeps moments in UTC without saying so."""
    if value is None:
        return None
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
