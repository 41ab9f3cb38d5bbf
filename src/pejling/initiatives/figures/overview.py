"""All plans by unit: one's own first, and those below; each with whether it lives. Units are never ranked."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.direction.models import Document
from pejling.initiatives.figures.liveness import PlanLife, liveness_of, with_signs
from pejling.initiatives.figures.plans import plans
from pejling.organisation.authority import authority_of, unit_parents
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class PlanLine:
    """A plan in force, and whether it lives."""

    document: Document
    liveness: PlanLife


@dataclass(frozen=True)
class Area:
    """A unit right below the top, or the top itself, with the plans in it and below it."""

    name: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True)
class Overview:
    """What the page of plans shows: those of the viewer's own units, all others by area, and the units without a plan."""

    own: tuple[PlanLine, ...]
    areas: tuple[Area, ...]
    without: tuple[Unit, ...]

    @property
    def count(self) -> int:
        """How many plans there are."""
        return len(self.own) + sum(len(area.lines) for area in self.areas)


def overview_of(viewer: "Viewer") -> Overview:
    """The plans in force that the viewer may see."""
    authority = authority_of(viewer)
    in_force = with_signs(plans(viewer).in_force().for_list())
    documents = list(in_force.order_by("unit__sort_key", "kind__position", "pk"))
    liveness = liveness_of(documents)
    lines = [PlanLine(document, liveness[document.pk]) for document in documents]
    own = tuple(line for line in lines if line.document.unit_id in authority.own_units)
    others = [line for line in lines if line.document.unit_id not in authority.own_units]
    return Overview(own, _areas(others), _without(authority.led_units, documents))


def _areas(lines: list[PlanLine]) -> tuple[Area, ...]:
    parents = unit_parents()
    by_area: dict[int, list[PlanLine]] = defaultdict(list)
    for line in lines:
        by_area[_area(line.document.unit_id, parents)].append(line)
    named = Unit.objects.filter(pk__in=by_area).order_by("sort_key", "pk")
    return tuple(Area(unit.name, tuple(by_area[unit.pk])) for unit in named)


def _area(unit: int, parents: dict[int, int | None]) -> int:
    """The unit right below the top that this one lies in; the top is its own."""
    here = unit
    while (above := parents.get(here)) is not None and parents.get(above) is not None:
        here = above
    return here


def _without(led: Collection[int], documents: list[Document]) -> tuple[Unit, ...]:
    """The units that the viewer leads and that have no plan in force."""
    with_plan = {document.unit_id for document in documents if document.kind.code == "strategy_plan"}
    units = Unit.objects.current().filter(pk__in=led).exclude(pk__in=with_plan)
    return tuple(units.order_by("sort_key", "pk"))
