"""What is written ahead: each one's bid, what the team answers together, what is shared, sent and asked about."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.conversations.figures.plan import plan_of
from pejling.conversations.models import (
    Bid,
    Conversation,
    JointAnswer,
    Question,
    Reflected,
    Reflection,
    Remark,
    Support,
)
from pejling.core.history import save_edit, save_values
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.direction.actions.elements import add_element, word_element
from pejling.direction.actions.revisions import freeze
from pejling.direction.models import Life

if TYPE_CHECKING:
    from pejling.direction.models import Element, ElementKind, Section
    from pejling.people.models import Person


@transaction.atomic
def bid(
    conversation: Conversation, question: Question, *, text: str, competences: str = "", by: "Person"
) -> Bid:
    """Write one's own answer. It is one row for each person, so two never write in the same."""
    lock(conversation)
    require(by, "conversations.prepare", conversation)
    row, _made = Bid.objects.get_or_create(conversation=conversation, question=question, by=by)
    row.text, row.competences, row.at = text, competences, timezone.now()
    row.version += 1
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def agree_with(row: Bid, *, by: "Person") -> bool:
    """Agree with somebody's bid, or no longer; whether one does now."""
    lock(row.conversation)
    require(by, "conversations.prepare", row.conversation)
    if row.by_id == by.pk:
        raise ValidationError(_("Det er dit eget bud."))
    support, is_new = Support.objects.get_or_create(bid=row, by=by)
    if not is_new:
        support.delete()
    return is_new


@transaction.atomic
def answer(
    conversation: Conversation,
    question: Question,
    *,
    text: str,
    opened: int,
    by: "Person",
    competences: str = "",
) -> JointAnswer:
    """Write what the team answers together. Raises `Stale` when somebody was faster."""
    lock(conversation)
    require(by, "conversations.answer", conversation)
    row, made = JointAnswer.objects.get_or_create(conversation=conversation, question=question)
    if made and not (text or competences):
        raise ValidationError({"text": _("Skriv jeres svar.")})
    row.text, row.competences, row.by, row.at = text, competences, by, timezone.now()
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    log("conversations.answered", conversation, by=by)
    return row


@transaction.atomic
def reflect(conversation: Conversation, asked: Reflected, *, text: str, by: "Person") -> Reflection:
    """Write one's own answer to a question of reflection, at any time of the year."""
    lock(conversation)
    require(by, "conversations.reflect", conversation)
    row, _made = Reflection.objects.get_or_create(conversation=conversation, asked=asked, by=by)
    row.text, row.at = text, timezone.now()
    row.version += 1
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def carry(
    row: JointAnswer, section: "Section", *, kind: "ElementKind", title: str, text: str, by: "Person"
) -> "Element":
    """Move an answer into the unit's plan, as a point at the end of a section."""
    lock(section.document)
    conversation = lock(row.conversation)
    lock(row)
    require(by, "conversations.carry", conversation)
    if row.element_id is not None:
        raise ValidationError(_("Svaret står allerede i planen."))
    plan = plan_of(conversation)
    if plan is None or section.document_id != plan.pk:
        raise ValidationError(_("Afsnittet står ikke i enhedens plan."))
    element = add_element(section, kind=kind, title=title, by=by)
    if text:
        word_element(element, title=title, text=f"<p>{escape(text)}</p>", opened=element.version, by=by)
    save_values(row, by=by, element=element)
    log("conversations.carried", conversation, by=by)
    return element


@transaction.atomic
def read_ahead(conversation: Conversation, *, by: "Person") -> Conversation:
    """The leader above has read what was sent ahead."""
    row = lock(conversation)
    require(by, "conversations.read_ahead", row)
    if row.read_at is None:
        save_values(row, by=by, read_at=timezone.now())
        log("conversations.read", row, by=by)
    return row


@transaction.atomic
def share(row: JointAnswer, *, is_shared: bool, by: "Person") -> JointAnswer:
    """Let the directors read an answer across units, or no longer."""
    conversation = lock(row.conversation)
    lock(row)
    require(by, "conversations.share", conversation)
    save_values(row, by=by, is_shared=is_shared)
    log("conversations.shared" if is_shared else "conversations.unshared", conversation, by=by)
    return row


@transaction.atomic
def send(conversation: Conversation, *, by: "Person") -> Conversation:
    """Send the plan and the answers ahead: the plan is frozen as it stands, to be read and compared with last time's."""
    plan = plan_of(conversation)
    if plan is not None:
        lock(plan)
    row = lock(conversation)
    require(by, "conversations.answer", row)
    if not row.answers.exclude(text="").exists():
        raise ValidationError(_("Skriv jeres fælles svar på mindst ét af spørgsmålene først."))
    if plan is not None and plan.life == Life.LIVING:
        row.revision = freeze(plan, name=_("Til strategisk samtale %(year)s") % {"year": row.year}, by=by)
    save_values(row, by=by, sent_at=timezone.now(), sent_by=by)
    log("conversations.sent", row, by=by)
    return row


@transaction.atomic
def ask(conversation: Conversation, *, text: str, by: "Person") -> Remark:
    """Put a question to the plan ahead."""
    row = lock(conversation)
    require(by, "conversations.ask", row)
    remark = Remark(conversation=row, text=text, by=by)
    remark.full_clean()
    remark.save()
    log("conversations.asked", row, by=by)
    return remark
