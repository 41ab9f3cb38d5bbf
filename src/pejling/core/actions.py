"""What the house does of itself: begin the work that comes round, and clear away what nobody needs any more."""

import os
import shutil
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pejling.core.models import ScheduledRun, StoredFile
from pejling.core.periodic import Periodic, periodics
from pejling.core.uploads import orphans, sweeping

UNTOUCHED = timedelta(days=1)
"""How long an upload may be under way before its file counts as left behind."""
SWEPT = "swept"
REGRETTED = timedelta(days=30)
"""How long what was swept away can be brought back by hand."""
TASKS_KEPT = timedelta(days=30)
SLOTS_KEPT = timedelta(days=60)
"""More than any slot can be behind, or it would be begun again."""


def begin_due_work(*, now: datetime | None = None) -> list[str]:
    """Begin what is due and has not been begun by any other worker; answers the keys of what this one began."""
    now = now or timezone.now()
    return [periodic.key for periodic in periodics() if _begin(periodic, now)]


def _begin(periodic: Periodic, now: datetime) -> bool:
    """The row and the task come into the database together or not at all: a worker killed here has begun nothing, and
    one killed later leaves a task that is taken up again like any other."""
    slot = periodic.slot(now)
    if slot is None or ScheduledRun.objects.filter(key=periodic.key, at=slot).exists():
        return False
    with transaction.atomic():
        _row, is_ours = ScheduledRun.objects.get_or_create(key=periodic.key, at=slot)
        if is_ours:
            periodic.run.enqueue()
    return is_ours


def sweep_uploads(*, now: datetime | None = None) -> int:
    """Move the uploads that no row names out of the way, and delete those moved a month ago; answers how many were moved.

    They are moved first because an installation on the wrong database names none of its files. Nothing is moved while a
    backup is taken.
    """
    now = now or timezone.now()
    swept = settings.DATA / SWEPT
    with sweeping() as may_sweep:
        if not may_sweep:
            return 0
        _delete_older(swept, now - REGRETTED)
        found = orphans(before=now - UNTOUCHED)
        for path in found:
            name = path.relative_to(settings.MEDIA_ROOT)
            _move(path, swept / name, now)
            StoredFile.objects.filter(name=name.as_posix()).delete()
    return len(found)


def _move(path: Path, target: Path, now: datetime) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(path, target)
    os.utime(target, (now.timestamp(), now.timestamp()))


def _delete_older(folder: Path, moment: datetime) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_mtime < moment.timestamp():
            path.unlink()


def clear_away(*, now: datetime | None = None) -> None:
    """Delete sessions that have expired, and tasks and slots so long past that nobody asks about them."""
    now = now or timezone.now()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    ScheduledRun.objects.filter(at__lt=now - SLOTS_KEPT).delete()
