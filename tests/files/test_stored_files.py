"""Of every upload the database knows the checksum, whichever row names it."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from pytest_django import Settings

from pejling.files.models import StoredFile
from pejling.files.uploads import Fault, damaged
from pejling.web.models import Identity

pytestmark = pytest.mark.django_db
PICTURE = bytes(range(256)) * 9_000


@pytest.fixture
def logo(settings: Settings, tmp_path: Path) -> Path:
    """The file of the municipality's logo."""
    settings.MEDIA_ROOT = tmp_path
    identity = Identity.current()
    identity.logo = ContentFile(PICTURE, "logo.png")
    identity.save()
    return Path(identity.logo.path)


def test_checksum_is_noted_with_the_file(logo: Path) -> None:
    noted = StoredFile.objects.get()
    assert (noted.name, noted.size, noted.sha256) == (
        logo.relative_to(logo.parents[1]).as_posix(), len(PICTURE), hashlib.sha256(PICTURE).hexdigest(),
    )  # fmt: skip
    assert logo.read_bytes() == PICTURE


def test_checksum_of_a_large_file_that_waited_on_the_disk_is_noted_too(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    with TemporaryUploadedFile("plan.pdf", "application/pdf", len(PICTURE), None) as upload:
        upload.write(PICTURE)
        upload.seek(0)
        name = default_storage.save("plan", upload)
    assert StoredFile.objects.get().sha256 == hashlib.sha256(PICTURE).hexdigest()
    assert (tmp_path / name).read_bytes() == PICTURE


def test_missing_changed_and_unknown_files_are_told_apart(logo: Path) -> None:
    name = logo.relative_to(logo.parents[1]).as_posix()
    assert damaged() == {}
    logo.write_bytes(PICTURE[:-1])
    assert damaged() == {name: Fault.CHANGED}
    StoredFile.objects.all().delete()
    assert damaged() == {name: Fault.UNKNOWN}
    logo.unlink()
    assert damaged() == {name: Fault.MISSING}


def test_nothing_is_noted_of_a_file_whose_row_was_not_kept(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        default_storage.save("plan", ContentFile(b"x"))
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()


def test_deleted_file_is_forgotten(logo: Path) -> None:
    default_storage.delete(logo.relative_to(logo.parents[1]).as_posix())
    assert not StoredFile.objects.exists()
