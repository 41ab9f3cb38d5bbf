"""Questions that are asked for every page, always in the same form: put into SQL once, and asked again with other values.

To put such a question together and into SQL costs Django several times what the database needs for answering it.
"""

from collections.abc import Callable, Collection
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet

from pejling.core.dates import today


class Given(Expression):
    """Stands in a question for a value, or for all values of an `__in`, that are given when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place for the value; what stands there is this, until it is asked."""
        return "%s", [self]


Question = Callable[[type[Given]], "QuerySet[Any, Any]"]


@dataclass(frozen=True)
class _Statement:
    """A question as it was put into SQL on a day, in pieces between the places for values."""

    on: date
    rows: "QuerySet[Any, Any]"
    compiler: Any
    pieces: list[str]
    parameters: list[Any]

    def with_values(self, given: dict[str, Any]) -> tuple[str, list[Any]]:
        """The SQL and its values."""
        sql, *rest = self.pieces
        values: list[Any] = []
        for parameter, piece in zip(self.parameters, rest, strict=True):
            value = given[parameter.name] if isinstance(parameter, Given) else parameter
            if isinstance(value, Collection) and not isinstance(value, str):
                sql += ", ".join(["%s"] * len(value)) or "NULL"
                values.extend(value)
            else:
                sql += "%s"
                values.append(_as_kept(value))
            sql += piece
        return sql, values


def _as_kept(value: Any) -> Any:
    """The value as the database keeps it; what stands in the question itself Django has seen to."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Put:
    """Takes a query's place in a queryset: it is SQL already, and with values it can be asked."""

    def __init__(self, query: Any, compiler: Any, sql: str = "", values: Collection[Any] = ()) -> None:
        self._query, self._compiler = query, copy(compiler)
        self._compiler.connection = connection
        self._compiler.as_sql = lambda *_how, **_more: (sql, values)

    def get_compiler(self, *_where: Any, **_more: Any) -> Any:
        """What asks the statement and reads its rows."""
        return self._compiler

    def sql_with_params(self) -> tuple[str, Collection[Any]]:
        """The statement."""
        found: tuple[str, Collection[Any]] = self._compiler.as_sql()
        return found

    def chain(self, *_how: Any) -> Self:
        """The same for a queryset that asks again."""
        return self

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)


class Prepared:
    """A question written as a function of what is given: `Prepared(lambda given: ...filter(person=given("person")))`.

    The function is asked once a day in each process, so what it says of today is right. It must not look at what is given,
    and nothing given may stand under a negation: where no value is given, no row fits.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self._kept: _Statement | None = None

    def _statement(self) -> _Statement:
        on, kept = today(), self._kept
        if kept is None or kept.on != on:
            rows: Any = self.question(Given)
            compiler = rows.query.get_compiler(using=rows.db)
            sql, parameters = compiler.as_sql()
            kept = self._kept = _Statement(on, rows, compiler, sql.split("%s"), [*parameters])
            rows._query = _Put(rows.query, compiler)
        return kept

    def ask(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it, as numbers, words and days as the database has them; for a queryset of `values_list`."""
        with connection.cursor() as cursor:
            cursor.execute(*self._statement().with_values(given))
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def rows(self, **given: Any) -> "QuerySet[Any, Any]":
        """The queryset of the question, as it would be with these values: to go through, not to narrow further."""
        try:
            statement = self._statement()
        except EmptyResultSet:
            return self.question(Given).none()
        rows = statement.rows.all()
        asked: Any = rows
        asked._query = _Put(rows.query, statement.compiler, *statement.with_values(given))
        return rows
