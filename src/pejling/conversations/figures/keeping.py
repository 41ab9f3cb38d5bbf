"""How long what is said in conversations is kept, and what is due to go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from pejling.conversations.models import (
    Bid,
    Conversation,
    JointAnswer,
    Kept,
    Note,
    Reflection,
    Remark,
    Retention,
    SeenValue,
)
from pejling.core.dates import today

USUAL_YEARS = 5
"""Where nobody has chosen: so long, as the plan that the conversation was about is mostly replaced."""

ROWS: dict[Kept, tuple[type[Any], ...]] = {
    Kept.PREPARATION: (Bid, Reflection),
    Kept.NOTES: (Note, Remark, SeenValue),
    Kept.ANSWERS: (JointAnswer,),
}
"""What is let go together."""


@dataclass(frozen=True)
class Due:
    """One kind of what was said in one conversation, that has been kept long enough."""

    conversation: Conversation
    kept: Kept
    since: date
    retention: Retention


def retentions() -> dict[Kept, Retention]:
    """What is chosen for each kind, or the usual."""
    chosen = {Kept(row.kept): row for row in Retention.objects.all()}
    return {kept: chosen.get(kept) or Retention(kept=kept, years=USUAL_YEARS) for kept in Kept}


def retention_of(kept: Kept) -> Retention:
    """What is chosen for one kind."""
    return retentions()[kept]


def last_day(conversation: Conversation) -> date:
    """From when the years are counted: the day on which it was held, else the end of its year."""
    return localdate(conversation.held_at) if conversation.held_at else date(conversation.year, 12, 31)


def due_on(conversation: Conversation, retention: Retention) -> date | None:
    """The day from which it may go; None when it is kept without end."""
    if retention.years is None:
        return None
    last = last_day(conversation)
    try:
        return last.replace(year=last.year + retention.years)
    except ValueError:  # 29 February
        return last.replace(year=last.year + retention.years, day=28)


def what_is_due(on: date | None = None) -> list[Due]:
    """What has been kept long enough and has words still, the oldest first; in two queries however many there are."""
    on = on or today()
    chosen = retentions()
    least = min((row.years for row in chosen.values() if row.years is not None), default=None)
    if least is None:
        return []
    old = Conversation.objects.filter(year__lte=on.year - least).select_related("unit")
    rows = old.annotate(**{f"has_{kept.value}": _has_any(models) for kept, models in ROWS.items()})
    found = []
    for row in rows.order_by("year", "unit__sort_key", "pk"):
        for kept, retention in chosen.items():
            day = due_on(row, retention)
            if getattr(row, f"has_{kept.value}") and day is not None and day <= on:
                found.append(Due(row, kept, day, retention))
    return found


def _has_any(models: "Iterable[type[Any]]") -> Q:
    found = Q(pk__in=[])
    for model in models:
        found |= Q(Exists(model.objects.filter(conversation=OuterRef("pk"))))
    return found
