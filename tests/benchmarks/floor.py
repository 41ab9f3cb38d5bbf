"""The floor: a bare view behind the same middleware, which runs the queries of a page and writes their rows as plain text.

What a page costs above it is what we make of the rows: objects, rights, rings and markup.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

Query = tuple[str, Any]
queries: list[Query] = []
"""What the bare view runs; whoever measures puts a page's queries here."""


def floor(request: HttpRequest) -> HttpResponse:
    """The rows of the queries as they come from the database, a line each."""
    lines = [str(request.user)]
    with connection.cursor() as cursor:
        for sql, parameters in queries:
            cursor.execute(sql, parameters)
            lines += ("\t".join(map(str, row)) for row in cursor.fetchall())
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@contextmanager
def recorded() -> Iterator[list[Query]]:
    """Every query that is run within the block."""
    found: list[Query] = []

    def record(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(record):
        yield found
