"""The note of a conversation on paper: what was answered and agreed. What each noted for themselves stays on the page."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.conversations.figures.conversation import read_conversation
from pejling.conversations.models import Conversation
from pejling.core.dates import today
from pejling.core.formats import day, moment
from pejling.papers import Outline, plain
from pejling.papers.outline import Heading, ListBlock, OutlineBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pejling.agreements.models import Commitment
    from pejling.conversations.figures.conversation import ConversationPage
    from pejling.core.permissions import Viewer


def conversation_outline(conversation: Conversation, viewer: "Viewer") -> Outline:
    """The whole note, for those who have a part in the conversation."""
    told = read_conversation(conversation, viewer)
    facts = [
        (_("Tidspunkt"), moment(conversation.at) if conversation.at else ""),
        (_("Sted"), conversation.place),
        (_("Planen"), told.plan),
    ]
    return Outline(
        title=_("Strategisk samtale %(year)s") % {"year": conversation.year},
        kicker=conversation.unit.name,
        facts=tuple((label, str(value)) for label, value in facts if value),
        blocks=tuple(_blocks(told)),
        dated=today(),
    )


def _blocks(told: "ConversationPage") -> "Iterator[OutlineBlock]":
    for question in told.questions:
        if question.text:
            yield Heading(2, str(question.question.label))
            yield from (plain(line) for line in question.text.splitlines() if line)
    for side, lines in told.agreed.items():
        if lines:
            yield Heading(2, str(side.label))
            yield ListBlock(tuple((plain(_agreed(line.commitment)),) for line in lines))
    if told.put_forward:
        yield Heading(2, _("Ønsker, løsninger og ideer"))
        yield ListBlock(tuple((plain(f"{row.title} ({row.receiver})"),) for row in told.put_forward))
    if told.values_seen:
        yield Heading(2, _("Set i praksis"))
        yield ListBlock(tuple((plain(f"{row.value}: {row.words}"),) for row in told.values_seen))


def _agreed(commitment: "Commitment") -> str:
    who = f"{commitment.responsible}, " if commitment.responsible else ""
    return f"{commitment.title} ({who}{day(commitment.due_on)})"
