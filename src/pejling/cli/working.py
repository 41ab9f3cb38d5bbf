"""The worker: does what pages leave for later and what comes round, and takes up what a killed worker left half done."""

import fcntl
import logging
import platform
import secrets
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, InterfaceError, OperationalError, connections
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from pejling.cli import in_use
from pejling.cli.database import require_up_to_date
from pejling.cli.terminal import complain, say
from pejling.core.actions import begin_due_work

FOLDER = "workers"
EVERY = 1.0
"""Seconds between two looks for something to do."""
BETWEEN_ROUNDS = 60.0
"""Seconds between two looks for what is due or was lost."""
LONGEST_PAUSE = 30.0
"""Seconds, at most, between two tries while the database is away or the disk is full."""
CUT_OFF = {f"{error.__module__}.{error.__qualname__}" for error in (InterfaceError, OperationalError)}
"""What a task ends in when the database went away from it."""
MOST_ATTEMPTS = 3
AGAIN_AFTER = timedelta(minutes=1)
LONGEST = timedelta(days=1)
"""A task that another machine began longer ago than this is taken for lost, with the machine."""


def work(_arguments: Namespace) -> int:
    """`pejling worker`: an extra worker, until it is told to stop."""
    with in_use.shared():
        require_up_to_date()
        say("Venter på opgaver. Stop med Ctrl-C.")
        run_worker()
    return 0


class Rounds(Worker):
    """A worker that looks at the clock between two tasks, and once a minute when there are none."""

    looked_at = float("-inf")
    pause = 0.0

    def keep_working(self) -> None:
        """Do what waits, look at the clock, rest; until told to stop."""
        while self.running:
            try:
                self.look_at_the_clock()
                self.run()  # ends when nothing waits
                self.pause = 0.0
            except Error as error:
                self.wait_for_the_database(error)
            time.sleep(EVERY if self.running else 0)

    def wait_for_the_database(self, error: Error) -> None:
        """Away, or without room to write: rest longer each time, begin anew, and take up what was cut off."""
        self.pause = min(2 * self.pause or EVERY, LONGEST_PAUSE)
        self.looked_at = float("-inf")
        complain(f"Databasen svarer ikke eller kan ikke skrive ({error}). Nyt forsøg om {self.pause:.0f} s.")
        connections.close_all()
        time.sleep(self.pause if self.running else 0)

    def run_task(self, db_task_result: "DBTaskResult[..., object]") -> None:
        """Many tasks in a row keep nothing from being begun on time; one that the database went away from is done again."""
        super().run_task(db_task_result)
        if db_task_result.exception_class_path in CUT_OFF:
            _do_again(db_task_result, since=timezone.now())
        self.look_at_the_clock()

    def look_at_the_clock(self) -> None:
        """Once a minute: begin what is due, and take up what was lost."""
        if time.monotonic() - self.looked_at < BETWEEN_ROUNDS:
            return
        requeue_lost_tasks(idle=self.worker_id)
        begin_due_work()
        self.looked_at = time.monotonic()


def run_worker() -> None:
    """Take up what was lost, then do one task after the other, and what is due when it is due."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    with _alive() as name:
        worker = Rounds(
            queue_names=["*"],
            interval=EVERY,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
            excluded_queue_names=[],
        )
        worker.configure_signals()
        worker.keep_working()


def requeue_lost_tasks(*, idle: str = "") -> None:
    """A task whose worker was killed, or does nothing just now, is done again, for all tasks can bear that."""
    for task in DBTaskResult.objects.running():
        if idle in task.worker_ids[-1:] or not _is_alive(task):
            _do_again(task, since=task.started_at or timezone.now())


def _do_again(task: "DBTaskResult[..., object]", *, since: datetime) -> None:
    """Later each time; one that kills its workers, or is cut off again and again, is given up."""
    attempts = len(task.worker_ids)
    if attempts < MOST_ATTEMPTS:
        DBTaskResult.objects.filter(pk=task.pk, status=task.status, worker_ids=task.worker_ids).update(
            status=TaskResultStatus.READY, started_at=None, finished_at=None,
            run_after=since + AGAIN_AFTER * (attempts - 1),
        )  # fmt: skip
    elif task.status == TaskResultStatus.RUNNING:
        task.set_failed(RuntimeError(f"Opgaven blev afbrudt {MOST_ATTEMPTS} gange og er opgivet."))


@contextmanager
def _alive() -> Iterator[str]:
    """A name for this worker, and a lock that others can see it by as long as it lives."""
    folder = _folder()
    for old in folder.iterdir():
        if not _is_held(old):
            old.unlink(missing_ok=True)
    name = f"{_machine()}:{secrets.token_hex(8)}"
    path = folder / name.partition(":")[2]
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield name
    path.unlink(missing_ok=True)


def _is_alive(task: "DBTaskResult[..., object]") -> bool:
    """Whether the worker that has the task still runs; of another machine's workers we only know when they began."""
    machine, _colon, name = task.worker_ids[-1].partition(":") if task.worker_ids else ("", "", "")
    if machine == _machine():
        return _is_held(_folder() / name)
    return task.started_at is not None and task.started_at > timezone.now() - LONGEST


def _is_held(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _folder() -> Path:
    folder = Path(settings.DATA) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _machine() -> str:
    return platform.node()[:40]
