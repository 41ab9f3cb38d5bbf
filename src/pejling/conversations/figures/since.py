"""*Siden sidst*: what has moved in a unit's plan between last time's conversation and this one."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from pejling.conversations.figures.plan import plan_of
from pejling.conversations.models import Conversation
from pejling.core.dates import today
from pejling.direction.figures.as_of import document_as_of
from pejling.direction.figures.comparison import PartDifference, compare
from pejling.initiatives.figures.levels_on import WorkState, states_on
from pejling.initiatives.models import Initiative

if TYPE_CHECKING:
    from datetime import date

    from pejling.core.permissions import Viewer
    from pejling.direction.models import Document

MOST_CHANGES = 12


@dataclass(frozen=True)
class Moved:
    """An initiative whose status is another than last time, and what was last said of it."""

    title: str
    url: str
    before: WorkState
    after: WorkState
    sentence: str


@dataclass(frozen=True)
class Since:
    """What has moved. `changes` are the plan's parts; `url` shows all of it, word by word."""

    on: "date"
    changes: tuple[PartDifference, ...]
    more: int
    moved: tuple[Moved, ...]
    url: str
    has_new_plan: bool


def since_last(conversation: Conversation, last: Conversation | None, viewer: "Viewer") -> Since | None:
    """From what was frozen then to what was frozen now, or to this moment; None where nothing was held before."""
    if last is None or last.held_at is None:
        return None
    revision = last.revision
    then = revision.at if revision is not None else last.held_at
    now = conversation.revision.at if conversation.revision is not None else timezone.now()
    plan = plan_of(conversation)
    if plan is None or not plan.is_seen_by(viewer):
        return None
    is_new = revision is not None and revision.document_id != plan.pk
    changes = () if is_new else _changes(plan, then, now, viewer)
    start = str(revision.pk) if revision is not None and not is_new else ""
    return Since(
        on=localdate(then),
        changes=changes[:MOST_CHANGES],
        more=max(0, len(changes) - MOST_CHANGES),
        moved=_moved(plan, localdate(then), viewer),
        url=_comparison(plan, start),
        has_new_plan=is_new,
    )


def _comparison(plan: "Document", start: str) -> str:
    address = reverse("comparison", args=[plan.pk])
    return f"{address}?fra_version={start}" if start else address


def _changes(plan: "Document", then: datetime, now: datetime, viewer: "Viewer") -> tuple[PartDifference, ...]:
    before, after = document_as_of(plan, then, viewer), document_as_of(plan, now, viewer)
    return compare(before, after).changed if before and after else ()


def _moved(plan: "Document", then: "date", viewer: "Viewer") -> tuple[Moved, ...]:
    """The plan's initiatives that stand elsewhere than on that day; in three queries however many there are."""
    if then >= today():
        return ()
    rows = Initiative.objects.visible_to(viewer).filter(element__document=plan)
    found = list(rows.select_related("element", "latest_report").order_by("element__position", "pk"))
    states = states_on([then, today()]) if found else {}
    moved = []
    for row in found:
        before, after = states.get(row.pk, (None, None))
        if before is not None and after is not None and before != after:
            said = row.latest_report.sentence if row.latest_report else ""
            url = reverse("initiative", args=[row.pk])
            moved.append(Moved(row.element.title, url, before, after, said))
    return tuple(moved)
