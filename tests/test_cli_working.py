"""The worker: what was killed in the middle is taken up again, and nothing else is."""

import contextlib
import fcntl
import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from pejling.cli.working import BETWEEN_ROUNDS, FOLDER, Rounds, requeue_lost_tasks
from pejling.core.periodic import periodics
from pejling.search.tasks import catch_up_later
from tests.installation import PEJLING, Installation

HERE = os.uname().nodename[:40]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    """Where living workers hold their locks."""
    settings.DATA = tmp_path
    (tmp_path / FOLDER).mkdir()
    return tmp_path / FOLDER


@contextlib.contextmanager
def living(path: Path) -> Iterator[None]:
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def running(*workers: str, hours: int = 0) -> DBTaskResult:  # type: ignore[type-arg]
    """A task that the last of these workers began some hours ago."""
    catch_up_later.enqueue()
    task = DBTaskResult.objects.latest("enqueued_at")
    task.status, task.worker_ids = TaskResultStatus.RUNNING, list(workers)
    task.started_at = timezone.now() - timedelta(hours=hours)
    task.save()
    return task


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("workers", "hours", "status"),
    [
        (("{here}:gone",), 0, TaskResultStatus.READY),
        (("{here}:gone", "{here}:gone"), 0, TaskResultStatus.READY),
        (("{here}:gone", "{here}:gone", "{here}:gone"), 0, TaskResultStatus.FAILED),
        (("{here}:alive",), 30, TaskResultStatus.RUNNING),
        (("elsewhere:somebody",), 2, TaskResultStatus.RUNNING),
        (("elsewhere:somebody",), 30, TaskResultStatus.READY),
    ],
)
def test_running_task_is_taken_up_only_when_its_worker_is_gone(
    folder: Path, workers: tuple[str, ...], hours: int, status: TaskResultStatus
) -> None:
    task = running(*(worker.format(here=HERE) for worker in workers), hours=hours)
    with living(folder / "alive"):
        requeue_lost_tasks()
    task.refresh_from_db()
    assert task.status == status


def test_task_of_a_killed_worker_is_done_when_the_next_one_starts(empty: Installation) -> None:
    ours = empty
    enqueue = "from pejling.search.tasks import catch_up_later; catch_up_later.enqueue()"
    assert ours.run("manage", "shell", "-v0", "-c", enqueue).returncode == 0
    file = ours.data / "pejling.sqlite3"
    with contextlib.closing(sqlite3.connect(file)) as database:
        with database:
            sql = f"UPDATE {DBTaskResult._meta.db_table} SET status = 'RUNNING', worker_ids = ?"
            database.execute(sql, [f'["{HERE}:killed"]'])
        worker = subprocess.Popen(
            [PEJLING, "worker"], env=ours.environment, cwd=ours.folder, stdout=subprocess.DEVNULL
        )
        until, status = time.monotonic() + 20, ""
        while status != "SUCCESSFUL" and time.monotonic() < until:
            time.sleep(0.05)
            (status,) = database.execute(
                f"SELECT status FROM {DBTaskResult._meta.db_table} ORDER BY enqueued_at"
            ).fetchone()
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=20) == 0
    assert status == "SUCCESSFUL"


def test_worker_begins_what_is_due_and_does_it_once(empty: Installation) -> None:
    workers = [
        subprocess.Popen(
            [PEJLING, "worker"], env=empty.environment, cwd=empty.folder, stdout=subprocess.DEVNULL
        )
        for _each in range(2)
    ]
    due = [each for each in periodics() if each.slot(timezone.now())]
    done: list[tuple[str, str]] = []
    until = time.monotonic() + 20
    with contextlib.closing(sqlite3.connect(empty.data / "pejling.sqlite3")) as database:
        while [each[1] for each in done] != ["SUCCESSFUL"] * len(due) and time.monotonic() < until:
            time.sleep(0.1)
            done = database.execute(f"SELECT task_path, status FROM {DBTaskResult._meta.db_table}").fetchall()
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        # The slower of the two may still be starting when the other has done it all: then it just goes.
        assert worker.wait(timeout=20) in (0, -signal.SIGTERM)
    assert sorted(done) == sorted((each.run.module_path, "SUCCESSFUL") for each in due)


def ours() -> Rounds:
    """A worker of this process."""
    return Rounds(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=f"{HERE}:alive", excluded_queue_names=[],
    )  # fmt: skip


@pytest.mark.django_db
def test_worker_waits_longer_each_time_that_the_database_is_away_and_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, rested = ours(), []

    def rest(seconds: float) -> None:
        rested.append(seconds)
        worker.running = len(rested) < 20

    def look() -> None:
        if len(rested) < 18:
            raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(time, "sleep", rest)
    monkeypatch.setattr(connections, "close_all", lambda: None)
    monkeypatch.setattr(worker, "look_at_the_clock", look)
    monkeypatch.setattr(worker, "run", lambda: None)
    worker.keep_working()
    assert rested[::2][:8] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert worker.pause == 0


@pytest.mark.django_db
def test_worker_takes_up_its_own_task_that_the_database_went_away_from(folder: Path) -> None:
    with living(folder / "alive"):
        task = running(f"{HERE}:alive")
        ours().look_at_the_clock()
    task.refresh_from_db()
    assert task.status == TaskResultStatus.READY


@pytest.mark.django_db
@pytest.mark.parametrize(("attempts", "status"), [(1, TaskResultStatus.READY), (3, TaskResultStatus.FAILED)])
def test_task_that_ended_because_the_database_went_away_is_done_again_some_times(
    folder: Path, monkeypatch: pytest.MonkeyPatch, attempts: int, status: TaskResultStatus
) -> None:
    def gone() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr("pejling.search.tasks.catch_up", gone)
    task = running(*[f"{HERE}:alive"] * attempts)
    ours().run_task(task)
    task.refresh_from_db()
    assert task.status == status


@pytest.mark.django_db
def test_a_worker_takes_up_what_another_lost_while_it_runs_itself(folder: Path) -> None:
    worker = Rounds(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id="ours", excluded_queue_names=[],
    )  # fmt: skip
    worker.look_at_the_clock()
    task = running(f"{HERE}:gone")
    worker.look_at_the_clock()
    task.refresh_from_db()
    too_soon, worker.looked_at = task.status, worker.looked_at - BETWEEN_ROUNDS
    worker.look_at_the_clock()
    task.refresh_from_db()
    assert (too_soon, task.status) == (TaskResultStatus.RUNNING, TaskResultStatus.READY)
