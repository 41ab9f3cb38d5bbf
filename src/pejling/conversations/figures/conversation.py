"""One conversation as its pages show it: answers, what happened since last time, what was agreed, what waits."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.agreements.figures.ledger import State, state_of
from pejling.agreements.models import Commitment, Proposal
from pejling.conversations.figures.plan import plan_of
from pejling.conversations.figures.since import Since, since_last
from pejling.conversations.models import (
    Agreed,
    Bid,
    Conversation,
    JointAnswer,
    Note,
    Question,
    SeenValue,
    Side,
    Turn,
)
from pejling.direction.models import Document, Element

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class QuestionPage:
    """One of the four questions with what has been written to it."""

    question: Question
    number: int
    answer: JointAnswer | None
    bids: list[Bid]
    notes: list[Note]
    last_year: str

    @property
    def competences(self) -> str:
        """Which competences the joint answer asks for."""
        return self.answer.competences if self.answer else ""

    @property
    def text(self) -> str:
        """What the team answers together."""
        return self.answer.text if self.answer else ""


@dataclass(frozen=True)
class AgreedLine:
    """One agreement with where it stands."""

    commitment: Commitment
    side: Side
    state: State


@dataclass(frozen=True)
class Asked:
    """What the answers of one year ask of competences."""

    conversation: Conversation
    words: tuple[str, ...]


@dataclass(frozen=True)
class ConversationPage:
    """The whole conversation, for those who have a part in it."""

    conversation: Conversation
    questions: list[QuestionPage]
    notes: dict[Turn, list[Note]]
    agreed: dict[Side, list[AgreedLine]]
    last_time: Conversation | None
    agreed_last_time: list[AgreedLine]
    put_forward: list[Proposal]
    unanswered: list[Proposal]
    agenda: list[Proposal]
    values_seen: list[SeenValue]
    plan: Document | None
    since: Since | None
    competences: list[Asked]
    shown: str


def read_conversation(conversation: Conversation, viewer: "Viewer") -> ConversationPage:
    """In the same number of queries however much is written."""
    last = _last_time(conversation)
    was_there = last is not None and Conversation.objects.visible_to(viewer).filter(pk=last.pk).exists()
    answers = {row.question: row for row in conversation.answers.select_related("by")}
    old = {row.question: row.text for row in last.answers.all()} if last and was_there else {}
    bids = list(conversation.bids.exclude(text="").select_related("by").prefetch_related("supports"))
    notes = list(conversation.notes.exclude(text="").select_related("by"))
    questions = [
        QuestionPage(
            question=question,
            number=number,
            answer=answers.get(question.value),
            bids=[row for row in bids if row.question == question],
            notes=[row for row in notes if row.turn == Turn.ANSWERS and row.question == question],
            last_year=old.get(question.value, ""),
        )
        for number, question in enumerate(Question, 1)
    ]
    proposals = Proposal.objects.filter(from_conversation__conversation=conversation).for_list()
    waiting = Proposal.objects.visible_to(viewer).waiting().filter(unit=conversation.unit_id).for_list()
    plan = plan_of(conversation)
    agreed = _agreed(conversation)
    return ConversationPage(
        conversation=conversation,
        questions=questions,
        notes={turn: [row for row in notes if row.turn == turn and not row.question] for turn in Turn},
        agreed={side: [line for line in agreed if line.side == side] for side in Side},
        last_time=last,
        agreed_last_time=_agreed(last, None if was_there else viewer) if last else [],
        put_forward=list(proposals.order_by("pk")),
        unanswered=list(waiting.exclude(from_conversation__conversation=conversation).order_by("answer_by")),
        agenda=list(
            Proposal.objects.visible_to(viewer)
            .filter(on_agendas__conversation=conversation)
            .for_list()
            .order_by("on_agendas__at", "pk")
        ),
        values_seen=list(conversation.values_seen.select_related("value", "by")),
        plan=plan if plan and plan.is_seen_by(viewer) else None,
        since=since_last(conversation, last, viewer),
        competences=competences_by_year(conversation, viewer),
        shown=_fingerprint([line.commitment for line in agreed]),
    )


def competences_by_year(conversation: Conversation, viewer: "Viewer") -> list[Asked]:
    """Which competences the unit has asked for, this year and before, the latest first. Who has a part by their post has
    the other years before them too; who is invited to this year's alone has not."""
    read = Conversation.objects.visible_to(viewer).filter(
        unit=conversation.unit_id, year__lte=conversation.year
    )
    rows = JointAnswer.objects.filter(conversation__in=read.order_by().values("pk")).exclude(competences="")
    found: dict[Conversation, list[str]] = {}
    for row in rows.select_related("conversation__unit").order_by("-conversation__year", "pk"):
        found.setdefault(row.conversation, []).append(row.competences)
    return [Asked(talk, tuple(words)) for talk, words in found.items()]


def _last_time(conversation: Conversation) -> Conversation | None:
    earlier = Conversation.objects.filter(unit=conversation.unit_id, year__lt=conversation.year)
    return earlier.filter(held_at__isnull=False).order_by("-year").first()


def _agreed(conversation: Conversation, stranger: "Viewer | None" = None) -> list[AgreedLine]:
    """What was agreed in it; to a `stranger`, who has no part in it, only what they may read of it elsewhere."""
    rows = Agreed.objects.filter(conversation=conversation).order_by("pk")
    if stranger is not None:
        rows = rows.filter(Commitment.seen_by(stranger, "commitment__"))
    found = rows.select_related("commitment__closing", "commitment__responsible", "commitment__element")
    return [AgreedLine(row.commitment, Side(row.side), state_of(row.commitment)) for row in found]


def agreed_fingerprint(conversation: Conversation) -> str:
    """Which agreements there are, each as it stands: what one has read is what one confirms."""
    return _fingerprint([row.commitment for row in conversation.agreed.select_related("commitment")])


def _fingerprint(commitments: list[Commitment]) -> str:
    return "-".join(f"{row.pk}.{row.version}" for row in commitments)


def values_to_see(viewer: "Viewer") -> list[Element]:
    """The values of the leadership foundation in force."""
    values = Element.objects.visible_to(viewer).counting().filter(kind__code="value")
    return list(values.filter(document__kind__code="leadership_foundation").in_order())
