"""Read a stranger's file in a process of its own, where it may take only so much memory and time.

A small file can be made to unfold into gigabytes. What reads it is therefore a fresh interpreter with limits set by the
operating system; when it exceeds them it ends, and whoever asked gets one sentence instead of an answer. It knows no
database and is given no secrets, but it runs as the same user: it keeps a file from taking the machine, not a
burglar from taking the reader.
"""

import logging
import os
import pickle
import resource
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEMORY = 700 * 1024 * 1024
SECONDS = 40
LARGEST_ANSWER = 100 * 1024 * 1024
_READER = "from pejling.core.apart import answer; answer()"
_NEEDED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "TMPDIR")
"""All of the surroundings that the reader is given: neither the secret key nor the database's address."""
_PACKAGE = Path(__file__).parent.parent

Found = TypeVar("Found")
log = logging.getLogger(__name__)


class Unreadable(Exception):
    """A file that cannot be read, with a sentence that says why and what to do."""

    def __init__(self, message: str | Promise) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def too_much() -> Unreadable:
    """Say that the file takes more than reading may take."""
    return Unreadable(
        _(
            "Filen kræver for meget hukommelse eller tid at læse. Gem den igen i sit eget program, "
            "eller del den op, og prøv igen."
        )
    )


def apart(work: Callable[..., Found], *given: object) -> Found:
    """What a function answers when another process carries it out; `Unreadable` when it says so or takes too much.

    The function must be importable without models, and so must all that it is given and answers.
    """
    task = pickle.dumps((translation.get_language() or "da", work, given))
    try:
        reader = subprocess.run(
            [sys.executable, "-P", "-c", _READER],
            input=task,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env={name: os.environ[name] for name in _NEEDED if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise too_much() from error
    found: Found = _answered(reader.stdout)
    return found


def _answered(told: bytes) -> Any:
    try:
        is_found, answered = pickle.loads(told)
    except (EOFError, pickle.UnpicklingError) as error:
        # Without memory a library may end the whole process instead of saying so.
        raise too_much() from error
    if is_found:
        return answered
    if isinstance(answered, Unreadable):
        raise answered
    log.error("A file could not be read:\n%s", answered)
    raise Unreadable(_("Filen kan ikke læses. Gem den igen i sit eget program, og prøv igen."))


def answer() -> None:
    """Be the reader: carry out the task that stands on standard input, and write the answer to standard output."""
    _limit()
    stand_alone()
    with suppress(MemoryError):
        told = pickle.dumps(_outcome())
        if len(told) <= LARGEST_ANSWER:
            sys.stdout.buffer.write(told)
            sys.stdout.buffer.flush()
    # Nothing is cleared away: a library that ran out of memory gets no chance to stumble over it.
    os._exit(0)


def _outcome() -> tuple[bool, object]:
    try:
        language, work, given = pickle.load(sys.stdin.buffer)
        translation.activate(language)
        return True, work(*given)
    except Unreadable as refused:
        return False, refused
    except MemoryError:
        raise
    except Exception:
        return False, traceback.format_exc()


def stand_alone(language: str = "da") -> None:
    """Get ready what reading needs of Django: words in a language. No database, no folder, no secret."""
    settings.configure(LANGUAGE_CODE="da", LOCALE_PATHS=[_PACKAGE / "locale"])
    # Translation asks which apps there are. `django.setup()` would load addresses and forms as well.
    apps.populate(())
    translation.activate(language)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # Should whoever asked be gone, nobody is left to look at a clock.
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError):
        # When the machine itself runs out of memory, the reader goes before the site.
        Path("/proc/self/oom_score_adj").write_text("900")
