"""One element's own page: where it stands, what it contributes to, what contributes to it, and what has happened to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Q, Value, When

from pejling.activity.models import Activity
from pejling.core.permissions import may
from pejling.direction.figures.aims import AimSet
from pejling.direction.figures.marks import Marks, marks_of
from pejling.direction.figures.ring import Ring, rings_of
from pejling.direction.figures.threads import Edge
from pejling.direction.models import Contribution, Element

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_TIES = 60
MOST_LINES = 20


@dataclass(frozen=True)
class TieLine:
    """A tie as read from one of its ends: `other` is the other end, or the heir of its aim where the tie is inherited."""

    tie: Contribution
    other: Element
    edge: Edge | None
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
    children: tuple[Element, ...]
    lines: tuple[Activity, ...]


def read_element(element: Element, viewer: "Viewer") -> ElementFigure:
    """The page's figure: a number of queries that does not grow with the ties."""
    aims = _with_its_aims(element, viewer)
    rings = rings_of(aims)
    threads = aims.threads
    edges = [*threads.ups.get(element.pk, []), *threads.downs.get(element.pk, [])]
    ties = _ties(element, [edge.tie for edge in edges if edge.fate][:MOST_TIES], viewer)
    near = _near(element, ties, [edge.upper for edge in edges if edge.fate], viewer)
    broken = {each.tie for each in threads.breaks}
    lines = [line for tie in ties for line in _lines(tie, element, edges, near, is_broken=tie.pk in broken)]
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
    uppers = Contribution.objects.standing().filter(lower=element).values_list("upper", flat=True)
    return AimSet([element.pk, *dict.fromkeys(uppers)], public_only=not viewer.is_authenticated)


def _ties(element: Element, inherited: list[int], viewer: "Viewer") -> list[Contribution]:
    """The standing ties at either end of which it stands, its own first; and those that it inherited from an old aim."""
    touching = Q(lower=element) | Q(upper=element) | Q(pk__in=inherited)
    own_first = Case(When(lower=element, then=Value(0)), default=Value(1))
    ties = Contribution.objects.standing().visible_to(viewer).filter(touching)
    return list(ties.order_by(own_first, "pk")[:MOST_TIES])


def _near(
    element: Element, ties: list[Contribution], heirs: list[int], viewer: "Viewer"
) -> dict[int, Element]:
    """What stands under it, the heirs of old aims, and the other ends of its ties, in the order of their documents.

    The ties are given their ends here, so that these are read once and the element not again for each of them.
    """
    others = [tie.upper_id if tie.lower_id == element.pk else tie.lower_id for tie in ties]
    wanted = Q(parent=element, ended_on=None) | Q(pk__in=[*heirs, *others])
    rows = Element.objects.visible_to(viewer).filter(wanted).select_related("kind", "document__unit")
    near = {row.pk: row for row in rows.in_order()}
    for tie in ties:
        if tie.lower_id == element.pk:
            tie.lower, tie.upper = element, near[tie.upper_id]
        else:
            tie.lower = near[tie.lower_id]
    return near


def _lines(
    tie: Contribution, element: Element, edges: list[Edge], near: dict[int, Element], *, is_broken: bool
) -> list[TieLine]:
    """A tie as one line, or as one for each heir of its aim. A tie to an old aim that is settled altogether is no line."""
    own = [edge for edge in edges if edge.tie == tie.pk]
    if tie.lower_id != element.pk:
        return [TieLine(tie, tie.lower, own[0] if own else None)]
    inherited = [TieLine(tie, near[edge.upper], edge) for edge in own if edge.fate and edge.upper in near]
    if inherited or is_broken:
        return inherited + ([TieLine(tie, tie.upper, None, is_broken=True)] if is_broken else [])
    is_old = tie.upper.ended_on or tie.upper.document.is_out_of_force
    if is_old and element.counts:
        return []
    return [TieLine(tie, tie.upper, own[0] if own else None)]


def _happenings(element: Element, ties: list[Contribution]) -> list[Activity]:
    """What was done with the element and with its ties, newest first."""
    kinds = ContentType.objects.get_for_models(Element, Contribution)
    about = Q(target_kind=kinds[Element], target_id=element.pk)
    about |= Q(target_kind=kinds[Contribution], target_id__in=[tie.pk for tie in ties])
    return list(Activity.objects.filter(about).for_list()[:MOST_LINES])
