"""Who uses the data folder: several serve, work and copy at once, and one alone may replace it.

The lock is the kernel's own on an open file: it goes when the last process that holds it goes, however that went.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings

from pejling.cli.terminal import Refusal

NAME = "in_use.lock"


@contextmanager
def shared() -> Iterator[None]:
    """Use the data folder beside others. Refused while its content is being replaced."""
    with _locked(settings.DATA, fcntl.LOCK_SH) as file:
        if file is None:
            raise Refusal(f"Mappen {settings.DATA} er ved at blive gendannet. Vent, til det er gjort.")
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Use the folder alone. Refused while anything serves, works or copies."""
    with _locked(folder, fcntl.LOCK_EX) as file:
        if file is None:
            raise Refusal(
                f"Pejling er i gang i mappen {folder}. Stop den først (»pejling serve«, »demo« og »worker«)."
            )
        yield


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[IO[bytes] | None]:
    """The open lock file; None when somebody is in the way."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NAME).open("ab") as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield file
