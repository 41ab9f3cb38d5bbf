"""The uploaded files as a folder: which of them a row names, and who may count on the folder standing still.

An upload is on the disk before its row is in the database. When the process is killed between the two, the file stays and
nobody ever asks for it: an orphan.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from pejling.files.models import StoredFile

LOCK = "uploads.lock"
CHUNK = 1 << 20
Shown = Callable[[Iterable[str]], Iterable[str]]
"""How the files are gone through: as they come, or with a bar that shows how far one has come."""


def fingerprint(chunks: Iterable[bytes]) -> tuple[int, str]:
    """How many bytes they are together, and their SHA-256."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()


def fingerprint_of(path: Path) -> tuple[int, str]:
    """The same of a file on the disk."""
    with path.open("rb") as file:
        return fingerprint(iter(lambda: file.read(CHUNK), b""))


class Fault(StrEnum):
    """What can be wrong with a file that a row names."""

    MISSING = "missing"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    """Nothing was noted of it when it came, so nobody can tell whether it is as it was."""


def damaged(shown: Shown = list) -> dict[str, Fault]:
    """The files that rows name and that are not there as they were stored, by their names."""
    noted = dict(StoredFile.objects.values_list("name", "sha256"))
    found = {}
    for name in shown(sorted(name for name in _named() if name)):
        if fault := _fault(settings.MEDIA_ROOT / name, noted.get(name)):
            found[name] = fault
    return found


def _fault(path: Path, sha256: str | None) -> Fault | None:
    if not path.is_file():
        return Fault.MISSING
    if sha256 is None:
        return Fault.UNKNOWN
    return None if fingerprint_of(path)[1] == sha256 else Fault.CHANGED


def called(name: str) -> str:
    """What people call a stored file: its own name and what it belongs to, as the first row that names it says."""
    for model, field in _file_fields():
        if row := model._default_manager.filter(**{field: name}).first():
            return f"{model._meta.verbose_name} »{row}«"
    return ""


def orphans(*, before: datetime) -> list[Path]:
    """The files that no row names and that have lain untouched since before a moment."""
    # The folder is read first: what is uploaded while the rows are read is then not in question.
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and not path.is_symlink()]
    old = [path for path in files if path.stat().st_mtime < before.timestamp()]
    named = _named() if old else set()
    return [path for path in old if path.relative_to(settings.MEDIA_ROOT).as_posix() not in named]


def _named() -> set[str]:
    """Every name that a row holds now or, where the row has history, ever held."""
    names: set[str] = set()
    for model, field in _file_fields():
        names.update(model._default_manager.values_list(field, flat=True))
    return names


def _file_fields() -> Iterator[tuple[type[Any], str]]:
    """Every column that names a file, the rows that hold now before their history."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField) and field.model is model:
                for source in (model, *_history(model)):
                    yield source, field.name


def _history(model: type[models.Model]) -> list[type[Any]]:
    """The model that keeps the earlier values of these rows, when there is one."""
    manager = getattr(model._meta, "simple_history_manager_attribute", None)
    return [getattr(model, manager).model] if manager else []


@contextmanager
def standing_still() -> Iterator[None]:
    """No file is taken away while this holds; a sweep that has begun is waited for."""
    with (settings.DATA / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


@contextmanager
def sweeping() -> Iterator[bool]:
    """Whether files may be taken away now: not while somebody counts on the folder standing still."""
    with (settings.DATA / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
