"""One element's own page: where it stands, what it contributes to, what contributes to it, and what has happened to it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from pejling.activity.models import Activity
from pejling.core.permissions import may
from pejling.core.prepared import Prepared
from pejling.direction.figures.aims import AimSet
from pejling.direction.figures.ends import MOST_TIES, End, Tie, ends_near, ties_of
from pejling.direction.figures.graph import Edge
from pejling.direction.figures.marks import Marks, marks_of
from pejling.direction.figures.ring import Ring, rings_of
from pejling.direction.models import Contribution, Element
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_LINES = 20


@dataclass(frozen=True)
class TieLine:
    """A tie as read from one of its ends: `other` is the other end, or the heir of its `aim` where the tie is inherited."""

    tie: Tie
    other: End
    edge: Edge | None
    aim: End | None = None
    is_broken: bool = False

    @property
    def is_questioned(self) -> bool:
        """Whether somebody doubts it."""
        return self.edge is not None and self.edge.is_questioned

    @property
    def fate(self) -> int:
        """The fate that it is inherited by, if it is."""
        return self.edge.fate if self.edge else 0

    @property
    def counts(self) -> bool:
        """Whether it counts today, half or full."""
        return self.edge is not None


@dataclass(frozen=True)
class ElementFigure:
    """What an element's page shows.

    `rings` holds its own ring and those of the aims that it contributes to, `marks` those of all elements on the page.
    """

    rings: dict[int, Ring]
    marks: Marks
    ups: tuple[TieLine, ...]
    downs: tuple[TieLine, ...]
    has_more: bool
    children: tuple[End, ...]
    lines: tuple[Activity, ...]


def read_element(element: Element, viewer: "Viewer") -> ElementFigure:
    """The page's figure: a number of queries that does not grow with the ties."""
    aims = _with_its_aims(element, viewer)
    rings = rings_of(aims)
    graph = aims.graph
    edges = [*graph.ups.get(element.pk, []), *graph.downs.get(element.pk, [])]
    ties = ties_of(element, [edge.tie for edge in edges if edge.fate][:MOST_TIES], viewer)
    others = [tie.upper_id if tie.lower_id == element.pk else tie.lower_id for tie in ties]
    near = ends_near(element, [*others, *(edge.upper for edge in edges if edge.fate)], viewer)
    broken, along = {each.tie for each in graph.breaks}, defaultdict(list)
    for edge in edges:
        along[edge.tie].append(edge)
    lines = [
        line for tie in ties for line in _lines(tie, element, along[tie.pk], near, is_broken=tie.pk in broken)
    ]
    return ElementFigure(
        marks=marks_of([element.pk, *near], viewer),
        rings=rings if element.kind.is_aim else {pk: ring for pk, ring in rings.items() if pk != element.pk},
        ups=tuple(line for line in lines if line.tie.lower_id == element.pk),
        downs=tuple(line for line in lines if line.tie.lower_id != element.pk),
        has_more=len(ties) >= MOST_TIES,
        children=tuple(row for row in near.values() if row.parent_id == element.pk and not row.ended_on),
        lines=tuple(_happenings(element, ties)) if may(viewer, "organisation.view") else (),
    )


def _with_its_aims(element: Element, viewer: "Viewer") -> AimSet:
    uppers = [upper for (upper,) in _AIMS.ask(element=element.pk)]
    return AimSet([element.pk, *uppers], public_only=not authority_of(viewer).is_internal)


_AIMS = Prepared(
    lambda given: Contribution.objects.active().filter(lower=given("element")).values_list("upper")
)


def _lines(
    tie: Tie, element: Element, edges: list[Edge], near: dict[int, End], *, is_broken: bool
) -> list[TieLine]:
    """A tie as one line, or as one for each heir of its aim. A tie to an old aim that is settled altogether is no line."""
    if tie.lower_id != element.pk:
        return [TieLine(tie, near[tie.lower_id], edges[0] if edges else None)]
    aim = near[tie.upper_id]
    inherited = [
        TieLine(tie, near[edge.upper], edge, aim) for edge in edges if edge.fate and edge.upper in near
    ]
    if inherited or is_broken:
        return inherited + ([TieLine(tie, aim, None, aim, is_broken=True)] if is_broken else [])
    if aim.is_old and not edges and element.counts:
        return []
    return [TieLine(tie, aim, edges[0] if edges else None, aim)]


def _happenings(element: Element, ties: list[Tie]) -> list[Activity]:
    """What was done with the element and with its ties, newest first."""
    kinds = ContentType.objects.get_for_models(Element, Contribution)
    about = Q(target_kind=kinds[Element], target_id=element.pk)
    about |= Q(target_kind=kinds[Contribution], target_id__in=[tie.pk for tie in ties])
    return list(Activity.objects.filter(about).for_list()[:MOST_LINES])
