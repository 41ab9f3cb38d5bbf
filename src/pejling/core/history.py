"""How a row of the chain is written, so that any page can be shown as it stood on a day.

django-simple-history keeps the values. It sees single saves only, so rows are written in bulk through `create_all`. One
person's stretch of typing in one text is one history row: `save` lets a stretch grow until ten idle minutes, another writer,
a freeze or midnight ends it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from pejling.core.dates import end_of, today
from pejling.core.locking import locked_copy
from pejling.core.models import Versioned

if TYPE_CHECKING:
    from pejling.people.models import Person

TWICE = "23505"
"""What PostgreSQL calls a value that may stand once and would stand twice."""
STRETCH = timedelta(minutes=10)
Row = TypeVar("Row", bound=models.Model)
VersionedRow = TypeVar("VersionedRow", bound=Versioned)


class Stale(Exception):
    """Somebody saved the row after this form was opened; `current` is the row as it is now."""

    def __init__(self, current: models.Model) -> None:
        super().__init__(f"{current} was changed meanwhile")
        self.current = current


def is_overtaken(error: IntegrityError) -> bool:
    """Whether two wrote at the same moment what may be there once, and this was the second.

    Only PostgreSQL lets two write at a time. On SQLite the second one looks after the first has saved, and is told in words
    what is wrong; there such an error is our own.
    """
    return getattr(error.__cause__, "sqlstate", None) == TWICE


def save(row: Row, *, by: "Person | None", why: str = "") -> Row:
    """Save one row and its history, under the person's name."""
    row._history_user = by  # type: ignore[attr-defined]
    row._change_reason = why or None  # type: ignore[attr-defined]
    row.save()
    return row


def save_values(row: VersionedRow, *, by: "Person | None", **values: object) -> VersionedRow:
    """Set these values of a locked row, and save it as its next version: a form that is open on it becomes stale."""
    _put(row, values)
    row.version += 1
    return save(row, by=by)


def delete(row: models.Model, *, by: "Person | None") -> None:
    """Take one row away, and keep in its history that it was this person."""
    row._history_user = by  # type: ignore[attr-defined]
    row.delete()


@transaction.atomic
def save_edit(
    row: VersionedRow, *, opened: int, by: "Person", grow_since: datetime | None = None
) -> VersionedRow:
    """Save an edit made on version `opened` of the row.

    With `grow_since` (the last freeze, or any earlier moment) the edit continues the same person's stretch of typing when
    there is one. Raises `Stale` when the row has moved on meanwhile; then nothing is saved.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=opened)
    if not rows.update(version=opened + 1):
        raise Stale(locked_copy(type(row)._default_manager.all(), row))
    row.version = opened + 1
    stretch = _open_stretch(row, by, grow_since) if grow_since else None
    if stretch is None:
        return save(row, by=by)
    row.skip_history_when_saving = True  # type: ignore[attr-defined]
    row.save()
    del row.skip_history_when_saving  # type: ignore[attr-defined]
    _grow(stretch, row)
    return row


def taken_away(model: type[Row], pk: int, **where: Any) -> Row | None:
    """A row as it was when it was taken away, to be brought back; None when there is none, or it stands."""
    gone = model.history.filter(id=pk, history_type="-", **where).order_by("-history_id").first()  # type: ignore[attr-defined]
    if gone is None or model._default_manager.filter(pk=pk).exists():
        return None
    row: Row = gone.instance
    return row


@transaction.atomic
def keep_standing(row: VersionedRow, *, opened: int, by: "Person", **mine: Any) -> VersionedRow:
    """Give way to what somebody else wrote on the row. One's own values go into the history first: nothing is lost.

    `opened` is the version that was chosen; `Stale` when it is no longer the one that stands.
    """
    if row.version != opened:
        raise Stale(row)
    standing = {name: getattr(row, name) for name in mine}
    _put(row, mine)
    row.full_clean()
    save(row, by=by, why=_("veg for en andens tekst"))
    _put(row, standing)
    return save_edit(row, opened=opened, by=by)


def _put(row: models.Model, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _open_stretch(row: models.Model, by: "Person", since: datetime) -> Any:
    """The row's latest history if it is this person's and still young enough to grow."""
    latest = row.history.order_by("-history_date", "-history_id").first()  # type: ignore[attr-defined]
    if latest is None or latest.history_user_id != by.pk or latest.history_type != "~":
        return None
    youngest = max(since, timezone.now() - STRETCH, end_of(today() - timedelta(days=1)))
    return latest if latest.history_date > youngest else None


def _grow(stretch: Any, row: models.Model) -> None:
    for field in stretch.tracked_fields:
        setattr(stretch, field.attname, getattr(row, field.attname))
    stretch.history_date = timezone.now()
    stretch.save()


def backdate_history(row: Row, *, at: datetime, by: "Person | None") -> Row:
    """Let the next history of a row that is written in bulk say when that was, and by whom; for what is told afterwards."""
    row._history_date = at  # type: ignore[attr-defined]
    row._history_user = by  # type: ignore[attr-defined]
    return row


def create_all(
    model: type[Row], rows: Iterable[Row], *, by: "Person | None", at: datetime | None = None
) -> list[Row]:
    """Create many rows and their history in two statements a batch."""
    created: list[Row] = bulk_create_with_history(
        list(rows), model, batch_size=500, default_user=by, default_date=at or timezone.now()
    )
    return created


def update_all(model: type[Row], rows: Sequence[Row], fields: Sequence[str], *, by: "Person | None") -> None:
    """Update the named fields of many rows, and keep their history."""
    if rows:
        bulk_update_with_history(list(rows), model, list(fields), batch_size=500, default_user=by)
