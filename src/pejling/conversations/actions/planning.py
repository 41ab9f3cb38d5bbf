"""Conversations are planned: the month of the year, the day, the place and who takes part."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.conversations.models import Conversation, Invitation, OnAgenda, PlanMonth
from pejling.core.history import delete, save, save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.organisation.actions.openness import lock_chosen, refuse_gone, require_here, require_open
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.agreements.models import Proposal
    from pejling.people.models import Person


@transaction.atomic
def choose_month(unit: Unit, month: int | None, *, by: "Person") -> None:
    """Let the unit hold its conversation in a month of its own; None follows the unit above again."""
    require_open(unit)
    require(by, "conversations.plan", unit)
    chosen = PlanMonth.objects.filter(unit=unit).first()
    if month is None:
        if chosen is not None:
            delete(chosen, by=by)
    elif chosen is None:
        chosen = PlanMonth(unit=unit, month=month)
        chosen.full_clean()
        save(chosen, by=by)
    else:
        chosen.month = month
        chosen.full_clean()
        save_edit(chosen, opened=chosen.version, by=by)
    log("conversations.month_chosen", unit, by=by, unit=unit.name)


@transaction.atomic
def plan(
    unit: Unit,
    *,
    year: int,
    by: "Person",
    at: datetime | None = None,
    minutes: int = 90,
    place: str = "",
    people: "Collection[Person]" = (),
) -> Conversation:
    """Begin the unit's conversation of a year, with or without a day."""
    require_open(unit)
    if people:
        require_here(*people)
    require(by, "conversations.plan", unit)
    if Conversation.objects.filter(unit=unit, year=year).exists():
        raise ValidationError(_("Enheden har allerede en samtale det år."))
    conversation = Conversation(unit=unit, year=year, at=at, minutes=minutes, place=place)
    conversation.full_clean()
    save(conversation, by=by)
    _invite(conversation, people, by=by)
    log("conversations.planned", conversation, by=by)
    return conversation


@transaction.atomic
def replan(
    conversation: Conversation,
    *,
    opened: int,
    by: "Person",
    at: datetime | None,
    minutes: int,
    place: str,
    people: "Collection[Person]",
) -> Conversation:
    """Change when, where and with whom. Raises `Stale` when somebody was faster."""
    lock_chosen(people=people)
    row = lock(conversation)
    require(by, "conversations.plan", row.unit)
    refuse_gone(people, field="people", before=set(row.invitations.values_list("person", flat=True)))
    if row.is_held:
        raise ValidationError(_("Samtalen er holdt."))
    row.at, row.minutes, row.place = at, minutes, place
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    _invite(row, people, by=by)
    log("conversations.replanned", row, by=by)
    return row


@transaction.atomic
def put_on_agenda(conversation: Conversation, proposal: "Proposal", *, by: "Person") -> bool:
    """Put a proposal on the conversation's agenda, or take it off again; whether it stands there now."""
    row = lock(conversation)
    require(by, "conversations.note", row)
    if row.is_held:
        raise ValidationError(_("Samtalen er holdt."))
    if not proposal.is_seen_by(by):
        raise ValidationError(_("Forslaget findes ikke længere."))
    standing, is_new = OnAgenda.objects.get_or_create(
        conversation=row, proposal=proposal, defaults={"by": by}
    )
    if not is_new:
        standing.delete()
    log("conversations.agenda_added" if is_new else "conversations.agenda_taken_off", row, by=by)
    return is_new


def _invite(conversation: Conversation, people: "Collection[Person]", *, by: "Person") -> None:
    wanted = {person.pk for person in people}
    known = {each.person_id: each for each in conversation.invitations.all()}
    for pk in known.keys() - wanted:
        delete(known[pk], by=by)
    for pk in sorted(wanted - known.keys()):
        save(Invitation(conversation=conversation, person_id=pk), by=by)
