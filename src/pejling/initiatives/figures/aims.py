"""The aims that an initiative contributes to, by a tie or its place in the plan, and the way on from them to the vision."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.chain.figures.chain import is_gone
from pejling.chain.graph import Adjacent
from pejling.chain.graph_building import graph_above
from pejling.core.dates import today
from pejling.core.prepared import Given
from pejling.direction.models import ChainColumn, Contribution, Document, Element, Nature
from pejling.initiatives.models import Initiative
from pejling.organisation.authority import Authority
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer


def has_aim(initiative: Initiative) -> bool:
    """Whether it contributes to an aim, by a tie or by its place, or says why to none."""
    if initiative.contributes_to_none_because.strip():
        return True
    if Contribution.objects.active().filter(lower=initiative.element_id).exists():
        return True
    return Element.objects.filter(children=initiative.element_id, kind__nature=Nature.AIM).exists()


@dataclass(frozen=True)
class AimLine:
    """One aim, the sentence that says how (none where it follows from the place in the plan), and the way on upwards.

    `old` is the aim that was tied to, where the tie is inherited from it; `is_broken` says that nothing has taken over.
    """

    aim: Element
    how: str
    way: tuple[Element, ...]
    old: Element | None = None
    is_broken: bool = False

    @property
    def reaches_vision(self) -> bool:
        """Whether the thread leads all the way up."""
        return is_vision((self.aim, *self.way)[-1])


def aims_of(element: Element, viewer: "Viewer") -> list[AimLine]:
    """The aims of an initiative's line as far as the viewer may see them, as the chain has them: four queries.

    The line's parent is at hand. Who only leads the initiative may not read its plan, and so not the aim that the line
    stands under there.
    """
    graph = graph_above(element, today(), viewer=viewer)
    above = graph.reach([element.pk], upwards=True)
    named = Element.objects.filter(pk__in=above).select_related("document__kind", "document__unit").in_bulk()
    ways = _Ways(graph.ups, named)
    lines = [line for tie in _ties(element, viewer) for line in _tied(tie, ways)]
    parent = element.parent
    if parent is not None and parent.kind.nature == Nature.AIM and element.document.is_seen_by(viewer):
        parent.document = element.document
        lines.append(AimLine(parent, "", ways.on_from(parent)))
    return lines


def _ties(element: Element, viewer: "Viewer") -> Iterable[Contribution]:
    return _SEEN.rows(viewer, element=element.pk)


def _seen(given: type[Given], authority: Authority) -> "QuerySet[Contribution]":
    upper = Document.seen_with(authority, "upper__document__")
    lower = Document.seen_with(authority, "lower__document__")
    ties = Contribution.objects.active().filter(lower, upper, lower=given("element"))
    return ties.select_related("upper__document__kind", "upper__document__unit").order_by("pk")


_SEEN = PreparedForViewer(_seen)


def _tied(tie: Contribution, ways: "_Ways") -> Iterator[AimLine]:
    """A tie as a line, or as one for each heir of its aim. A tie to an old aim that is settled altogether is no line."""
    edges = [edge for edge in ways.ups.get(tie.lower_id, ()) if edge.tie == tie.pk]
    for edge in edges:
        aim = ways.named[edge.upper]
        yield AimLine(aim, tie.how, ways.on_from(aim), old=tie.upper if edge.fate else None)
    if not edges:
        yield AimLine(tie.upper, tie.how, (), is_broken=is_gone(tie.upper))


@dataclass(frozen=True)
class _Ways:
    """What leads up, by the chain's graph, and the names of it."""

    ups: Adjacent
    named: Mapping[int, Element]

    def on_from(self, aim: Element) -> tuple[Element, ...]:
        """The shortest way from the aim to a vision; where none is reached, as far as it leads."""
        ways: dict[int, tuple[Element, ...]] = {aim.pk: ()}
        waiting, farthest = deque([aim]), aim.pk
        while waiting:
            here = waiting.popleft()
            if is_vision(here):
                return ways[here.pk]
            farthest = here.pk
            for edge in self.ups.get(here.pk, ()):
                if edge.upper not in ways:
                    upper = self.named[edge.upper]
                    ways[upper.pk] = (*ways[here.pk], upper)
                    waiting.append(upper)
        return ways[farthest]


def is_vision(element: Element) -> bool:
    """Whether it stands in a vision."""
    return element.document.kind.column == ChainColumn.VISION
