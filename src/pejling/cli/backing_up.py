"""`pejling backup`: the database and the uploads in one archive, while everybody works on."""

import os
import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from pejling.cli import archive, in_use
from pejling.cli.database import require_there, unapplied
from pejling.cli.stores import Store, store
from pejling.cli.terminal import Refusal, bar, complain, say
from pejling.cli.uploads import faults_of_uploads
from pejling.core.formats import number
from pejling.files.uploads import standing_still


def backup(arguments: Namespace) -> int:
    """Take a backup and read it back before it gets its name; then tell of the files that it could not hold as they were."""
    target: Path = arguments.file.absolute()
    _refuse_target(target)
    with in_use.shared(), standing_still():
        require_there()
        is_behind = bool(unapplied())
        size = take(target)
        say(f"Gemt: {target} ({number(max(1, size // 1_000))} kB, læst igennem og i orden).")
        if is_behind:
            # The backup before an upgrade: this version cannot ask the old tables which files there should be.
            say(
                "De uploadede filer er med, men ikke set efter: det gør »pejling check«, når databasen er ført frem."
            )
            return 0
        faults = faults_of_uploads(partial(bar, words="Ser filerne efter", unit="filer"))
    for line in faults:
        complain(line)
    return int(bool(faults))


def take(target: Path) -> int:
    """Write the archive under another name, read it back, and only then give it its name. Answers its size in bytes."""
    database = store()
    with tempfile.TemporaryDirectory(prefix=".pejling-backup-", dir=target.parent) as folder:
        part = Path(folder) / "archive.zip"
        _write(part, database, Path(folder))
        _read_back(part, database, Path(folder) / "read")
        _give_name(part, target)
    return target.stat().st_size


def _refuse_target(target: Path) -> None:
    if target.exists():
        raise Refusal(f"{target} findes allerede. Vælg et andet navn; en sikkerhedskopi overskrives aldrig.")
    if not target.parent.is_dir():
        raise Refusal(f"Mappen {target.parent} findes ikke.")
    if settings.MEDIA_ROOT in target.parents:
        raise Refusal(f"Læg ikke kopien i {settings.MEDIA_ROOT}, for den mappe er selv en del af kopien.")


def _write(part: Path, database: Store, folder: Path) -> None:
    """The database first: a file that it names was stored before it was named, and no file is taken away meanwhile."""
    manifest = archive.Manifest(
        version=version("pejling"),
        taken_at=timezone.now().isoformat(),
        engine=database.engine,
        migrations=sorted(
            f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
        ),
    )
    copy = folder / manifest.database
    database.copy_to(copy)
    files = [(manifest.database, copy), *_uploads()]
    os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
    with part.open("wb") as file:
        archive.write(file, manifest, bar(files, "Gemmer", unit="filer"))
        file.flush()
        os.fsync(file.fileno())
    copy.unlink()


def _uploads() -> Iterator[tuple[str, Path]]:
    for path in sorted(settings.MEDIA_ROOT.rglob("*")):
        if path.is_file() and not path.is_symlink() and not path.name.startswith("."):
            yield f"{archive.UPLOADS}/{path.relative_to(settings.MEDIA_ROOT).as_posix()}", path


def _read_back(part: Path, database: Store, folder: Path) -> None:
    """Unpack it as a restore would, and look the database through."""
    folder.mkdir()
    manifest = archive.unpack(part, folder, partial(bar, words="Læser efter", unit="filer"))
    database.refuse_broken(folder / manifest.database)


def _give_name(part: Path, target: Path) -> None:
    """A hard link is refused when the name has been taken meanwhile; not every file system has them."""
    try:
        target.hardlink_to(part)
    except FileExistsError:
        raise Refusal(f"{target} er kommet til imens. Vælg et andet navn.") from None
    except OSError:
        _refuse_target(target)
        part.rename(target)
    with suppress(OSError):
        _flush(target.parent)


def _flush(folder: Path) -> None:
    """Let the name itself reach the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
