"""Meetings and items pass to another when who answers for them leaves, or when the unit that has them ends."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.core.history import save_values, update_all
from pejling.core.locking import lock, lock_all
from pejling.core.permissions import require
from pejling.meetings.actions.course import note
from pejling.meetings.models import Item, Meeting
from pejling.organisation.actions.openness import lock_receiver, refuse_left

if TYPE_CHECKING:
    from pejling.organisation.models import Unit
    from pejling.people.models import Person


@transaction.atomic
def hand_over_meeting(meeting: Meeting, to: "Person", by: "Person") -> None:
    """Let another answer for a meeting that is not finished."""
    lock_receiver(to)
    row = lock(meeting)
    require(by, "meetings.edit", row)
    refuse_left(to, field="responsible", before=row.responsible_id)
    save_values(row, by=by, responsible=to)
    note("handed_over", row, by=by, person=to.name)


@transaction.atomic
def hand_over_item(item: Item, to: "Person", by: "Person") -> None:
    """Let another present an item that is not decided."""
    lock_receiver(to)
    if item.meeting is not None:
        lock(item.meeting)
    row = lock(item)
    require(by, "meetings.edit_item", row)
    refuse_left(to, field="owner", before=row.owner_id)
    save_values(row, by=by, owner=to)
    if row.meeting is not None:
        note("item_edited", row.meeting, by=by)


@transaction.atomic
def move_meetings(old: "Unit", new: "Unit", by: "Person | None") -> None:
    """Let another unit have the meetings of a unit that ends: who leads there reads its minutes."""
    rows = lock_all(Meeting.objects.filter(unit=old))
    for row in rows:
        row.unit = new
        row.version += 1
    update_all(Meeting, rows, ["unit", "version"], by=by)
