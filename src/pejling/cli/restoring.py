"""`pejling restore`: put the database and the uploads of an archive in place, whole or not at all."""

import ctypes
import os
import shutil
import sys
import tempfile
from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from pejling.cli import archive, in_use
from pejling.cli.stores import Store, store
from pejling.cli.terminal import Refusal, bar, say
from pejling.core.formats import moment

KEPT = ("secret_key",)
"""What is not in a backup and stays as it is: the key belongs to the machine."""
MOVED = ("demo",)
"""What lies in the folder and is not the municipality's."""
AT_FDCWD, RENAME_EXCHANGE = -100, 2


def restore(arguments: Namespace) -> int:
    """Check the archive, put it in place, and keep what it replaces."""
    path: Path = arguments.file.absolute()
    if not path.is_file():
        raise Refusal(f"{path} findes ikke.")
    with in_use.alone(settings.DATA):
        before, manifest = replace(path, store())
    taken = moment(datetime.fromisoformat(manifest.taken_at))
    say(f"Gendannet fra {path.name}, som blev taget {taken} med Pejling {manifest.version}.")
    say(f"Det, der stod før, ligger i {before}.")
    say(
        "Kør »pejling manage migrate«, hvis kopien er fra en ældre udgave, og begynd så igen med »pejling serve«."
    )
    return 0


def replace(path: Path, database: Store) -> tuple[Path, archive.Manifest]:
    """Make a new data folder beside the old one and change them in one step. Answers where the old one went."""
    data: Path = settings.DATA
    _refuse_immovable(data)
    fresh = Path(tempfile.mkdtemp(prefix=f".{data.name}.new-", dir=data.parent))
    try:
        manifest = archive.unpack(path, fresh, partial(bar, words="Pakker ud", unit="filer"))
        _refuse_unfit(manifest, database)
        database.refuse_broken(fresh / manifest.database)
        for name in KEPT:
            if (data / name).exists():
                shutil.copy2(data / name, fresh / name)
        connections.close_all()
        with in_use.alone(fresh):
            before = _change(data, fresh, manifest, database)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return before, manifest


def _change(data: Path, fresh: Path, manifest: archive.Manifest, database: Store) -> Path:
    """The last step; it is taken back when the server refuses its part. Its old database is dumped beside the old files."""
    dump = data / f"before-{manifest.database}"
    if database.engine == "postgresql":
        database.copy_to(dump)
    database.place(fresh / manifest.database, fresh)
    _own_as(data, fresh)
    _exchange(data, fresh)
    try:
        database.load(data / manifest.database)
    except BaseException:
        _exchange(data, fresh)
        dump.unlink(missing_ok=True)
        raise
    before = data.with_name(f"{data.name}.before-{timezone.localtime():%Y-%m-%d-%H%M%S}")
    fresh.rename(before)
    for name in MOVED:
        if (before / name).exists():
            (before / name).rename(data / name)
    return before


def _own_as(data: Path, fresh: Path) -> None:
    """The new folder is as open as the old one, and belongs to the same user also when root restores."""
    told = data.stat()
    fresh.chmod(told.st_mode)
    if os.geteuid() == 0:
        for path in (fresh, *fresh.rglob("*")):
            os.chown(path, told.st_uid, told.st_gid)


def _refuse_unfit(manifest: archive.Manifest, database: Store) -> None:
    """An archive of another kind of database, or with tables that this version does not know, newer or older."""
    if manifest.engine != database.engine:
        raise Refusal(
            f"Kopien er fra {manifest.engine}, men Pejling er sat op til {database.engine}. Intet er ændret."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if strange := [name for name in manifest.migrations if name not in known]:
        raise Refusal(
            f"Kopien er lavet af en anden udgave af Pejling ({manifest.version}, {strange[0]}), som denne ikke kan "
            "bygge videre på. Sæt den tilbage med den udgave, der lavede den. Intet er ændret."
        )


def _refuse_immovable(data: Path) -> None:
    if data.is_mount() or not os.access(data.parent, os.W_OK):
        raise Refusal(
            f"Mappen {data} kan ikke skiftes ud på én gang: læg den i en mappe, som Pejling må skrive i."
        )


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change names: on Linux at once, so that there is never a moment without; else one after the other."""
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        names = os.fsencode(one), os.fsencode(other)
        if rename and rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
            return
    aside = other.with_name(f"{other.name}.aside")
    one.rename(aside)
    try:
        other.rename(one)
    except OSError:
        aside.rename(one)
        raise
    aside.rename(other)
