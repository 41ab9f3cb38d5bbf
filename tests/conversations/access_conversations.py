"""Who may read and write strategic conversations: those now in post on its two sides, those invited, and nobody else."""

from types import SimpleNamespace
from typing import Any

from pejling.conversations.actions import across, holding, planning, preparing
from pejling.conversations.models import Bid, Conversation, JointAnswer, Question, Side
from pejling.core.dates import today
from pejling.people.models import Person
from tests import world
from tests.access import Access
from tests.agreements import access_agreements


def talk(w: SimpleNamespace) -> Conversation:
    """The school's conversation of this year, with a leader above it."""
    if not hasattr(w, "chief") or not Person.objects.filter(pk=w.chief.pk).exists():
        w.chief = world.make_leader("Henriette Brink", w.top)
    found = Conversation.objects.filter(unit=w.unit, year=today().year).first()
    return found or planning.plan(w.unit, year=today().year, by=w.owner)


def answered(w: SimpleNamespace) -> Conversation:
    row = talk(w)
    if not row.answers.filter(question=Question.SUCCEED).exists():
        preparing.answer(row, Question.SUCCEED, text="At alle lærer at læse.", opened=1, by=w.owner)
    return row


def sent(w: SimpleNamespace) -> Conversation:
    row = answered(w)
    return row if row.sent_at else preparing.send(row, by=w.owner)


def held(w: SimpleNamespace) -> Conversation:
    row = sent(w)
    return row if row.held_at else holding.hold(row, by=w.owner)


def others_bid(w: SimpleNamespace) -> Bid:
    row = talk(w)
    deputy = world.give_post(world.make_person("Rune Hald"), w.unit, "Souschef")
    return preparing.bid(row, Question.SUCCEED, text="Læsning.", by=deputy)


def agreed(w: SimpleNamespace, side: Side = Side.HOST) -> object:
    return holding.agree(talk(w), side, title="To hold ad gangen", due_on=today(), by=w.owner)


def shared(w: SimpleNamespace) -> JointAnswer:
    """An answer that the school lets others read."""
    row = answered(w).answers.get()
    return preparing.share(row, is_shared=True, by=w.owner)


def theme(w: SimpleNamespace) -> list[int]:
    row = across.name_theme(w.unit, year=today().year, title="Læsning", answers=[shared(w)], by=w.owner)
    return [row.pk]


def keys(w: SimpleNamespace) -> list[int]:
    return [talk(w).pk]


def question(w: SimpleNamespace) -> list[object]:
    return [talk(w).pk, "succeed"]


# The secretariat is not among those of the table: `test_the_secretariat_plans_but_does_not_read` tries it.
INSIDE: dict[str, Any] = {"owner": 200, "colleague": 200, "outsider": 404, "anonymous": "login"}
PART: dict[str, Any] = {"owner": 200, "colleague": 404, "outsider": 404, "anonymous": "login"}
PRESSED: dict[str, Any] = {
    "owner": 303,
    "colleague": 404,
    "outsider": 404,
    "anonymous": "login",
    "method": "post",
}

ACCESS = {
    "conversations": Access(**INSIDE),
    "answers_across": Access(**INSIDE),
    "theme_new": Access(owner=200, colleague=200, outsider=404, anonymous="login"),
    "theme_edit": Access(owner=200, colleague=404, outsider=404, anonymous="login", args=theme),
    "theme_removal": Access(**PRESSED, args=theme),
    "keeping": Access(owner=403, colleague=403, outsider=404, anonymous="login"),
    "retention": Access(owner=403, colleague=403, outsider=404, anonymous="login", args=lambda w: ["notes"]),
    "disposal": Access(
        owner=403, colleague=403, outsider=404, anonymous="login", args=lambda w: [talk(w).pk, "notes"]
    ),
    "reflection": Access(**PART, args=lambda w: [talk(w).pk, "drift"]),
    "answer_carrying": Access(**PART, args=lambda w: [answered(w).answers.get().pk]),
    "conversation_reading": Access(
        owner=403, colleague=404, outsider=404, anonymous="login", method="post", args=lambda w: [sent(w).pk]
    ),
    "conversation_beginning": Access(**PRESSED, args=keys),
    "agenda_placing": Access(**PRESSED, args=lambda w: [talk(w).pk, access_agreements.proposed(w).pk]),
    "pack_word": Access(**PART, args=keys),
    "pack_pdf": Access(**PART, args=keys),
    "conversation_new": Access(owner=404, colleague=404, outsider=404, anonymous="login"),
    "plan_month": Access(owner=404, colleague=404, outsider=404, anonymous="login"),
    "conversation": Access(**PART, args=keys),
    "conversation_edit": Access(**PART, args=keys),
    "conversation_question": Access(**PART, args=question),
    "bid": Access(**PRESSED, args=question),
    "bid_support": Access(**PRESSED, args=lambda w: [others_bid(w).pk]),
    "joint_answer": Access(**PART, args=question),
    "answer_sharing": Access(**PRESSED, args=lambda w: [answered(w).answers.get().pk]),
    "conversation_sending": Access(**PRESSED, args=lambda w: [answered(w).pk]),
    "conversation_asking": Access(
        owner=403, colleague=404, outsider=404, anonymous="login", args=lambda w: [sent(w).pk]
    ),
    "conversation_screen": Access(**PART, args=keys),
    "conversation_jotting": Access(
        owner=422, colleague=404, outsider=404, anonymous="login", method="post", args=keys
    ),
    "conversation_agreeing": Access(**PART, args=keys),
    "conversation_putting_forward": Access(**PART, args=keys),
    "value_seeing": Access(**PART, args=keys),
    "conversation_holding": Access(**PRESSED, args=lambda w: [sent(w).pk]),
    "conversation_reopening": Access(**PRESSED, args=lambda w: [held(w).pk]),
    "conversation_confirmation": Access(**PRESSED, args=lambda w: [held(w).pk]),
    "conversation_unconfirmation": Access(**PRESSED, args=lambda w: [held(w).pk]),
    "conversation_word": Access(**PART, args=keys),
    "conversation_pdf": Access(**PART, args=keys),
}
