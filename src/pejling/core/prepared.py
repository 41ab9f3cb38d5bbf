"""Questions that are asked before every page, always in the same form: put into SQL once, and asked again with other values.

What Django needs for turning such a question into SQL is ten times what the database needs for answering it.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Expression, QuerySet


class Given(Expression):
    """Stands in a question for a value that is given when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """A place for the value; what stands there is this, until it is asked."""
        return "%s", [self]


class Prepared:
    """A question among rows, written as a function of what is given: `Prepared(lambda person: ...)`.

    The question is a queryset of `values_list`; what it gives and gets are numbers and words, as the database has them, and
    days as ISO writes them.
    """

    def __init__(self, question: "Callable[..., QuerySet[Any, Any]]") -> None:
        self.question = question

    @cached_property
    def _statement(self) -> tuple[str, list[Any]]:
        names = self.question.__code__.co_varnames[: self.question.__code__.co_argcount]
        sql, parameters = self.question(*map(Given, names)).query.sql_with_params()
        return sql, list(parameters)

    def ask(self, **given: int | str) -> list[tuple[Any, ...]]:
        """The rows that answer it."""
        sql, parameters = self._statement
        values = [given[each.name] if isinstance(each, Given) else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
