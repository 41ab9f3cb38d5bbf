"""The plans as a list, each with whether it lives; and what one's own units have and lack. Units are never ranked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.direction.models import Document
from pejling.direction.models.documents import DocumentQuerySet
from pejling.initiatives.figures.liveness import PlanLife, liveness_of, with_signs
from pejling.initiatives.figures.plans import plans
from pejling.organisation.authority import authority_of
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class PlanLine:
    """A plan, and whether it lives."""

    document: Document
    liveness: PlanLife


@dataclass(frozen=True)
class OwnPlans:
    """The plans of the viewer's own units, and the units that the viewer leads and that have none."""

    lines: tuple[PlanLine, ...]
    without: tuple[Unit, ...]


def plan_lines(documents: DocumentQuerySet) -> list[PlanLine]:
    """The lines of some plans, in their order."""
    rows = list(with_signs(documents.for_list()))
    liveness = liveness_of(rows)
    return [PlanLine(document, liveness[document.pk]) for document in rows]


def own_plans(viewer: "Viewer") -> OwnPlans:
    """Those in force of the units in which the viewer has a post."""
    authority = authority_of(viewer)
    in_force = plans(viewer).in_force()
    own = in_force.filter(unit__in=authority.own_units)
    lines = plan_lines(own.order_by("unit__sort_key", "kind__position", "pk")) if authority.own_units else []
    return OwnPlans(tuple(lines), _without(authority.led_units, in_force))


def _without(led: Collection[int], in_force: DocumentQuerySet) -> tuple[Unit, ...]:
    """The units that the viewer leads and that have no strategy plan in force."""
    if not led:
        return ()
    with_plan: Iterable[int] = in_force.filter(kind__code="strategy_plan").order_by().values("unit")  # type: ignore[assignment]
    units = Unit.objects.current().filter(pk__in=led).exclude(pk__in=with_plan)
    return tuple(units.order_by("sort_key", "pk"))
