"""The uploaded files as a folder: which of them a row names, and who may count on the folder standing still.

An upload is on the disk before its row is in the database. When the process is killed between the two, the file stays and
nobody ever asks for it: an orphan.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

LOCK = "uploads.lock"


def orphans(*, before: datetime) -> list[Path]:
    """The files that no row names and that have lain untouched since before a moment."""
    # The folder is read first: what is uploaded while the rows are read is then not in question.
    old = [path for path in _files() if path.stat().st_mtime < before.timestamp()]
    named = _named() if old else set()
    return [path for path in old if path.relative_to(settings.MEDIA_ROOT).as_posix() not in named]


def _files() -> list[Path]:
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and not path.is_symlink()]


def _named() -> set[str]:
    """Every name that a row holds now or, where the row has history, ever held."""
    names: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.FileField) and field.model is model:
                for source in (model, *_history(model)):
                    names.update(source._default_manager.values_list(field.name, flat=True))
    return names


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
