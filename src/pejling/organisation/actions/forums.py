"""Forums and the seats in them."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core import formats, history
from pejling.core.dates import today
from pejling.core.locking import lock, lock_all
from pejling.organisation.actions.openness import require_forum, require_here, require_open
from pejling.organisation.actions.periods import finish, finish_all, refuse_overlap, resume
from pejling.organisation.models import Forum, ForumKind, Seat, SeatRole, Unit

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def create_forum(
    *,
    name: str,
    kind: ForumKind,
    unit: Unit | None = None,
    starts_on: date | None = None,
    by: "Person | None",
) -> Forum:
    """Make a forum, of a unit or of the whole municipality."""
    if unit is not None:
        require_open(unit)
    forum = Forum(name=name, kind=kind, unit=unit, starts_on=starts_on)
    forum.full_clean()
    history.save(forum, by=by)
    log("organisation.forum_created", forum, by=by)
    return forum


@transaction.atomic
def edit_forum(
    forum: Forum,
    *,
    name: str,
    kind: ForumKind,
    unit: Unit | None,
    starts_on: date | None,
    opened: int,
    by: "Person",
) -> None:
    """Correct what is written about a forum. Raises `Stale` when somebody was faster."""
    if unit is not None and unit.pk != forum.unit_id:
        require_open(unit)
    lock(forum)
    forum.name, forum.kind, forum.unit, forum.starts_on = name, kind, unit, starts_on
    forum.full_clean()
    history.save_edit(forum, opened=opened, by=by)
    log("organisation.forum_edited", forum, by=by)


@transaction.atomic
def end_forum(forum: Forum, *, on: date, by: "Person") -> None:
    """Close a forum after its last day; its seats end with it. What it has decided stands."""
    lock(forum)
    if forum.has_ended:
        raise ValidationError(_("Forummet er allerede nedlagt."))
    if forum.starts_on and on < forum.starts_on:
        raise ValidationError({"on": _("Sidste dag kan ikke ligge før den første.")})
    finish_all(lock_all(forum.seats.all()), on=on, by=by)
    history.save_values(forum, by=by, ends_on=on)
    log("organisation.forum_ended", forum, by=by, day=formats.day(on))


@transaction.atomic
def reopen_forum(forum: Forum, *, by: "Person") -> None:
    """Open an ended forum again. Its members do not come back by themselves."""
    lock(forum)
    if forum.ends_on is None:
        raise ValidationError(_("Forummet er ikke nedlagt."))
    history.save_values(forum, by=by, ends_on=None)
    log("organisation.forum_reopened", forum, by=by)


@transaction.atomic
def give_seat(
    *,
    person: "Person",
    forum: Forum,
    role: SeatRole,
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: "Person | None",
) -> Seat:
    """Seat a person in a forum, for a period or until further notice."""
    require_forum(forum)
    require_here(person)
    seat = Seat(person=person, forum=forum, role=role, starts_on=starts_on, ends_on=ends_on)
    seat.full_clean()
    same = Seat.objects.filter(person=person, forum=forum, role=role)
    refuse_overlap(seat, same, _("%(person)s har allerede den plads i den periode.") % {"person": person})
    history.save(seat, by=by)
    _log("seat_given", seat, by=by)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: "Person") -> None:
    """Write the last day of a seat."""
    finish(seat, on=on, by=by)
    _log("seat_ended", seat, by=by, day=formats.day(on))


@transaction.atomic
def resume_seat(seat: Seat, *, by: "Person") -> None:
    """Take the ending of a seat back."""
    require_forum(seat.forum)
    resume(seat, by=by)
    _log("seat_resumed", seat, by=by)


def lasting_forums_of(unit: Unit) -> "QuerySet[Forum]":
    """The forums that a unit has and that have not ended."""
    return Forum.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today()), unit=unit)


def move_forums(old: Unit, new: Unit, by: "Person | None") -> None:
    """Let the forums of one unit belong to another."""
    forums = lock_all(lasting_forums_of(old))
    for forum in forums:
        forum.unit = new
        forum.version += 1
    history.update_all(Forum, forums, ["unit", "version"], by=by)
    if forums:
        log("organisation.forums_moved", new, by=by, old=old.name)


def _log(verb: str, seat: Seat, *, by: "Person | None", **details: str) -> None:
    """A line about the forum, for a seat has no page of its own."""
    names = {"person": seat.person.name, "role": seat.role.name}
    log(f"organisation.{verb}", seat.forum, by=by, on_behalf_of=None, **names, **details)
