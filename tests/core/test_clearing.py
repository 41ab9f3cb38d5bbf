"""What the house clears away at night: orphaned uploads, expired sessions, what is long done."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from pejling.core import tasks
from pejling.core.actions import SWEPT, clear_away, sweep_uploads
from pejling.core.models import ScheduledRun
from pejling.core.uploads import standing_still
from pejling.web.models import Identity
from tests import world

DAY = 24 * 60 * 60


@pytest.fixture
def uploads(settings: Settings, tmp_path: Path) -> Path:
    """A folder of uploads of one's own."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "uploads"
    settings.MEDIA_ROOT.mkdir()
    folder: Path = settings.MEDIA_ROOT
    return folder


def put(path: Path, *, age: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    os.utime(path, (time.time() - age, time.time() - age))
    return path


@pytest.mark.django_db
def test_sweep_moves_an_old_file_that_no_row_names(uploads: Path) -> None:
    orphan = put(uploads / "documents" / "ab" / "abcd", age=2 * DAY)
    assert sweep_uploads() == 1
    assert not orphan.exists()
    assert (uploads.parent / SWEPT / "documents" / "ab" / "abcd").read_bytes() == b"x"


@pytest.mark.django_db
def test_sweep_leaves_what_is_young_and_what_a_row_names(uploads: Path) -> None:
    world.ensure_words()
    young = put(uploads / "documents" / "young", age=DAY / 2)
    document = world.make_document("Strategi", unit=world.make_unit("Skolen"))
    named = document.files.create(
        name="a.txt", stored=ContentFile(b"x", "a.txt"), content_type="text/plain", size=1
    )
    identity = Identity.current()
    identity.logo = ContentFile(b"x", "logo.png")
    identity.save()
    paths = [Path(named.stored.path), Path(identity.logo.path)]
    for path in paths:
        os.utime(path, (time.time() - 9 * DAY, time.time() - 9 * DAY))
    assert sweep_uploads() == 0
    assert [path.exists() for path in (young, *paths)] == [True, True, True]


@pytest.mark.django_db
def test_what_was_swept_is_deleted_after_a_month(uploads: Path) -> None:
    put(uploads / "orphan", age=2 * DAY)
    sweep_uploads()
    swept = uploads.parent / SWEPT / "orphan"
    sweep_uploads(now=timezone.now() + timedelta(days=29))
    assert swept.exists()
    sweep_uploads(now=timezone.now() + timedelta(days=31))
    assert not swept.exists()


@pytest.mark.django_db
def test_nothing_is_swept_while_a_backup_is_taken(uploads: Path) -> None:
    put(uploads / "orphan", age=2 * DAY)
    with standing_still():
        assert sweep_uploads() == 0
    assert sweep_uploads() == 1


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
