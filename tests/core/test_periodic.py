"""Slots on a Danish clock, also in the nights when it is moved, and that each is begun once."""

import os
from datetime import UTC, datetime, time, timedelta
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections, transaction
from django_tasks_db.models import DBTaskResult

from pejling.core import tasks
from pejling.core.actions import begin_due_work
from pejling.core.models import ScheduledRun
from pejling.core.periodic import Every, Periodic, periodics
from tests.rooms import Tell

DENMARK = ZoneInfo("Europe/Copenhagen")


def danish(*parts: int, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=DENMARK, fold=fold).astimezone(UTC)  # type: ignore[arg-type,misc]


def slot(every: Every, at: time, now: datetime) -> datetime | None:
    return Periodic("tried", every, at=at, run=tasks.clear_away).slot(now)


@pytest.mark.parametrize(
    ("every", "now", "expected"),
    [
        (Every.DAY, danish(2026, 11, 20, 7, 0), danish(2026, 11, 20, 7, 0)),
        (Every.DAY, danish(2026, 11, 20, 6, 59), danish(2026, 11, 19, 7, 0)),
        (Every.DAY, danish(2026, 1, 1, 0, 30), danish(2025, 12, 31, 7, 0)),
        (Every.HOUR, danish(2026, 11, 20, 7, 30), danish(2026, 11, 20, 7, 0)),
        (Every.WORKING_DAY, danish(2026, 11, 20, 8, 0), danish(2026, 11, 20, 7, 0)),
        (Every.WORKING_DAY, danish(2026, 11, 23, 6, 0), danish(2026, 11, 20, 7, 0)),
        (Every.WORKING_DAY, danish(2026, 11, 21, 8, 0), None),
        (Every.WORKING_DAY, danish(2026, 12, 24, 8, 0), None),
    ],
)
def test_slot_is_the_latest_moment_at_which_the_work_was_due(
    every: Every, now: datetime, expected: datetime | None
) -> None:
    assert slot(every, time(7, 0), now) == expected


def test_daily_work_is_due_at_the_same_time_of_the_clock_in_summer_and_winter() -> None:
    winter = slot(Every.DAY, time(7, 0), danish(2026, 3, 28, 12, 0))
    summer = slot(Every.DAY, time(7, 0), danish(2026, 3, 29, 12, 0))
    assert (winter, summer) == (
        datetime(2026, 3, 28, 6, 0, tzinfo=UTC),
        datetime(2026, 3, 29, 5, 0, tzinfo=UTC),
    )


def slots_through(every: Every, at: time, start: datetime, hours: int) -> list[datetime]:
    """The different slots that a worker sees that looks once a minute."""
    seen = [slot(every, at, start + timedelta(minutes=minute)) for minute in range(hours * 60)]
    return sorted({each for each in seen if each and each >= start})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        # The clock leaps from 02.00 to 03.00: 02.30 is not there, and the work comes at 03.30.
        (danish(2026, 3, 29), [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]),
        # The clock shows 02.30 twice; the work comes the first time alone.
        (danish(2026, 10, 25), [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]),
    ],
)
def test_daily_work_at_night_comes_once_when_the_clock_is_moved(
    day: datetime, expected: list[datetime]
) -> None:
    assert slots_through(Every.DAY, time(2, 30), day, hours=23) == expected


@pytest.mark.parametrize(("day", "hours"), [(danish(2026, 3, 29), 23), (danish(2026, 10, 25), 25)])
def test_hourly_work_comes_every_hour_when_the_clock_is_moved(day: datetime, hours: int) -> None:
    found = slots_through(Every.HOUR, time(0, 15), day, hours=hours)
    assert found == [day + timedelta(hours=hour, minutes=15) for hour in range(hours)]


@pytest.fixture
def only(tell: Tell) -> Periodic:
    """One piece of periodic work, and no other."""
    periodic = Periodic("tried", Every.DAY, at=time(7, 0), run=tasks.clear_away)
    tell(periodic, instead_of=Periodic)
    return periodic


NOON = danish(2026, 11, 20, 12, 0)


@pytest.mark.django_db
def test_due_work_is_begun_once_a_slot(only: Periodic) -> None:
    begun = [begin_due_work(now=NOON + timedelta(hours=hour)) for hour in (0, 1, 18, 19, 20)]
    assert begun == [["tried"], [], [], ["tried"], []]
    assert DBTaskResult.objects.count() == 2


@pytest.mark.django_db
def test_of_the_slots_that_were_missed_only_the_latest_is_caught_up_with(only: Periodic) -> None:
    begin_due_work(now=NOON)
    begin_due_work(now=NOON + timedelta(days=5))
    assert list(ScheduledRun.objects.order_by("at").values_list("at", flat=True)) == [
        danish(2026, 11, 20, 7, 0),
        danish(2026, 11, 25, 7, 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_look_at_once_begin_the_work_once(only: Periodic) -> None:
    for day in range(10):
        now, barrier = NOON + timedelta(days=day), Barrier(4)
        begun: list[str] = []

        def look(now: datetime = now, barrier: Barrier = barrier, begun: list[str] = begun) -> None:
            try:
                barrier.wait()
                begun += begin_due_work(now=now)
            finally:
                connections.close_all()

        workers = [Thread(target=look) for _each in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert (begun, DBTaskResult.objects.count()) == (["tried"], day + 1)


def killed(work: str) -> None:
    """A process of its own that does the work and is killed in the middle of the transaction."""
    child = os.fork()
    if not child:
        # The parent's connection must not be said goodbye to from here.
        for each in connections.all():
            each.connection = None
        with transaction.atomic():
            ScheduledRun.objects.create(key=work, at=danish(2026, 11, 20, 7, 0))
            os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.django_db(transaction=True)
def test_slot_of_a_worker_that_was_killed_while_beginning_it_is_begun_by_the_next(only: Periodic) -> None:
    connection.close()
    killed("tried")
    assert begin_due_work(now=NOON) == ["tried"]
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_every_registered_task_exists_under_its_name_and_needs_nothing() -> None:
    begin_due_work(now=NOON)
    names = sorted(result.task.name for result in DBTaskResult.objects.all())
    assert names == sorted(periodic.run.name for periodic in periodics())
