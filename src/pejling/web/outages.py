"""The database is away, or there is no room to write: nobody's fault, and over in a while."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
NO_ROOM_ON_SQLITE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY")
NO_ROOM_ON_POSTGRESQL = ("53100", "25006")


@dataclass(frozen=True)
class Outage:
    """What is wrong, as an answer's status and in words beside a form."""

    status: int
    words: "_StrPromise"


AWAY = Outage(
    503,
    _(
        "Det kunne ikke gemmes lige nu, for databasen svarer ikke. Din tekst står her endnu. Prøv igen om lidt."
    ),
)
FULL = Outage(
    507,
    _(
        "Det kunne ikke gemmes lige nu, for der er ikke plads på disken hos os. Din tekst står her endnu. Prøv igen"
        " senere, og sig det til dem, der driver systemet."
    ),
)


def outage(error: BaseException | None) -> Outage | None:
    """Which of the two an error is, if it is any."""
    if isinstance(error, OperationalError | InterfaceError):
        return _of_database(error)
    return FULL if isinstance(error, OSError) and error.errno in NO_ROOM else None


@contextmanager
def if_there_is_room() -> Iterator[None]:
    """What is only written in passing, while somebody reads, is left out on a full disk: whoever reads does not need it."""
    try:
        yield
    except OperationalError as error:
        if outage(error) is not FULL:
            raise


def _of_database(error: OperationalError | InterfaceError) -> Outage | None:
    name = getattr(error.__cause__, "sqlite_errorname", "")
    if name == "SQLITE_ERROR":
        return None  # a statement that is wrong: a fault of ours
    state = getattr(error.__cause__, "sqlstate", None)
    is_full = name.startswith(NO_ROOM_ON_SQLITE) or state in NO_ROOM_ON_POSTGRESQL
    return FULL if is_full else AWAY
