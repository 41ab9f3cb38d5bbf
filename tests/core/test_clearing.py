"""What the house clears away at night: expired sessions, and what is long done."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from pejling.core import tasks
from pejling.core.actions import clear_away
from pejling.core.models import ScheduledRun


@pytest.mark.django_db
def test_expired_sessions_are_cleared_and_the_others_stay() -> None:
    expired, open_ = SessionStore(), SessionStore()
    for session in (expired, open_):
        session["a"] = 1
        session.save()
    Session.objects.filter(pk=expired.session_key).update(expire_date=timezone.now() - timedelta(minutes=1))
    clear_away()
    assert list(Session.objects.values_list("pk", flat=True)) == [open_.session_key]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "days", "stays"),
    [
        (TaskResultStatus.SUCCESSFUL, 31, False),
        (TaskResultStatus.FAILED, 31, False),
        (TaskResultStatus.SUCCESSFUL, 29, True),
        (TaskResultStatus.RUNNING, 31, True),
    ],
)
def test_only_tasks_finished_a_month_ago_are_cleared(
    status: TaskResultStatus, days: int, stays: bool
) -> None:
    tasks.clear_away.enqueue()
    moment = timezone.now() - timedelta(days=days)
    DBTaskResult.objects.update(status=status, enqueued_at=moment, finished_at=moment)
    clear_away()
    assert DBTaskResult.objects.exists() is stays


@pytest.mark.django_db
def test_slots_are_kept_for_two_months() -> None:
    now = timezone.now()
    ScheduledRun.objects.create(key="old", at=now - timedelta(days=61))
    ScheduledRun.objects.create(key="young", at=now - timedelta(days=59))
    clear_away(now=now)
    assert list(ScheduledRun.objects.values_list("key", flat=True)) == ["young"]
