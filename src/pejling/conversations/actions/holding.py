"""What is written during the conversation and after it: notes, what is agreed and put forward, and that both confirm."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.agreements.actions import commitments, proposals
from pejling.conversations.figures.conversation import agreed_fingerprint
from pejling.conversations.figures.people import participants
from pejling.conversations.leadership import is_top, leaders_above, leadership_of, unit_above
from pejling.conversations.models import (
    Agreed,
    Conversation,
    Note,
    Question,
    SeenValue,
    Side,
    Turn,
)
from pejling.conversations.rules import hosts
from pejling.core.dates import today
from pejling.core.history import save_values
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.organisation.models import Unit
from pejling.organisation.visibility import Visibility
from pejling.people.models import Person

if TYPE_CHECKING:
    from pejling.agreements.models import Commitment, Proposal
    from pejling.direction.models import Element


@transaction.atomic
def note(
    conversation: Conversation, turn: "Turn | str", *, question: "Question | str" = "", text: str, by: Person
) -> Note:
    """Write down what is said. It is one row for each person and place, so two never write in the same."""
    lock(conversation)
    require(by, "conversations.note", conversation)
    row, _made = Note.objects.get_or_create(conversation=conversation, turn=turn, question=question, by=by)
    row.text, row.at = text, timezone.now()
    row.version += 1
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def agree(
    conversation: Conversation,
    side: Side,
    *,
    title: str,
    by: Person,
    responsible: "Person | None" = None,
    due_on: date,
    element: "Element | None" = None,
) -> "Commitment":
    """Write down what one side takes on. It is for both sides and for whoever is to do it."""
    unit = conversation.unit if side == Side.HOST else _unit_above(conversation)
    leading = leadership_of(unit.pk) if side == Side.HOST else leaders_above(conversation.unit_id)
    who = responsible or _first(leading)
    commitments.lock_ahead(unit, who, element)
    lock(conversation)
    require(by, "conversations.note", conversation)
    about: dict[str, Any] = (
        {"element": element} if element else {"about_none_because": _("aftalt i samtalen")}
    )
    made = commitments.take_on(
        unit=unit,
        responsible=who,
        title=title,
        due_on=due_on,
        agreed_on=today(),
        said_at=_("Strategisk samtale, %(unit)s") % {"unit": conversation.unit},
        visibility=Visibility.SHARED,
        readers=participants(conversation),
        by=by,
        **about,
    )
    Agreed.objects.create(conversation=conversation, commitment=made, side=side)
    _unconfirm(conversation, by)
    return made


def _unit_above(conversation: Conversation) -> Unit:
    if is_top(conversation.unit_id):
        return conversation.unit
    above = unit_above(conversation.unit_id)
    if above is None:
        raise ValidationError(_("Ingen leder over enheden, så der er ingen at lave aftalen med."))
    return Unit.objects.get(pk=above)


def _first(people: list[int]) -> "Person | None":
    return Person.objects.filter(pk=people[0]).first() if people else None


@transaction.atomic
def put_forward(conversation: Conversation, *, by: Person, **facts: Any) -> "Proposal":
    """Send a wish, a solution or an idea on its way."""
    proposals.lock_ahead(conversation.unit, **facts)
    lock(conversation)
    require(by, "conversations.note", conversation)
    made = proposals.propose(
        unit=conversation.unit,
        by=by,
        said_at=_("Strategisk samtale, %(unit)s") % {"unit": conversation.unit},
        **facts,
    )
    conversation.put_forward.create(proposal=made)
    return made


@transaction.atomic
def see_value(conversation: Conversation, value: "Element", *, words: str, by: Person) -> SeenValue:
    """Write down how a value of the leadership foundation was seen in practice."""
    lock(value)
    row = lock(conversation)
    require(by, "conversations.note", row)
    seen = SeenValue(conversation=row, value=value, words=words, by=by)
    seen.full_clean()
    seen.save()
    log("conversations.value_seen", row, by=by)
    return seen


@transaction.atomic
def begin(conversation: Conversation, *, by: Person) -> Conversation:
    """Say that it begins now: from here the minutes of the three turns are counted."""
    row = lock(conversation)
    require(by, "conversations.note", row)
    if row.is_held:
        raise ValidationError(_("Samtalen er holdt."))
    save_values(row, by=by, began_at=timezone.now())
    log("conversations.begun", row, by=by)
    return row


@transaction.atomic
def hold(conversation: Conversation, *, by: Person) -> Conversation:
    """Say that it has taken place."""
    row = lock(conversation)
    require(by, "conversations.hold", row)
    if row.is_held:
        raise ValidationError(_("Samtalen er holdt."))
    save_values(row, by=by, held_at=timezone.now())
    log("conversations.held", row, by=by)
    return row


@transaction.atomic
def reopen(conversation: Conversation, *, by: Person) -> Conversation:
    """Take back that it has taken place; what was confirmed is confirmed anew."""
    row = lock(conversation)
    require(by, "conversations.hold", row)
    if not row.is_held:
        raise ValidationError(_("Samtalen er ikke holdt."))
    save_values(row, by=by, held_at=None, confirmed_by_host=None, confirmed_above=None)
    log("conversations.reopened", row, by=by)
    return row


@transaction.atomic
def confirm(conversation: Conversation, *, shown: str, by: Person) -> Conversation:
    """Say for one's side that what was agreed is as written: as it was `shown` to them (`agreed_fingerprint`)."""
    row = lock(conversation)
    require(by, "conversations.hold", row)
    if not row.is_held:
        raise ValidationError(_("Skriv først ind, at samtalen er holdt."))
    if shown != agreed_fingerprint(row):
        raise ValidationError(_("Aftalerne er ændret, siden du åbnede siden. Læs dem igen, og bekræft så."))
    save_values(row, by=by, **{_side_of(by, row): by})
    log("conversations.confirmed", row, by=by)
    return row


@transaction.atomic
def withdraw_confirmation(conversation: Conversation, *, by: Person) -> Conversation:
    """Take back the confirmation of one's side."""
    row = lock(conversation)
    require(by, "conversations.hold", row)
    save_values(row, by=by, **{_side_of(by, row): None})
    log("conversations.confirmation_withdrawn", row, by=by)
    return row


def _side_of(person: Person, conversation: Conversation) -> str:
    """Where the confirmation of the person's side is kept."""
    return "confirmed_by_host" if hosts(person, conversation.unit_id) else "confirmed_above"


def _unconfirm(conversation: Conversation, by: Person) -> None:
    """What is agreed after a confirmation has been confirmed by nobody."""
    if conversation.confirmed_by_host_id or conversation.confirmed_above_id:
        save_values(conversation, by=by, confirmed_by_host=None, confirmed_above=None)
