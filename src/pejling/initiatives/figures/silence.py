"""When a status was last given, when the next one is due, and how long it has been silent since.

A unit reports every so many months, by its own choice or by that of the nearest unit above that has chosen. The time runs
from the latest status: who reports early has peace as long as who reports late.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self, cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from pejling.core import request_cache
from pejling.core.dates import months_before, today
from pejling.initiatives.models import REPORTED, USUAL_INTERVAL, Initiative, PhaseStep, ReportingRhythm
from pejling.initiatives.models.initiatives import is_lead_at_work
from pejling.organisation.authority import unit_parents, way_up

NOTICE = timedelta(days=7)
"""So long before it is due a status is asked for."""


@dataclass(frozen=True)
class Rhythms:
    """How often each unit reports, in months."""

    chosen: Mapping[int, int]
    parents: Mapping[int, int | None]

    @classmethod
    def read(cls) -> Self:
        """As it stands, in two queries; one where nobody has chosen."""
        rows = ReportingRhythm.objects.values_list("unit_id", "interval")
        chosen = request_cache.get_or_set("rhythms", lambda: dict(rows))
        return cls(chosen, unit_parents() if chosen else {})

    def of(self, unit: int) -> int:
        """The choice of the unit or of the nearest one above it; else what is usual."""
        holder = self.holder(unit)
        return int(USUAL_INTERVAL) if holder is None else self.chosen[holder]

    def holder(self, unit: int) -> int | None:
        """The unit whose choice holds here; None when none has chosen."""
        return next((each for each in way_up(unit, self.parents) if each in self.chosen), None)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long it has been silent on a day: since the latest status, or since one could first be expected."""

    since: date
    interval: int
    on: date

    @property
    def due_on(self) -> date:
        """When the next status is due."""
        return self._after(1)

    @property
    def is_stale(self) -> bool:
        """Whether a status was due before this day."""
        return self.due_on < self.on

    @property
    def is_long(self) -> bool:
        """Whether two intervals have passed without a word."""
        return self._after(2) < self.on

    @property
    def asked_for(self) -> date | None:
        """The day on which the period begins that a status is asked for now; None while none is due within a week."""
        ahead = self.on + NOTICE
        months = (ahead.year - self.since.year) * 12 + ahead.month - self.since.month
        rounds = months // self.interval
        if rounds > 0 and self._after(rounds) > ahead:
            rounds -= 1
        return self._after(rounds) if rounds > 0 else None

    def _after(self, rounds: int) -> date:
        return months_before(self.since, -rounds * self.interval)


@dataclass(frozen=True, slots=True)
class StatusSummary:
    """What is known of one initiative from afar: who leads it, what was last said of it, and the silence since.

    `is_lead_at_work` says whether the one who leads it is still here and holds a post or a seat.
    """

    pk: int
    element: int
    title: str
    document: int
    unit: int
    place: str
    lead: int | None
    is_lead_at_work: bool
    phase: str
    scope: str
    ends_on: date | None
    report: int | None
    level: str
    at: datetime | None
    silence: Silence


def summaries_of(initiatives: "QuerySet[Initiative]", on: date | None = None) -> list[StatusSummary]:
    """The same for a whole set, in two queries."""
    return summaries_from(rows_known(initiatives), on)


def rows_known(initiatives: "QuerySet[Initiative]") -> "QuerySet[Initiative, Any]":
    """What summaries are made of, for a question that is prepared."""
    return initiatives.order_by("pk").values_list(*_known().values())


def summaries_from(rows: "Iterable[tuple[Any, ...]]", on: date | None = None) -> list[StatusSummary]:
    """The same from rows that are read so."""
    on, columns, rhythms = on or today(), _COLUMNS, Rhythms.read()
    return [_heard(dict(zip(columns, row, strict=True)), rhythms, on) for row in rows]


def summary_of(initiative: Initiative, on: date | None = None) -> StatusSummary:
    """The same of one that was read `for_list`; it is asked when it was approved only while nobody has
    reported."""
    report, known = initiative.latest_report, cast(Any, initiative)
    row = {
        "pk": initiative.pk,
        "element_id": initiative.element_id,
        "unit_id": initiative.unit_id,
        "place": initiative.unit.name,
        "lead_id": initiative.lead_id,
        "phase": initiative.phase,
        "scope": initiative.scope,
        "starts_on": initiative.starts_on,
        "ends_on": initiative.ends_on,
        "created_at": initiative.created_at,
        "title": initiative.element.title,
        "document": initiative.element.document_id,
        "report": initiative.latest_report_id,
        "level": report.level if report else None,
        "at": report.at if report else None,
        "stepped_on": None if report else _first_step_of(initiative),
        "is_lead_at_work": known.is_lead_at_work,
    }
    return _heard(row, Rhythms.read(), on or today())


def _first_step_of(initiative: Initiative) -> date | None:
    return min((step.on for step in initiative.steps.all() if step.after in REPORTED), default=None)


def first_step() -> Subquery:
    """The day of an initiative's first step into a phase in which a status is expected."""
    steps = PhaseStep.objects.filter(initiative=OuterRef("pk"), after__in=REPORTED).order_by("on")
    return Subquery(steps.values("on")[:1])


def _known() -> dict[str, Any]:
    """What is read of each initiative, by the name under which it is known."""
    own = ("pk", "element_id", "unit_id", "lead_id", "phase", "scope", "starts_on", "ends_on", "created_at")
    return {
        **{name: name for name in own},
        "title": "element__title",
        "document": "element__document_id",
        "place": "unit__name",
        "report": "latest_report_id",
        "level": "latest_report__level",
        "at": "latest_report__at",
        "stepped_on": first_step(),
        "is_lead_at_work": is_lead_at_work(),
    }


_COLUMNS = tuple(_known())


def silence_about(row: Mapping[str, Any], rhythms: Rhythms, on: date) -> Silence:
    """From what is known of an initiative: its unit, when it was last reported (`at`), and from when that is expected."""
    at: datetime | None = row["at"]
    since = timezone.localdate(at) if at else _expected_from(row)
    return Silence(since, rhythms.of(row["unit_id"]), on)


def _heard(row: dict[str, Any], rhythms: Rhythms, on: date) -> StatusSummary:
    return StatusSummary(
        pk=row["pk"],
        element=row["element_id"],
        title=row["title"],
        document=row["document"],
        unit=row["unit_id"],
        place=row["place"],
        lead=row["lead_id"],
        is_lead_at_work=row["is_lead_at_work"],
        phase=row["phase"],
        scope=row["scope"],
        ends_on=row["ends_on"],
        report=row["report"],
        level=row["level"] or "",
        at=row["at"],
        silence=silence_about(row, rhythms, on),
    )


def _expected_from(row: Mapping[str, Any]) -> date:
    """Never reported: the time runs from when it was approved or, if that is later, from its own first day."""
    known: date = row["stepped_on"] or timezone.localdate(row["created_at"])
    return max(known, row["starts_on"] or known)
