"""What anybody may know of how work goes, as of a day: what its plan's owner shows, and nothing that is internal.

It is the same for every viewer. Internal sentences, milestones' own words, names and reasons are not read at all.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q
from django.utils import timezone

from pejling.core.dates import end_of, months_before, start_of, today
from pejling.direction.figures.as_of import latest, seen_then
from pejling.direction.models import Document
from pejling.initiatives.figures.silence import Rhythms, Silence
from pejling.initiatives.figures.then import last_said, last_step, said_of, steps_of
from pejling.initiatives.models import (
    REPORTED,
    Initiative,
    Level,
    Milestone,
    Phase,
    PublicText,
    PublicTextKind,
)

SHOWN = REPORTED | {Phase.DONE, Phase.STOPPED}
"""An idea and a proposal are the unit's own until they are approved."""


@dataclass(frozen=True, slots=True)
class PublicStatement:
    """What was written for citizens, and the day that it is about."""

    text: str
    on: date


@dataclass(frozen=True, slots=True)
class PublicWork:
    """An initiative as citizens may follow it.

    `level` is None where nothing fresh has been said. `due` counts the milestones that should have been reached within the
    year before, `met` those of them that were.
    """

    pk: int
    element: int
    title: str
    document: int
    plan: str
    unit: str
    phase: Phase
    phase_on: date
    level: Level | None
    said_on: date | None
    progress: PublicStatement | None = None
    reached: tuple[PublicStatement, ...] = ()
    due: int = 0
    met: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether a status is expected of it."""
        return self.phase in REPORTED

    @property
    def last_on(self) -> date | None:
        """When something was last said of it, in whatever way."""
        texts = (self.progress, *self.reached[:1])
        return max(
            (each for each in (self.said_on, *(told.on for told in texts if told)) if each), default=None
        )


def public_work(on: date | None = None) -> list[PublicWork]:
    """All of it as it stood when the day ended: six queries, two more for a day that has passed."""
    on = on or today()
    rows = _rows(on)
    keys = [row["pk"] for row in rows]
    asked = Q(initiative__in=keys)
    until = asked & Q(at__lt=start_of(on + timedelta(days=1)))
    steps, said = steps_of(asked & Q(on__lte=on)), said_of(until)
    milestones, texts, rhythms = _milestones(asked, on), _texts(until, on), Rhythms.read()
    found = []
    for row in rows:
        pk = row["pk"]
        step, last = last_step(steps.get(pk, []), on), last_said(said.get(pk, []), on)
        if step is None or step.after not in SHOWN:
            continue
        level, said_on = (last.level, timezone.localdate(last.at)) if last else (None, None)
        if said_on and Silence(said_on, rhythms.of(row["unit"]), on).is_stale:
            level = None
        due = milestones.get(pk, [])
        told = texts.get(pk, {})
        found.append(
            PublicWork(
                pk=pk,
                element=row["element"],
                title=row["element__title"],
                document=row["element__document"],
                plan=row["element__document__title"],
                unit=row["unit__name"],
                phase=Phase(step.after),
                phase_on=step.on,
                level=None if level in (None, Level.NOT_ASSESSED) else Level(level),
                said_on=said_on,
                progress=next(iter(told.get(PublicTextKind.PROGRESS, ())), None),
                reached=tuple(told.get(PublicTextKind.REACHED, ())),
                due=len(due),
                met=sum(reached_on is not None and reached_on <= on for reached_on in due),
            )
        )
    return found


def _rows(on: date) -> list[dict[str, Any]]:
    """Those whose status is public today, and was on the day if that has passed, in plans that were in force."""
    standing = Q(element__ended_on__isnull=True) | Q(element__ended_on__gt=on)
    rows = Initiative.objects.with_public_status().filter(
        standing, element__document__in=Document.objects.in_force(on), created_at__lte=end_of(on)
    )
    told = (
        rows.order_by("unit__sort_key", "element__title", "pk").values(
            "pk", "element", "element__title", "element__document", "element__document__title", "unit",
            "unit__name", by_kind=F("element__document__kind__shows_progress"),
        )
    )  # fmt: skip
    found: list[dict[str, Any]] = [dict(row) for row in told]
    return found if on >= today() else _shown_then(found, on)


def _shown_then(rows: list[dict[str, Any]], on: date) -> list[dict[str, Any]]:
    """What one may see now and could have seen then; the plan's kind is asked as it is now."""
    moment = end_of(on)
    history = latest(Initiative.history.filter(id__in=[row["pk"] for row in rows]), moment)
    chosen: Mapping[int, bool | None] = dict(history.values_list("id", "is_status_public"))
    seen = seen_then({row["element__document"] for row in rows}, moment, AnonymousUser())
    return [
        row
        for row in rows
        if row["pk"] in chosen
        and row["element__document"] in seen
        and (row["by_kind"] if chosen[row["pk"]] is None else chosen[row["pk"]])
    ]


def _milestones(asked: Q, on: date) -> dict[int, list[date | None]]:
    """When each milestone of the year before was reached, if it was."""
    rows = Milestone.objects.active().filter(asked, due_on__gt=months_before(on, 12), due_on__lte=on)
    found: dict[int, list[date | None]] = defaultdict(list)
    for pk, reached_on in rows.order_by("due_on", "pk").values_list("initiative", "reached_on"):
        found[pk].append(reached_on)
    return found


def _texts(asked: Q, on: date) -> dict[int, dict[str, list[PublicStatement]]]:
    """What was written for citizens by the day, the newest first."""
    rows = PublicText.objects.told_by(on).filter(asked)
    found: dict[int, dict[str, list[PublicStatement]]] = defaultdict(lambda: defaultdict(list))
    for pk, kind, text, day in rows.values_list("initiative", "kind", "text", "on"):
        found[pk][kind].append(PublicStatement(text, day))
    return found
