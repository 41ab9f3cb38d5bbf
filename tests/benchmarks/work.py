"""What is done in the made-up municipality: initiatives with their milestones, partners, steps and two years of status."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from pejling.core.history import create_all
from pejling.direction.models import ChainColumn, Element, Nature
from pejling.direction.models import Phase as DocumentPhase
from pejling.initiatives.models import (
    Circle,
    Confirmation,
    Initiative,
    Intent,
    Interval,
    Involvement,
    Level,
    Milestone,
    Partner,
    Phase,
    PhaseStep,
    ReportingRhythm,
    ReportReply,
    Scope,
    StatusReport,
)
from pejling.people.models import Person
from tests.benchmarks import words

if TYPE_CHECKING:
    from tests.benchmarks.world import World

AT_ONCE = 2_000
PATH = (Phase.IDEA, Phase.PROPOSED, Phase.APPROVED, Phase.UNDER_WAY)
PHASES = (*(Phase.UNDER_WAY,) * 14, *(Phase.APPROVED,) * 3, Phase.PAUSED, Phase.DONE, Phase.STOPPED)
LEVELS = (*(Level.ON_TRACK,) * 6, *(Level.PRESSED,) * 3, Level.OFF_TRACK, Level.NOT_ASSESSED)
BETWEEN_REPORTS = timedelta(days=60)


@dataclass(frozen=True)
class Rich:
    """How much belongs to an initiative."""

    milestones: int
    partners: int
    reports: int


FULL, USUAL = Rich(milestones=5, partners=2, reports=12), Rich(milestones=2, partners=1, reports=4)
"""Those of the plan that is full of work, and all others."""


def begin_work(world: "World") -> None:
    """The initiatives and all that belongs to them; then what the plans have beside their text."""
    turns = _turns(world)
    rows = [
        _initiative(world, next(turns[point.document_id]), number, point)
        for number, point in enumerate(_points(world))
    ]
    initiatives = create_all(Initiative, rows, by=world.secretary)
    world.initiative = next(row for row in initiatives if row.element.document is world.plan)
    _set_out(world, initiatives)
    _report(world, initiatives)
    _keep_alive(world)


def _points(world: "World") -> list[Element]:
    """The points that something is done about: those of the documents that are read first, then as many as are wanted."""
    points = [
        point
        for row in reversed(world.documents)
        if row.kind.column == ChainColumn.ACTION and row.phase == DocumentPhase.IN_FORCE
        for point in world.elements[row.pk]
        if point.kind.nature == Nature.WORK and not point.ended_on
    ]
    assert len(points) >= world.size.initiatives, f"there are only {len(points)} points to work on"
    return points[: world.size.initiatives]


def _initiative(world: "World", lead: Person, number: int, point: Element) -> Initiative:
    begun = world.on - timedelta(days=300 + number % 500)
    return Initiative(
        element=point,
        unit=point.document.unit,
        lead=None if number % 31 == 7 else lead,
        intent=Intent.values[number % len(Intent.values)],
        scope=Scope.CROSS_CUTTING if number % 4 == 1 else Scope.CORE_TASK,
        phase=PHASES[number % len(PHASES)],
        oere=None if number % 2 else number * 1_000_00,
        competences=words.sentence(world.draw),
        outside_partners="" if number % 3 else words.sentence(world.draw),
        starts_on=begun,
        ends_on=begun + timedelta(days=280 + number % 700),
        created_at=timezone.now() - timedelta(days=300 + number % 500),
    )


def _turns(world: "World") -> dict[int, Iterator[Person]]:
    """Who leads the next initiative of each document: those of its unit in turn, of the full plan everybody."""
    of_units: dict[int, Iterator[Person]] = {
        unit.pk: cycle(reversed(world.people[place :: len(world.units)]))
        for place, unit in enumerate(world.units)
    }
    turns = {row.pk: of_units[row.unit_id] for row in world.documents}
    return turns | {world.plan.pk: cycle(reversed(world.people))}


def _set_out(world: "World", initiatives: list[Initiative]) -> None:
    """Milestones, partners, and the steps that led to the phase."""
    milestones, partners = [], []
    for place, row in enumerate(initiatives):
        rich = _rich(world, row)
        milestones += [_milestone(world, row, each) for each in range(rich.milestones)]
        others = [world.units[(place * 3 + each) % len(world.units)] for each in range(rich.partners)]
        partners += [Partner(initiative=row, unit=unit) for unit in others]
    create_all(Milestone, milestones, by=world.secretary)
    create_all(Partner, partners, by=world.secretary)
    steps = [step for row in initiatives for step in _steps(world, row)]
    PhaseStep.objects.bulk_create(steps, batch_size=AT_ONCE)


def _rich(world: "World", row: Initiative) -> Rich:
    return FULL if row.element.document is world.plan else USUAL


def _milestone(world: "World", row: Initiative, number: int) -> Milestone:
    """Four of five whose day has passed were reached."""
    due_on = world.on + timedelta(days=world.draw.randrange(-300, 300))
    is_reached = due_on < world.on and world.draw.random() < 0.8
    return Milestone(
        initiative=row,
        title=f"{number + 1}. {words.wish(world.draw)}",
        due_on=due_on,
        reached_on=due_on if is_reached else None,
    )


def _steps(world: "World", row: Initiative) -> Iterator[PhaseStep]:
    path = PATH[: PATH.index(row.phase) + 1] if row.phase in PATH else (*PATH, row.phase)
    for number, (before, after) in enumerate(pairwise(path)):
        at = row.created_at + timedelta(days=10 * number)
        yield PhaseStep(
            initiative=row,
            before=before,
            after=after,
            why=words.sentence(world.draw),
            on=timezone.localdate(at),
            by=row.lead,
            at=at,
        )


def _report(world: "World", initiatives: list[Initiative]) -> None:
    """Two years of status: the newest may be of yesterday or too old; the leader has answered every second of these."""
    reports = [list(_reports(world, row)) for row in initiatives]
    StatusReport.objects.bulk_create((report for each in reports for report in each), batch_size=AT_ONCE)
    replies = [
        ReportReply(
            report=newest,
            text=words.sentence(world.draw),
            by=world.leader_of(newest.initiative.element.document),
        )
        for newest, *_older in reports[::2]
    ]
    ReportReply.objects.bulk_create(replies, batch_size=AT_ONCE)
    newest = StatusReport.objects.filter(initiative=OuterRef("pk")).order_by("-at", "-pk")
    Initiative.objects.update(latest_report=Subquery(newest.values("pk")[:1]))


def _reports(world: "World", row: Initiative) -> Iterator[StatusReport]:
    newest = timezone.now() - timedelta(days=world.draw.randrange(240), minutes=1)
    for number in range(_rich(world, row).reports):
        yield StatusReport(
            initiative=row,
            level=world.draw.choice(LEVELS),
            sentence=words.sentence(world.draw),
            expected_on=row.ends_on if number % 4 == 0 else None,
            by=row.lead or world.secretary,
            at=newest - number * BETWEEN_REPORTS,
        )


def _keep_alive(world: "World") -> None:
    """Plans are talked over, some are confirmed, and a few units have chosen how often they report."""
    plans = [row for row in world.documents if row.kind.code == "strategy_plan"]
    circles = (Circle.STAFF, Circle.MED, Circle.USERS)
    talks = [
        Involvement(
            document=row,
            circle=circles[number % len(circles)],
            on=world.days_ago(500),
            what_changed=words.sentence(world.draw) if number % 2 else "",
            by=world.leader_of(row),
        )
        for row in plans
        for number in range(3)
    ]
    create_all(Involvement, talks, by=world.secretary)
    Confirmation.objects.bulk_create(
        Confirmation(document=row, by=world.leader_of(row), at=timezone.now() - timedelta(days=number))
        for number, row in enumerate(plans[::3])
    )
    ReportingRhythm.objects.bulk_create(
        ReportingRhythm(unit=unit, interval=Interval.HALF_YEARLY) for unit in world.units[5::50]
    )
