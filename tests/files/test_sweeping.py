"""Uploads that no row names are swept away at night."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import Settings

from pejling.files.actions import SWEPT, sweep_uploads
from pejling.files.models import Attachment
from pejling.files.uploads import standing_still
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
    attachment = Attachment.objects.create(owner=document, position=1)
    of_file = {"content_type": "text/plain", "size": 1}
    first, second = (
        attachment.versions.create(number=number, name="a.txt", stored=ContentFile(b"x", "a.txt"), **of_file)
        for number in (1, 2)
    )
    identity = Identity.current()
    identity.logo = ContentFile(b"x", "logo.png")
    identity.save()
    paths = [Path(first.stored.path), Path(second.stored.path), Path(identity.logo.path)]
    for path in paths:
        os.utime(path, (time.time() - 9 * DAY, time.time() - 9 * DAY))
    assert sweep_uploads() == 0
    assert [path.exists() for path in (young, *paths)] == [True, True, True, True]


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
