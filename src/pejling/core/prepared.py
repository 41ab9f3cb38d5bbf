"""Questions that are asked for every page, always in the same form: put into SQL once, and asked again with other values.

To put such a question together and into SQL costs Django several times what the database needs for answering it.
"""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, QuerySet


class Given(Expression):
    """Stands in a question for a value, or for all values of an `__in`, that are given when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place for the value; what stands there is this, until it is asked."""
        return "%s", [self]


Question = Callable[[type[Given]], "QuerySet[Any, Any]"]


class Prepared:
    """A question written as a function of what is given: `Prepared(lambda given: ...filter(person=given("person")))`.

    It is a queryset of `values_list`. What it is given and gets are numbers, words and days, as the database has them.
    """

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def _statement(self) -> tuple[list[str], list[Any]]:
        sql, parameters = self.question(Given).query.sql_with_params()
        return sql.split("%s"), [*parameters]

    def ask(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows that answer it."""
        (sql, *rest), parameters = self._statement
        values: list[Any] = []
        for parameter, piece in zip(parameters, rest, strict=True):
            value = given[parameter.name] if isinstance(parameter, Given) else parameter
            if isinstance(value, Collection) and not isinstance(value, str):
                sql += ", ".join(["%s"] * len(value)) or "NULL"
                values.extend(value)
            else:
                sql += "%s"
                values.append(value)
            sql += piece
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
