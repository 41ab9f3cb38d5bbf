"""The floor: a bare view behind the same middleware, which runs the queries of a page and answers their rows as plain text.

There are two. `gulv/objekter` lets Django read what it read for the page, as objects where the page had objects: what the
page costs above that is our own, in figures and markup, and by it the pages are judged (docs/decisions/111-the-floor.md).
`gulv` runs the statements alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

Statement = tuple[str, Any]


@dataclass
class Work:
    """What a page asks of the database, in two forms; `size` is how long a text the bare view answers."""

    statements: list[Statement] = field(default_factory=list)
    steps: "list[Statement | QuerySet[Any]]" = field(default_factory=list)
    size: int = 0


work = Work()
"""What the bare views run; whoever measures puts a page's work here."""


def statements(request: HttpRequest) -> HttpResponse:
    """The rows of the statements as they come from the database."""
    lines = [str(request.user)]
    with connection.cursor() as cursor:
        for sql, parameters in work.statements:
            cursor.execute(sql, parameters)
            lines.append(_text(cursor.fetchall(), lines))
    return _answer(lines)


def objects(request: HttpRequest) -> HttpResponse:
    """The same as Django reads it."""
    lines = [str(request.user)]
    for step in work.steps:
        if isinstance(step, QuerySet):
            lines.append(_text(list(step.all()), lines))
        else:
            with connection.cursor() as cursor:
                cursor.execute(*step)
                lines.append(_text(cursor.fetchall(), lines))
    return _answer(lines)


def _text(rows: list[Any], before: list[str]) -> str:
    """The rows a line each, as far as the answer is not yet as long as the page."""
    text, left = [], work.size - sum(map(len, before))
    for row in rows:
        if left <= 0:
            break
        text.append(str(_values(row) if isinstance(row, Model) else row))
        left -= len(text[-1])
    return "\n".join(text)


def _values(row: Model) -> list[Any]:
    """What was read of the row: to ask for its name might mean to ask the database again."""
    return [value for name, value in vars(row).items() if not name.startswith("_")]


def _answer(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@contextmanager
def recorded() -> Iterator[Work]:
    """Everything that is asked of the database within the block."""
    found, inside = Work(), 0
    fetch_all = QuerySet._fetch_all

    def record(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        found.statements.append((sql, parameters))
        if not inside:
            found.steps.append((sql, parameters))
        return execute(sql, parameters, many, context)

    def fetch(rows: "QuerySet[Any]") -> None:
        nonlocal inside
        if rows._result_cache is None and not inside:
            found.steps.append(rows.all())
        inside += 1
        try:
            fetch_all(rows)
        finally:
            inside -= 1

    QuerySet._fetch_all = fetch  # type: ignore[method-assign, assignment]
    try:
        with connection.execute_wrapper(record):
            yield found
    finally:
        QuerySet._fetch_all = fetch_all  # type: ignore[method-assign]
