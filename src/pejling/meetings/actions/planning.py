"""Meetings are planned: one by one or a year ahead, called, cancelled, and agreed to by chair and vice-chair."""

from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.history import create_all, save, save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.meetings.actions.course import locked_meeting, note, put, require_state
from pejling.meetings.figures.agenda import fingerprint
from pejling.meetings.figures.year import days_of_year
from pejling.meetings.models import (
    Assent,
    Attendance,
    ForumSource,
    Item,
    ItemKind,
    Matter,
    Meeting,
    MeetingKind,
    MeetingShare,
    State,
    Where,
)
from pejling.meetings.models.items import GAP
from pejling.meetings.models.presiding import SECRETARY, holder, practice_of
from pejling.meetings.rules import matter_now, sides_of
from pejling.organisation.actions.openness import lock_chosen, refuse_gone, require_forum
from pejling.organisation.models import Forum, Seat, Unit
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.meetings.figures.year import Rhythm


@transaction.atomic
def plan(
    forum: Forum,
    *,
    at: datetime,
    by: Person,
    kind: str = MeetingKind.ORDINARY,
    minutes: int = 120,
    place: str = "",
    responsible: Person | None = None,
    people: Collection[Person] = (),
) -> Meeting:
    """Begin a meeting of a forum as a draft, with the standing items of its kind."""
    require_forum(forum)
    lock_chosen(people=[*people, *([responsible] if responsible else [])])
    require(by, "meetings.plan", forum)
    source = ForumSource.objects.filter(forum=forum, where=Where.FETCHED).first()
    if source is not None:
        raise ValidationError(
            _("Forummets møder hentes fra %(system)s. Læg mødet dér.") % {"system": source.system}
        )
    meeting = Meeting(
        forum=forum, unit=_unit_of(forum), kind=kind, at=at, minutes=minutes, place=place,
        responsible=responsible or _secretary(forum) or by,
    )  # fmt: skip
    refuse_gone([*people, *([responsible] if responsible else [])], field="people", before=())
    meeting.full_clean()
    save(meeting, by=by)
    _add_standing(meeting, by)
    _invite(meeting, people, by=by)
    note("planned", meeting, by=by)
    return meeting


def _unit_of(forum: Forum) -> Unit:
    """The forum's unit; the whole municipality where it belongs to none."""
    unit = forum.unit or Unit.objects.filter(parent=None).current().order_by("pk").first()
    if unit is None:
        raise ValidationError(_("Kommunen har ingen enheder endnu."))
    return unit


def _secretary(forum: Forum) -> Person | None:
    found = holder(forum, SECRETARY)
    return Person.objects.get(pk=found) if found else None


def _add_standing(meeting: Meeting, by: Person) -> None:
    practice = practice_of(meeting.forum.kind)
    political = meeting.forum.is_political
    titles = [*practice.opening, *practice.ending]
    rows = [
        Item(
            meeting=meeting, forum=meeting.forum, title=title, position=(number + 1) * GAP, minutes=5,
            kind=ItemKind.DECISION if political else ItemKind.DISCUSSION, is_standing=True,
            fills_itself=title == practice.follow_up,
        )
        for number, title in enumerate(titles)
    ]  # fmt: skip
    create_all(Item, rows, by=by)


@transaction.atomic
def replan(
    meeting: Meeting,
    *,
    opened: int,
    at: datetime,
    kind: str,
    minutes: int,
    place: str,
    responsible: Person | None,
    people: Collection[Person],
    by: Person,
) -> Meeting:
    """Change when, where and with whom. Raises `Stale` when somebody was faster."""
    lock_chosen(people=[*people, *([responsible] if responsible else [])])
    row = locked_meeting(meeting, by)
    require_state(row, State.DRAFT, State.CALLED)
    known = set(row.attendances.values_list("person", flat=True))
    refuse_gone(people, field="people", before=known)
    refuse_gone([responsible] if responsible else [], field="responsible", before={row.responsible_id})
    row.at, row.kind, row.minutes, row.place, row.responsible = at, kind, minutes, place, responsible
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    _invite(row, people, by=by)
    note("replanned", row, by=by)
    return row


def _invite(meeting: Meeting, people: Collection[Person], *, by: Person) -> None:
    """Those called though they do not sit in the forum; what is for few is for them too."""
    members = set(meeting.forum.seats.current(meeting.on).values_list("person", flat=True))
    wanted = {person.pk for person in people} - members
    known = {each.person_id: each for each in meeting.attendances.filter(is_guest=True)}
    shared = {each.person_id: each for each in meeting.shares.filter(person__isnull=False)}
    for pk in known.keys() - wanted:
        for gone in (known[pk], shared.get(pk)):
            if gone is not None:
                gone._history_user = by  # type: ignore[union-attr]
                gone.delete()
    new = sorted(wanted - known.keys())
    create_all(Attendance, [Attendance(meeting=meeting, person_id=pk, is_guest=True) for pk in new], by=by)
    if meeting.called_at:
        create_all(MeetingShare, [MeetingShare(meeting=meeting, person_id=pk) for pk in new], by=by)


@transaction.atomic
def plan_year(forum: Forum, *, rhythm: "Rhythm", by: Person, minutes: int, place: str) -> list[Meeting]:
    """Begin a meeting on each day of a year's rhythm; a day that has one already gets no other."""
    lock(forum)
    taken: set[date] = {each.on for each in Meeting.objects.filter(forum=forum, cancelled_at=None)}
    days = [day for day in days_of_year(rhythm) if day not in taken]
    if not days:
        raise ValidationError(_("Der er ingen nye dage at lægge møder på."))
    return [plan(forum, at=rhythm.moment(day), minutes=minutes, place=place, by=by) for day in days]


@transaction.atomic
def call(meeting: Meeting, *, by: Person) -> Meeting:
    """Send the agenda out: the meeting is open to those whom such meetings are for, and its members are called."""
    row = locked_meeting(meeting, by)
    require_state(row, State.DRAFT)
    if not row.items.filter(is_standing=False).exists():
        raise ValidationError(_("Der er ingen punkter på dagsordenen ud over de faste."))
    if matter_now(row) and row.assents.filter(matter=Matter.AGENDA).count() < len(BOTH):
        raise ValidationError(_("Formand og næstformand skal begge være enige i dagsordenen først."))
    visibility = practice_of(row.forum.kind).visibility
    put(row, by, called_at=timezone.now(), visibility=visibility)
    _call_members(row, by)
    shares = [MeetingShare(meeting=row, forum=row.forum)]
    guests = row.attendances.filter(is_guest=True).values_list("person", flat=True)
    shares += [MeetingShare(meeting=row, person_id=pk) for pk in guests]
    create_all(MeetingShare, shares, by=by)
    note("called", row, by=by)
    return row


BOTH = (False, True)
"""The chair's side, and the vice-chair's."""


def _call_members(meeting: Meeting, by: Person) -> None:
    known = set(meeting.attendances.values_list("person", flat=True))
    seats = Seat.objects.current(meeting.on).filter(forum=meeting.forum, person__is_active=True).for_list()
    rows: dict[int, Attendance] = {}
    for seat in seats:
        if seat.person_id not in known:
            rows.setdefault(
                seat.person_id, Attendance(meeting=meeting, person=seat.person, role=seat.role.name)
            )
    create_all(Attendance, rows.values(), by=by)


@transaction.atomic
def assent(meeting: Meeting, *, by: Person, shown: str | None = None) -> Meeting:
    """Agree to the agenda or to the minutes for one's side, as they were `shown` (`figures.agenda.fingerprint`). When both
    have, the minutes are approved."""
    row = locked_meeting(meeting, by, "meetings.assent")
    if shown is not None and shown != fingerprint(row):
        raise ValidationError(_("Punkterne er ændret, siden du åbnede siden. Læs dem igen, og svar så."))
    matter = matter_now(row)
    assert matter is not None
    for is_vice in sides_of(by, row):
        Assent.objects.get_or_create(meeting=row, matter=matter, is_vice=is_vice, defaults={"by": by})
    note(f"{matter.value}_agreed", row, by=by)
    if matter == Matter.MINUTES and row.assents.filter(matter=matter).count() == len(BOTH):
        put(row, by, approved_at=timezone.now())
        note("approved", row, by=by)
    return row


@transaction.atomic
def withdraw_assent(meeting: Meeting, *, by: Person) -> Meeting:
    """Agree no longer, while the other has not been relied on."""
    row = locked_meeting(meeting, by, "meetings.assent")
    row.assents.filter(matter=matter_now(row), is_vice__in=sides_of(by, row)).delete()
    note("assent_withdrawn", row, by=by)
    return row


@transaction.atomic
def cancel(meeting: Meeting, *, because: str, by: Person) -> Meeting:
    """Call the meeting off, with a reason; its items go back to the forum's backlog when they are taken off."""
    row = locked_meeting(meeting, by)
    require_state(row, State.DRAFT, State.CALLED)
    put(row, by, cancelled_at=timezone.now(), cancelled_because=because)
    note("cancelled", row, by=by, why=because)
    return row


@transaction.atomic
def restore(meeting: Meeting, *, by: Person) -> Meeting:
    """Take back that it was called off."""
    row = lock(meeting)
    was_cancelled, row.cancelled_at = row.state == State.CANCELLED, None
    require(by, "meetings.edit", row)
    if not was_cancelled:
        raise ValidationError(_("Mødet er ikke aflyst."))
    put(row, by, cancelled_because="")
    note("restored", row, by=by)
    return row


def is_for_few(meeting: Meeting, item: Item) -> bool:
    """Whether what springs from the item is for the forum alone."""
    return item.openness == "closed" or meeting.visibility in (Visibility.SHARED, Visibility.DRAFT)
