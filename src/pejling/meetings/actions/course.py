"""What the acts of this room share: the meeting behind its lock, an item that is not locked, and one line in the log."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import save
from pejling.core.locking import lock
from pejling.core.models import Versioned
from pejling.core.permissions import require
from pejling.meetings.models import Item, Matter, Meeting, State
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.people.models import Person


def locked_meeting(meeting: Meeting, by: "Person", right: str = "meetings.edit") -> Meeting:
    """As it stands now, when the person may."""
    row = lock(meeting)
    require(by, right, row)
    return row


def locked_item(item: Item, by: "Person", right: str = "meetings.edit") -> Item:
    """An item of a meeting behind the meeting's lock and its own, when the person may."""
    if item.meeting is None:
        raise ValidationError(_("Punktet står ikke på en dagsorden."))
    seen = item.meeting
    locked_meeting(seen, by, right)
    row = lock(item)
    if row.meeting_id != seen.pk:
        raise ValidationError(_("Punktet er flyttet imens. Gå tilbage, og hent siden igen."))
    row.meeting = seen
    return row


def open_item(item: Item, by: "Person") -> Item:
    """The same, when it has no outcome yet: a decided item is locked."""
    row = locked_item(item, by)
    if row.is_decided:
        raise ValidationError(_("Punktet er afgjort. Åbn det igen med en grund, hvis det skal ændres."))
    return row


def put(row: Versioned, by: "Person", **values: object) -> None:
    """Set the values, and keep what stood."""
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    save(row, by=by)


def require_state(meeting: Meeting, *states: State) -> None:
    """Refuse what cannot be done as the meeting stands now."""
    if meeting.state not in states:
        raise ValidationError(
            _("Mødet er »%(state)s«, så det kan ikke lade sig gøre.") % {"state": meeting.state.label}
        )


def unset_assent(meeting: Meeting) -> None:
    """What chair and vice-chair had agreed to is another now: the agenda of a draft, the minutes of a closed meeting."""
    matter = {State.DRAFT: Matter.AGENDA, State.CLOSED: Matter.MINUTES}.get(meeting.state)
    if matter is not None:
        meeting.assents.filter(matter=matter).delete()


def note(verb: str, meeting: Meeting, *, by: "Person", **details: str) -> None:
    """The line in the log, with the absent one where a deputy acts."""
    absent = authority_of(by).stands_in_for.get(meeting.responsible_id or 0)
    log(f"meetings.{verb}", meeting, by=by, on_behalf_of=absent, **details)
