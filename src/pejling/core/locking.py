"""How two who act at the same moment are kept from each other: what decides is locked, and asked again behind the lock.

A row was fetched for a page, and somebody may have been faster since. So an action first locks what its answer depends on,
reads it anew, and only then asks whether it may. What the request knew of who one is goes with the lock
(`request_cache.forget`): who was faster may have taken the right itself away. On SQLite a transaction is alone from its
first statement; the rows are read anew all the same.

Everybody locks in one order, or two would wait for each other for good; docs/decisions/230-locked-then-asked.md tells it.
Rows of one model are locked by their ids.
"""

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from pejling.core import request_cache
from pejling.core.permissions import require

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

Row = TypeVar("Row", bound=models.Model)


def lock(row: Row, *others: Row) -> Row:
    """The row as it stands now, kept from everybody else until the transaction ends; others of its model with it.

    ValidationError in words when one has been taken away meanwhile.
    """
    for each in sorted((row, *others), key=lambda each: each.pk):
        _refresh(each)
    request_cache.forget()
    return row


def _refresh(row: models.Model) -> None:
    # Others may go on pointing at it (`no_key`): who makes something that rests on a row locks it, too.
    rows = row.__class__._base_manager.select_for_update(no_key=True)
    try:
        row.refresh_from_db(from_queryset=rows)
    except ObjectDoesNotExist as gone:
        raise _taken_away() from gone


def locked_copy(rows: "models.QuerySet[Row]", row: Row) -> Row:
    """`lock` by another reading of the row, which leaves the one at hand as it was fetched."""
    found = lock_all(rows.filter(pk=row.pk))
    if not found:
        raise _taken_away()
    return found[0]


def lock_all(rows: "models.QuerySet[Row]") -> list[Row]:
    """These rows as they stand now, by their ids, all locked.

    They are read when they are locked: what PostgreSQL joins to a row that it had to wait for is as it was before the wait.
    """
    every = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    locked = every.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True)
    found = list(rows.filter(pk__in=list(locked)).order_by("pk"))
    request_cache.forget()
    return found


def require_locked(person: "Viewer", name: str, row: Row) -> Row:
    """Lock the row, and then ask whether the person may do `name` to it; `Refused` unless they may."""
    require(person, name, lock(row))
    return row


def _taken_away() -> ValidationError:
    return ValidationError(_("Det er fjernet imens. Gå tilbage, og hent siden igen."))
