"""A whole plan's work on one page: every initiative with its status, milestones, aims, partners and the reports so far."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from pejling.core.dates import today
from pejling.direction.marks import Sign
from pejling.direction.models import Contribution, Document
from pejling.initiatives.figures.signs import level_sign, phase_sign
from pejling.initiatives.figures.silence import StatusSummary, summaries_of
from pejling.initiatives.figures.watermelon import watermelons
from pejling.initiatives.models import ENDED, REPORTED, Initiative, Milestone, Partner, StatusReport
from pejling.initiatives.models.initiatives import InitiativeQuerySet

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

TOLD = 12
"""Reports drawn beside an initiative, the newest last; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An aim that an initiative contributes to."""

    pk: int
    title: str


@dataclass(frozen=True, slots=True)
class Steps:
    """An initiative's milestones, counted: how many there are, are reached and are overdue, and the next one to come."""

    count: int = 0
    reached: int = 0
    overdue: int = 0
    next_title: str = ""
    next_on: date | None = None


NO_STEPS = Steps()


@dataclass(frozen=True, slots=True)
class WorkLine:
    """One initiative as the plan's page shows it. `told` holds the levels of its latest reports, the newest last; `doubts`
    what speaks against its being on track."""

    heard: StatusSummary
    facts: Mapping[str, Any]
    phase: Sign
    level: Sign | None
    steps: Steps = NO_STEPS
    aims: Sequence[Aim] = ()
    partners: Sequence[str] = ()
    told: Sequence[Sign] = field(default=())
    doubts: Sequence[str] = ()

    @property
    def has_ended(self) -> bool:
        """Whether nothing more is expected of it."""
        return self.heard.phase in ENDED

    @property
    def course(self) -> str:
        """The latest reports in words."""
        return ", ".join(sign.word for sign in self.told)


def work_lines(document: Document, viewer: "Viewer", on: date | None = None) -> list[WorkLine]:
    """The plan's initiatives in the order of its text; ten queries however many they are. The viewer may see the plan."""
    on = on or today()
    initiatives = Initiative.objects.filter(element__document=document, element__ended_on=None)
    heard = {each.pk: each for each in summaries_of(initiatives, on)}
    facts = _facts(initiatives)
    steps, aims = _steps(initiatives, on), _aims(document, viewer)
    partners, told = _partners(initiatives), _told(initiatives)
    doubts = watermelons([each for each in heard.values() if each.phase in REPORTED], on)
    return [
        WorkLine(
            heard=heard[pk],
            facts=row,
            phase=phase_sign(row["phase"]),
            level=level_sign(heard[pk].level) if heard[pk].level else None,
            steps=steps.get(pk, NO_STEPS),
            aims=aims.get(heard[pk].element, ()),
            partners=partners.get(pk, ()),
            told=told.get(pk, ()),
            doubts=doubts.get(pk, ()),
        )
        for pk, row in facts.items()
        if pk in heard
    ]


def _facts(initiatives: InitiativeQuerySet) -> dict[int, Mapping[str, Any]]:
    """What else a line tells, in the order of the plan's text."""
    rows = initiatives.in_plan_order().values(
        "pk",
        "phase",
        "starts_on",
        "lead_id",
        section=F("element__section__title"),
        above=F("element__parent__title"),
        lead_name=F("lead__name"),
        lead_is_active=F("lead__is_active"),
        sentence=F("latest_report__sentence"),
        expected_on=Coalesce("latest_report__expected_on", "ends_on"),
    )
    return {row["pk"]: row for row in rows}


def _steps(initiatives: "QuerySet[Initiative]", on: date) -> dict[int, Steps]:
    rows = Milestone.objects.active().filter(initiative__in=initiatives).order_by("due_on", "pk")
    by_initiative: dict[int, list[tuple[str, date, date | None]]] = defaultdict(list)
    for pk, title, due_on, reached_on in rows.values_list("initiative_id", "title", "due_on", "reached_on"):
        by_initiative[pk].append((title, due_on, reached_on))
    return {pk: _counted(milestones, on) for pk, milestones in by_initiative.items()}


def _counted(milestones: list[tuple[str, date, date | None]], on: date) -> Steps:
    waiting = [(title, due_on) for title, due_on, reached_on in milestones if reached_on is None]
    title, due_on = waiting[0] if waiting else ("", None)
    overdue = sum(due < on for _title, due in waiting)
    return Steps(len(milestones), len(milestones) - len(waiting), overdue, title, due_on)


def _aims(document: Document, viewer: "Viewer") -> dict[int, list[Aim]]:
    ties = Contribution.objects.active().filter(lower__document=document).order_by("pk")
    seen = ties.filter(Document.seen_by(viewer, "upper__document__"))
    found: dict[int, list[Aim]] = defaultdict(list)
    for lower, upper, title in seen.values_list("lower_id", "upper_id", "upper__title"):
        found[lower].append(Aim(upper, title))
    return found


def _partners(initiatives: "QuerySet[Initiative]") -> dict[int, list[str]]:
    rows = Partner.objects.filter(initiative__in=initiatives).order_by("unit__sort_key", "pk")
    found: dict[int, list[str]] = defaultdict(list)
    for pk, name in rows.values_list("initiative_id", "unit__name"):
        found[pk].append(name)
    return found


def _told(initiatives: "QuerySet[Initiative]") -> dict[int, list[Sign]]:
    """The levels of the latest reports, the newest last."""
    rows = StatusReport.objects.active().filter(initiative__in=initiatives).order_by("at", "pk")
    found: dict[int, list[Sign]] = defaultdict(list)
    signs: dict[str, Sign] = {}
    for pk, level in rows.values_list("initiative_id", "level"):
        if level not in signs:
            signs[level] = level_sign(level)
        found[pk].append(signs[level])
    return {pk: levels[-TOLD:] for pk, levels in found.items()}
