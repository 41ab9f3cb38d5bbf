"""The aims that an initiative contributes to, by a tie or its place in the plan, and the way on from them to the vision."""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.expressions import RawSQL

from pejling.core.dates import today
from pejling.direction.figures.closure import up
from pejling.direction.models import Column, Contribution, Element, Nature
from pejling.initiatives.models import Initiative

if TYPE_CHECKING:
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
    """One aim, the sentence that says how (none where it follows from the place in the plan), and the way on upwards."""

    aim: Element
    how: str
    way: tuple[Element, ...]

    @property
    def reaches_vision(self) -> bool:
        """Whether the thread leads all the way up."""
        return is_vision((self.aim, *self.way)[-1])


def aims_of(element: Element, viewer: "Viewer") -> list[AimLine]:
    """The aims of an initiative's line as far as the viewer may see them, in one query. The line's parent is at hand.

    Who only leads the initiative may not read its plan, and so not the aim that the line stands under there.
    """
    ties = list(_ties_above(element, viewer))
    ups = _ups(ties)
    lines = [AimLine(tie.upper, tie.how, _way(tie.upper, ups)) for tie in ties if tie.lower_id == element.pk]
    parent = element.parent
    if parent is not None and parent.kind.nature == Nature.AIM and element.document.is_seen_by(viewer):
        parent.document = element.document
        lines.append(AimLine(parent, "", _way(parent, ups)))
    return lines


def _ties_above(element: Element, viewer: "Viewer") -> "list[Contribution]":
    """Every standing tie on the way up from the line, with the aim, its document and what it stands under."""
    above = RawSQL(f"WITH RECURSIVE {up([element.pk])} SELECT id FROM up", [today().isoformat()])
    ties = Contribution.objects.active().visible_to(viewer).filter(lower__in=above)
    return list(ties.select_related("upper__document__kind", "upper__parent").order_by("pk"))


def _ups(ties: list[Contribution]) -> Mapping[int, list[Element]]:
    """What leads up from each element: its ties, and its place in its own document."""
    ups: dict[int, list[Element]] = defaultdict(list)
    for tie in ties:
        ups[tie.lower_id].append(tie.upper)
        parent = tie.upper.parent
        if parent is not None and parent not in ups[tie.upper_id]:
            parent.document = tie.upper.document
            ups[tie.upper_id].append(parent)
    return ups


def _way(aim: Element, ups: Mapping[int, list[Element]]) -> tuple[Element, ...]:
    """The shortest way from the aim to a vision; where none is reached, as far as it leads."""
    ways: dict[int, tuple[Element, ...]] = {aim.pk: ()}
    waiting, farthest = deque([aim]), aim.pk
    while waiting:
        here = waiting.popleft()
        if is_vision(here):
            return ways[here.pk]
        farthest = here.pk
        for upper in ups.get(here.pk, ()):
            if upper.pk not in ways:
                ways[upper.pk] = (*ways[here.pk], upper)
                waiting.append(upper)
    return ways[farthest]


def is_vision(element: Element) -> bool:
    """Whether it stands in a vision."""
    return element.document.kind.column == Column.VISION
