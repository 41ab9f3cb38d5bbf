"""Two who do something at the same moment, each with a connection of their own, and always in the same order.

The first has done its work and not yet committed when the second, whose rows were read before, begins. On PostgreSQL the
first commits when the second waits for it, or has not waited at all; on SQLite nobody writes before the other has ended.
"""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, transaction

from pejling.core.history import Stale

Act = Callable[[], object]
REFUSALS = (ValidationError, PermissionDenied, Stale)
PATIENCE = 30


def meet(first: Act, second: Act) -> list[bool]:
    """Whether each went through; what was no refusal in words is raised here."""
    done, over = Event(), Event()
    answers: dict[int, Any] = {}

    def lead() -> None:
        with transaction.atomic():
            first()
            done.set()
            while connection.vendor == "postgresql" and not over.is_set() and not _somebody_waits():
                time.sleep(0.01)

    def follow() -> None:
        done.wait(PATIENCE)
        try:
            second()
        finally:
            over.set()

    threads = [Thread(target=_try, args=(number, act, answers)) for number, act in enumerate((lead, follow))]
    for thread in threads:
        thread.start()
    threads[0].join(PATIENCE)
    done.set()
    threads[1].join(PATIENCE)
    assert sorted(answers) == [0, 1], "one waits for the other for good"
    for problem in answers.values():
        if problem is not None and not isinstance(problem, REFUSALS):
            raise problem
    return [answers[number] is None for number in (0, 1)]


def _try(number: int, act: Act, answers: dict[int, Any]) -> None:
    try:
        act()
    except BaseException as problem:
        answers[number] = problem
    else:
        answers[number] = None
    finally:
        connections.close_all()


def _somebody_waits() -> bool:
    """Asked on the connection of the one who is waited for."""
    with connection.cursor() as cursor:
        # What it tells is otherwise what it told the first time in this transaction.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock')"
        )
        (waits,) = cursor.fetchone()
    return bool(waits)


def in_a_thread(act: Callable[[], object]) -> Callable[[], None]:
    """The act on a connection of its own, carried out to its end."""

    def work() -> None:
        try:
            act()
        finally:
            connections.close_all()

    def run() -> None:
        thread = Thread(target=work)
        thread.start()
        thread.join(timeout=60)

    return run


def before_first(statement: str, act: Callable[[], None]) -> Callable[..., Any]:
    """Let something happen just before the first statement of a kind."""
    waiting = [act]

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if statement in sql and waiting:
            waiting.pop()()
        return run(sql, *rest)

    return execute
