"""What holds of documents, plans and units at every moment, whatever was done and in whatever order: a sentence each.

docs/decisions/231-what-always-holds.md tells them to people. Each function answers what is wrong; an empty list is as it
should be.
"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, F, Model, Q

from pejling.agreements.models import Closing, Commitment, Proposal
from pejling.conversations.models import Agreed, Conversation
from pejling.core.dates import today
from pejling.direction.figures.succession import accountable, without_fate
from pejling.direction.models import (
    Adoption,
    Contribution,
    Document,
    Element,
    Fate,
    Life,
    Phase,
    Retirement,
    Section,
    Succession,
)
from pejling.direction.models.documents import BEFORE_FORCE, OUT_OF_FORCE
from pejling.initiatives.models import ENDED, Initiative, Milestone, Partner
from pejling.organisation.models import Forum, Post, Unit

KEPT = (
    Document, Section, Element, Contribution, Fate, Initiative, Milestone, Partner, Unit, Post, Forum, Commitment, Proposal,
    Conversation,
)  # fmt: skip
"""The models of which history keeps every value."""
Wording = dict[int, tuple[Any, ...]]


def successions() -> list[str]:
    """One open succession for an old document; while it is open the old one is in force, afterwards it is succeeded."""
    opened = Document.objects.filter(successions__completed_at=None, successions__isnull=False)
    twice = opened.annotate(times=Count("successions")).filter(times__gt=1)
    waiting = opened.exclude(phase=Phase.IN_FORCE)
    done = Document.objects.filter(successions__completed_at__isnull=False)
    standing = Document.objects.filter(phase=Phase.SUCCEEDED).exclude(pk__in=done.values("pk"))
    early = Succession.objects.filter(completed_at__isnull=False, new__phase__in=BEFORE_FORCE)
    empty = Succession.objects.filter(olds=None)
    return [
        *(f"{each} is to be succeeded by two" for each in twice),
        *(f"{each} is to be succeeded and {each.phase}" for each in waiting),
        *(f"{each} was succeeded and is {each.phase}" for each in done.exclude(phase=Phase.SUCCEEDED)),
        *(f"{each} is succeeded by nothing" for each in standing),
        *(f"{each} took over as a draft" for each in early),
        *(f"{each} takes over from nothing" for each in empty),
    ]


def decisions() -> list[str]:
    """One standing retirement where a document is retired and none elsewhere, one standing adoption where it is adopted."""
    retired = Counted(Retirement.objects.active())
    adopted = Counted(Adoption.objects.active())
    rows = Document.objects.select_related("kind")
    return [
        *(f"{row} is {row.phase}, retired {retired[row]}" for row in rows if retired[row] != _retired(row)),
        *(f"{row} is {row.phase}, adopted {adopted[row]}" for row in rows if adopted[row] != _adopted(row)),
        *(f"{row} is {row.phase} from {row.in_force_from}" for row in rows if not _binds_from(row)),
        *(f"{row} is {row.phase} until {row.in_force_until}" for row in rows if not _binds_until(row)),
    ]


class Counted:
    """How many of some decisions each document has."""

    def __init__(self, decisions: Any) -> None:
        self.counts = dict(decisions.order_by().values_list("document").annotate(Count("pk")))

    def __getitem__(self, document: Document) -> int:
        return int(self.counts.get(document.pk, 0))


def _retired(document: Document) -> int:
    return int(document.phase == Phase.RETIRED and document.kind.code != "bearing")


def _adopted(document: Document) -> int:
    return int(document.has_settled_wording)


def _binds_from(document: Document) -> bool:
    return (document.in_force_from is None) == document.is_draft


def _binds_until(document: Document) -> bool:
    return (document.in_force_until is not None) == document.is_out_of_force


def fates() -> list[str]:
    """Every point of a document that goes has a fate, which is true; where the document does not go they are plans."""
    out = Document.objects.filter(phase__in=OUT_OF_FORCE)
    missing = without_fate(out)
    planned = Fate.objects.planned().filter(element__in=accountable(out))
    true = Fate.objects.exclude(effective_on=None).filter(element__ended_on=None)
    early = true.exclude(element__document__phase__in=OUT_OF_FORCE)
    left = Initiative.objects.exclude(phase__in=ENDED).filter(element__fates__effective_on__lte=today())
    nowhere = Fate.objects.filter(to__document__phase__in=BEFORE_FORCE).exclude(_to_heir())
    return [
        *(f"{each} has no fate in {each.document}" for each in missing),
        *(f"{each} is a plan in what is gone" for each in planned),
        *(f"{each} is true in what is not gone" for each in early),
        *(f"{each} goes on behind a line that is gone" for each in left),
        *(
            f"{each} leads to a draft that does not take over"
            for each in nowhere
            if each.effective_on is None
        ),
    ]


def _to_heir() -> Q:
    return Q(to__document__succession__olds=F("element__document"))


def kept_in_history() -> list[str]:
    """What a row says is what its newest history says."""
    return [problem for model in KEPT for problem in _unlike(model)]


def _unlike(model: type[Model]) -> Iterator[str]:
    history = model.history  # type: ignore[attr-defined]
    names = [field.attname for field in history.model.tracked_fields]
    newest: dict[int, Any] = {}
    for row in history.order_by("history_date", "history_id"):
        newest[row.id] = row
    rows = {row.pk: row for row in model._default_manager.all()}
    for pk, row in rows.items():
        kept = newest.get(pk)
        if kept is None or kept.history_type == "-":
            yield f"{model.__name__} {row} has no history"
            continue
        unlike = [name for name in names if getattr(row, name) != getattr(kept, name)]
        if unlike:
            yield f"{model.__name__} {row}: {unlike} differ from their history"
    gone = [kept for pk, kept in newest.items() if pk not in rows and kept.history_type != "-"]
    yield from (f"{model.__name__} {kept.id} is gone and its history does not say so" for kept in gone)


def ended_units() -> list[str]:
    """Nothing stands in a unit that has had its last day."""
    ended = Unit.objects.filter(ends_on__lte=today())
    lasting = Q(ends_on=None) | Q(ends_on__gt=today())
    return [
        *(f"{each} stands in {each.unit}" for each in Document.objects.filter(unit__in=ended)),
        *(f"{each} stands in {each.unit}" for each in Initiative.objects.filter(unit__in=ended)),
        *(f"{each} is partner from {each.unit}" for each in Partner.objects.filter(unit__in=ended)),
        *(f"{each} is of {each.unit}" for each in Commitment.objects.filter(unit__in=ended)),
        *(f"{each} is of {each.unit}" for each in Proposal.objects.filter(unit__in=ended)),
        *(
            f"{each} waits with {each.to_unit}"
            for each in Proposal.objects.waiting().filter(to_unit__in=ended)
        ),
        *(f"{each} goes on" for each in Post.objects.filter(lasting, unit__in=ended)),
        *(f"{each} is of {each.unit}" for each in Forum.objects.filter(lasting, unit__in=ended)),
        *(f"{each} is under {each.parent}" for each in Unit.objects.filter(lasting, parent__in=ended)),
    ]


def latest_reports() -> list[str]:
    """The latest report of an initiative is the latest of those that stand."""
    return [
        f"{each}: the latest report is {each.latest_report_id}"
        for each in Initiative.objects.all()
        if each.latest_report != each.reports.active().order_by("-at", "-pk").first()
    ]


def endings() -> list[str]:
    """An agreement is ended by the one closing of it that stands, and a proposal answered by one that stands."""
    closed = {row.commitment_id: row.pk for row in Closing.objects.filter(withdrawn_at=None)}
    answered = Proposal.objects.filter(answer__isnull=False).select_related("answer")
    return [
        *(
            f"{each}: closing {each.closing_id}, standing {closed.get(each.pk)}"
            for each in Commitment.objects.all()
            if each.closing_id != closed.get(each.pk)
        ),
        *(
            f"{each}: the answer was taken back"
            for each in answered
            if each.answer and each.answer.withdrawn_at
        ),
        *(f"{each} was withdrawn and answered" for each in answered if each.withdrawn_at),
    ]


def conversations() -> list[str]:
    """Nobody has confirmed a conversation that was not held; what was agreed in it is not for all inside."""
    confirmed = Conversation.objects.filter(held_at=None).exclude(
        confirmed_by_host=None, confirmed_above=None
    )
    opened = Agreed.objects.filter(commitment__visibility="public")
    return [
        *(f"{each} is confirmed and not held" for each in confirmed),
        *(f"{each} was said in a conversation and is public" for each in opened),
    ]


def settled_wording() -> Wording:
    """The adopted words of each document, with the adoption that settled them and how often they were mended since.

    A point that only points out a line of the text is none of them: the line is, where it stands.
    """
    said: Wording = {}
    for row in Document.objects.filter(kind__life=Life.ADOPTED).exclude(phase__in=BEFORE_FORCE):
        adoption = row.adoptions.active().values_list("pk", flat=True).first()
        sections = tuple(row.sections.order_by("pk").values_list("pk", "title", "body", "position"))
        points = row.elements.order_by("section", "parent", "position", "pk").select_related("section")
        lines = tuple(
            (each.pk, each.title, each.text, each.kind_id, each.section_id, each.parent_id, each.ended_on)
            for each in points
            if not each.stands_in_text
        )
        settled = (row.title, row.summary, row.forum_id, sections, lines)
        said[row.pk] = (adoption, row.corrections.count(), settled)
    return said


def changed_words(before: Wording, now: Wording) -> list[str]:
    """Adopted words are what they were, unless they were mended with a correction, or are drafted and adopted anew."""
    return [
        f"the adopted words of document {pk} changed without a correction"
        for pk in before.keys() & now.keys()
        if before[pk][:2] == now[pk][:2] and before[pk][2] != now[pk][2]
    ]


def problems() -> list[str]:
    """All that is wrong now."""
    checks = (
        successions, decisions, fates, kept_in_history, ended_units, latest_reports, endings, conversations,
    )  # fmt: skip
    return [problem for check in checks for problem in check()]
