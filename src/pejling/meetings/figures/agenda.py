"""The agenda as a viewer may read it: each item with its number and its time, and closed ones as no more than that."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from pejling.agreements.figures.ledger import State as CommitmentState
from pejling.agreements.figures.ledger import state_of
from pejling.agreements.models import Commitment, Proposal
from pejling.core.dates import today
from pejling.direction.models import Contribution, Element
from pejling.files.models import Attachment
from pejling.files.owners import owner_of
from pejling.meetings.figures.year import send_by
from pejling.meetings.models import Item, ItemKind, Meeting, Note, Outcome, State
from pejling.meetings.models.presiding import practice_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

SHOWN = 30


@dataclass(frozen=True)
class AgendaLine:
    """One item in its place. `item` is None where the viewer may not read it: then it is a closed item and no more."""

    number: int
    pk: int
    item: Item | None
    starts_at: datetime
    is_decided: bool
    version: int
    is_changed: bool = False
    for_public: str = ""
    notes: int = 0


@dataclass(frozen=True)
class Agenda:
    """A meeting's items in order, and when it ends if they take the time that is planned for them."""

    meeting: Meeting
    lines: list[AgendaLine]
    ends_at: datetime
    here: AgendaLine | None = None

    @property
    def fingerprint(self) -> str:
        """The items in their order, each as it stands: what one has read is what one agrees to."""
        return "-".join(f"{line.pk}.{line.version}" for line in self.lines)

    @property
    def over_by(self) -> int:
        """How many minutes the items take beyond the meeting's own time; negative where there is room."""
        return int((self.ends_at - self.meeting.ends_at).total_seconds() // 60)

    @property
    def to_decide(self) -> list[AgendaLine]:
        """What the viewer is to decide, apart from standing items."""
        return self._of("decision")

    @property
    def to_discuss(self) -> list[AgendaLine]:
        """What the viewer is to discuss, apart from standing items."""
        return self._of("discussion")

    def _of(self, kind: str) -> list[AgendaLine]:
        return [
            line for line in self.lines if line.item and line.item.kind == kind and not line.item.is_standing
        ]

    @property
    def undecided(self) -> list[AgendaLine]:
        """Those without an outcome: the meeting cannot close before them."""
        return [line for line in self.lines if not line.is_decided]

    def around(self, item: Item) -> tuple[AgendaLine | None, AgendaLine | None]:
        """The nearest before and after an item that the viewer may read."""
        readable = [line for line in self.lines if line.item]
        place = next((n for n, line in enumerate(readable) if line.pk == item.pk), None)
        if place is None:
            return None, None
        before = readable[place - 1] if place else None
        return before, readable[place + 1] if place + 1 < len(readable) else None


def read_agenda(meeting: Meeting, viewer: "Viewer") -> Agenda:
    """In the same number of queries however many items there are."""
    rows = list(meeting.items.in_order().for_page())
    readable = set(meeting.items.filter(Item.seen_by(viewer)).values_list("pk", flat=True))
    changed = changed_since_called(meeting, viewer)
    clock = meeting.begun_at or meeting.at
    lines = []
    for number, row in enumerate(rows, start=1):
        row.meeting, row.forum = meeting, meeting.forum
        lines.append(
            AgendaLine(
                number=number,
                pk=row.pk,
                item=row if row.pk in readable else None,
                starts_at=clock,
                is_decided=row.is_decided,
                version=row.version,
                is_changed=row.pk in changed,
                for_public=row.for_public if meeting.state == State.APPROVED else "",
            )
        )
        clock += timedelta(minutes=row.minutes)
    here = next((line for line in lines if line.pk == meeting.here_id), None)
    return Agenda(meeting, lines, clock if lines else meeting.ends_at, here)


def fingerprint(meeting: Meeting) -> str:
    """The same of a meeting as it stands now."""
    rows = meeting.items.in_order().values_list("pk", "version")
    return "-".join(f"{pk}.{version}" for pk, version in rows)


def changed_since_called(meeting: Meeting, viewer: "Viewer") -> set[int]:
    """The items that say something else than when the agenda was sent out, or have other enclosures, of those that the
    viewer may fetch; what was sent is never changed in silence."""
    if meeting.called_at is None:
        return set()
    since, until = meeting.called_at, meeting.begun_at or timezone.now()
    rows = Item.history.filter(meeting=meeting, history_date__gt=since, history_date__lt=until)
    files = Attachment.objects.filter(
        owner_of(Item()).seen_by(viewer),
        Q(versions__at__gt=since, versions__at__lt=until) | Q(removed_at__gt=since, removed_at__lt=until),
        owner_id__in=meeting.items.order_by().values("pk"),
    )  # fmt: skip
    return {*rows.values_list("id", flat=True), *files.values_list("owner_id", flat=True)}


@dataclass(frozen=True)
class Notice:
    """By when the agenda goes out, and whether that has passed."""

    by: date
    days: int
    is_late: bool
    was_late: bool


def notice_of(meeting: Meeting) -> Notice:
    """Counted on the safe side: whole working days between the day it is sent and the day of the meeting."""
    days = practice_of(meeting.forum.kind).notice_days
    last = send_by(meeting.on, days)
    sent_on = timezone.localdate(meeting.called_at) if meeting.called_at else None
    return Notice(last, days, sent_on is None and today() > last, sent_on is not None and sent_on > last)


@dataclass(frozen=True)
class FollowUpLine:
    """What was agreed in the forum and is due or overdue by the day of the meeting."""

    commitment: Commitment
    state: CommitmentState


def follow_up(meeting: Meeting, viewer: "Viewer") -> list[FollowUpLine]:
    """What the item *Opfølgning* fills itself with, of what the viewer may see."""
    rows = Commitment.objects.visible_to(viewer).filter(forum=meeting.forum_id, agreed_on__lt=meeting.on)
    due = rows.open().filter(due_on__lte=meeting.on).for_list().order_by("due_on", "pk")
    return [FollowUpLine(row, state_of(row)) for row in due[:SHOWN]]


def unanswered(meeting: Meeting, viewer: "Viewer") -> list[Proposal]:
    """Proposals that wait for the forum's answer: they open the next meeting."""
    rows = Proposal.objects.visible_to(viewer).waiting().filter(to_forum=meeting.forum_id)
    return list(rows.for_list().order_by("answer_by", "pk")[:SHOWN])


@dataclass(frozen=True)
class Earlier:
    """What was decided about the same before, and what became of what was agreed then."""

    item: Item
    agreed: list[FollowUpLine]


@dataclass(frozen=True)
class ItemPage:
    """One item with all that one needs to take a stand on it, and what has come of it."""

    item: Item
    element: Element | None
    rests_on: list[Element]
    earlier: list[Earlier]
    agreed: list[FollowUpLine]
    proposals: list[Proposal]
    reopened: list[object] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_item(item: Item, viewer: "Viewer", *, with_notes: bool = False) -> ItemPage:
    """In the same number of queries however much there is."""
    element = item.element_for(viewer)
    earlier = _earlier(item, viewer)
    agreed = agreed_in([item.pk, *(each.pk for each in earlier)], viewer)
    sent = Proposal.objects.visible_to(viewer).filter(from_item__item=item).for_list().order_by("pk")
    notes = item.notes.exclude(text="").select_related("by") if with_notes else []
    return ItemPage(
        item=item,
        element=element,
        rests_on=_rests_on(element, viewer) if element else [],
        earlier=[Earlier(each, agreed.get(each.pk, [])) for each in earlier],
        agreed=agreed.get(item.pk, []),
        proposals=list(sent),
        reopened=list(item.decisions.filter(reopened_at__isnull=False).select_related("by", "reopened_by")),
        notes=list(notes),
    )


def _rests_on(element: Element, viewer: "Viewer") -> list[Element]:
    """What it contributes to, of what the viewer may see."""
    uppers = Contribution.objects.active().filter(lower=element).values("upper")
    rows = Element.objects.visible_to(viewer).filter(pk__in=uppers).select_related("document", "kind")
    return list(rows.order_by("document__sort_key", "pk"))


def _earlier(item: Item, viewer: "Viewer") -> list[Item]:
    """Decided items of the same forum about the same, or the one that this one was carried on from."""
    rows = (
        Item.objects.visible_to(viewer)
        .filter(decision__isnull=False, meeting__isnull=False)
        .exclude(pk=item.pk)
    )
    if item.meeting is not None:
        rows = rows.filter(meeting__at__lt=item.meeting.at)
    about = rows.filter(pk=item.carried_from_id or 0)
    if item.element_id:
        about = about | rows.filter(element=item.element_id, forum=item.forum_id)
    return list(about.for_page().order_by("-meeting__at", "-pk")[:5])


def agreed_in(items: Collection[int], viewer: "Viewer") -> dict[int, list[FollowUpLine]]:
    """What was agreed from each of the items, of what the viewer may see, in one query."""
    found: dict[int, list[FollowUpLine]] = {}
    rows = Commitment.objects.visible_to(viewer).filter(from_item__item__in=items)
    for row in rows.select_related("closing", "responsible", "unit", "from_item").order_by("pk"):
        found.setdefault(row.from_item.item_id, []).append(FollowUpLine(row, state_of(row)))
    return found


def suggested_outcome(item: Item, votes: dict[str, int]) -> Outcome | None:
    """What the votes point to; a person chooses."""
    if item.kind != ItemKind.DECISION or not sum(votes.values()):
        return None
    if votes.get("for", 0) <= votes.get("against", 0):
        return Outcome.REJECTED
    return Outcome.RECOMMENDED if item.forum.kind.nature == "committee" else Outcome.ADOPTED
