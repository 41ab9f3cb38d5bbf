"""The note of a conversation on paper: what was answered and agreed. What each noted for themselves stays on the page."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from pejling.agreements.words import STATE_WORDS
from pejling.conversations.figures.conversation import read_conversation
from pejling.conversations.models import Conversation
from pejling.conversations.words import MOVED_WORDS, heading_of
from pejling.core.dates import today
from pejling.core.formats import day, moment
from pejling.papers import Outline, plain
from pejling.papers.outline import Heading, ListBlock, OutlineBlock, chart_picture
from pejling.web.tiles import TileSubject, tiles_about

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pejling.agreements.models import Commitment
    from pejling.conversations.figures.conversation import ConversationPage
    from pejling.conversations.figures.since import Moved
    from pejling.core.permissions import Viewer
    from pejling.direction.figures.comparison import PartDifference


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


def pack_outline(conversation: Conversation, viewer: "Viewer") -> Outline:
    """What is sent ahead: the answers, what has moved since last time, what was agreed then, what waits, how it goes."""
    told = read_conversation(conversation, viewer)
    facts = [
        (_("Tidspunkt"), moment(conversation.at) if conversation.at else ""),
        (_("Sted"), conversation.place),
        (_("Planen"), told.plan),
        (_("Sendt"), moment(conversation.sent_at) if conversation.sent_at else _("ikke endnu")),
    ]
    return Outline(
        title=_("Oplæg til strategisk samtale %(year)s") % {"year": conversation.year},
        kicker=conversation.unit.name,
        facts=tuple((label, str(value)) for label, value in facts if value),
        blocks=tuple(_pack(told, viewer)),
        dated=today(),
    )


def _pack(told: "ConversationPage", viewer: "Viewer") -> "Iterator[OutlineBlock]":
    yield from _answers(told)
    if told.since is not None:
        yield Heading(2, _("Siden sidst (%(day)s)") % {"day": day(told.since.on)})
        lines = [*map(_moved, told.since.moved), *map(_changed, told.since.changes)]
        if told.since.has_new_plan:
            lines.insert(0, _("Enheden har fået en ny plan."))
        yield _list(lines) if lines else plain(_("Intet er flyttet i planen."))
    if told.agreed_last_time:
        yield Heading(2, _("Det aftalte I sidst"))
        yield _list(
            f"{_agreed(line.commitment)}: {STATE_WORDS[line.state]}. {_came_of_it(line.commitment)}".strip()
            for line in told.agreed_last_time
        )
    if told.unanswered:
        yield Heading(2, _("Ønsker og ideer, der venter på svar"))
        yield _list(f"{row.title} ({row.receiver}, {day(row.answer_by)})" for row in told.unanswered)
    for tile in tiles_about(TileSubject(units=frozenset({told.conversation.unit_id})), viewer):
        yield Heading(2, tile.title)
        yield from (plain(each) for each in (tile.face.figure, tile.face.words) if each)
        if tile.face.chart:
            yield from chart_picture(tile.face.chart)


def _list(lines: "Iterable[str]") -> ListBlock:
    return ListBlock(tuple((plain(line),) for line in lines))


def _came_of_it(commitment: "Commitment") -> str:
    return commitment.closing.words if commitment.closing else ""


def _moved(each: "Moved") -> str:
    words = _("%(title)s er gået fra %(before)s til %(after)s.") % {
        "title": each.title,
        "before": str(MOVED_WORDS[each.before]),
        "after": str(MOVED_WORDS[each.after]),
    }
    return f"{words} {each.sentence}".strip()


def _changed(part: "PartDifference") -> str:
    said = {"added": _("Nyt i planen"), "gone": _("Ikke i planen mere"), "changed": _("Skrevet om")}
    return f"{said[part.change]}: {heading_of(part)}"


def _answers(told: "ConversationPage") -> "Iterator[OutlineBlock]":
    for question in told.questions:
        if question.text:
            yield Heading(2, str(question.question.label))
            yield from (plain(line) for line in question.text.splitlines() if line)
        if question.competences:
            yield plain(_("Kompetencer: %(words)s") % {"words": question.competences})


def _blocks(told: "ConversationPage") -> "Iterator[OutlineBlock]":
    yield from _answers(told)
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
