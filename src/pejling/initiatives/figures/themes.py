"""The cross-cutting themes that concern a plan's unit, and what the plan does about each."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.direction.figures.bearings import bearings_concerning
from pejling.direction.models import Contribution, Document, Element, Irrelevance

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Theme:
    """A bearing that goes across the municipality, what of the plan is tied to it, and else the unit's answer."""

    bearing: Document
    aim: Element | None
    tied: tuple[Element, ...]
    irrelevance: Irrelevance | None

    @property
    def is_open(self) -> bool:
        """Whether the plan has neither taken it up nor answered."""
        return not self.tied and self.irrelevance is None


def themes_of(plan: Document, viewer: "Viewer") -> list[Theme]:
    """The themes that concern the plan's unit today, newest first; what one cannot see is left out."""
    visible = Document.objects.visible_to(viewer).order_by().values("pk")
    concerning = bearings_concerning([plan.unit]).filter(is_cross_cutting=True, pk__in=visible)
    bearings = list(concerning)
    if not bearings:
        return []
    aims = {
        row.document_id: row
        for row in Element.objects.filter(document__in=bearings, ended_on=None).order_by("-position", "-pk")
    }
    answers = {
        row.document_id: row
        for row in Irrelevance.objects.active().filter(unit=plan.unit_id, document__in=bearings)
    }
    tied = _tied(plan, bearings)
    return [
        Theme(bearing, aims.get(bearing.pk), tuple(tied[bearing.pk]), answers.get(bearing.pk))
        for bearing in bearings
    ]


def _tied(plan: Document, bearings: list[Document]) -> dict[int, list[Element]]:
    ties = Contribution.objects.active().filter(lower__document=plan, upper__document__in=bearings)
    found: dict[int, list[Element]] = defaultdict(list)
    for tie in ties.select_related("lower", "upper").order_by("pk"):
        found[tie.upper.document_id].append(tie.lower)
    return found
