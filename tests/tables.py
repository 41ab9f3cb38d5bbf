"""The tables of a test database, made by the migrations once and copied after that, until something they come of is changed.

To migrate takes longer than a hundred tests, and every process that runs tests would do it. `migrate` is run on the copy
too: it finds nothing to do but what follows every migration. SQLite only: there a database is a file.
"""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from tests.provision import REPOSITORY

KEPT = REPOSITORY / ".tools"
COME_OF = (
    "requirements/dev.txt",
    "src/pejling/*/migrations/*.py",
    "src/pejling/*/models.py",
    "src/pejling/*/models/*.py",
    "src/pejling/*/search.py",
    "src/pejling/*/room.py",
    "src/pejling/search/*.py",
    "src/pejling/settings.py",
    "tests/made_up/**/*.py",
    "tests/settings.py",
)


def copied(to: Path) -> bool:
    """Put a copy of the tables in place, when they have been made from what there is now."""
    try:
        shutil.copy(_made(), to)
    except FileNotFoundError:
        return False
    return True


def keep(database: Path) -> None:
    """Keep tables that were just made, and let go of those from before."""
    made = _made()
    if made.exists():
        return
    connection.close()  # the last to leave writes all of it into the one file
    KEPT.mkdir(exist_ok=True)
    part = KEPT / f"{database.parent.name}.part"  # another process may be doing the same
    shutil.copy(database, part)
    part.rename(made)
    for old in {*KEPT.glob("tables-*.sqlite3")} - {made}:
        old.unlink(missing_ok=True)


def _made() -> Path:
    return KEPT / f"tables-{fingerprint(REPOSITORY)}.sqlite3"


def fingerprint(repository: Path) -> str:
    """A word for all that the tables come of."""
    told = hashlib.sha256()
    for path in _sources(repository):
        told.update(str(path.relative_to(repository)).encode())
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def _sources(repository: Path) -> Iterator[Path]:
    for pattern in COME_OF:
        yield from sorted(repository.glob(pattern))
