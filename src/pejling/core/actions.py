"""What the house does of itself: begin the work that comes round, and clear away what nobody needs any more."""

from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pejling.core.models import ScheduledRun
from pejling.core.periodic import Periodic, periodics

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


def clear_away(*, now: datetime | None = None) -> None:
    """Delete sessions that have expired, and tasks and slots so long past that nobody asks about them."""
    now = now or timezone.now()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    DBTaskResult.objects.finished().filter(finished_at__lt=now - TASKS_KEPT).delete()
    ScheduledRun.objects.filter(at__lt=now - SLOTS_KEPT).delete()
