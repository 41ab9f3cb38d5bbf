"""The success criteria of initiatives: what stands under their lines, and what was judged of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from pejling.core.prepared import Given
from pejling.direction.marks import Sign
from pejling.direction.models import Document, Element, Nature
from pejling.direction.models.elements import ElementQuerySet
from pejling.initiatives.figures.signs import verdict_sign
from pejling.initiatives.models import CriterionVerdict
from pejling.organisation.authority import Authority
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def criteria_of(elements: Collection[int]) -> ElementQuerySet:
    """The standing success criteria under these elements, or tied to them, in the order of the plan."""
    tied = Q(contributions__upper__in=elements, contributions__ended_on=None)
    found = Element.objects.active().filter(kind__nature=Nature.EVIDENCE)
    return found.filter(Q(parent__in=elements) | tied).distinct().in_order()


@dataclass(frozen=True)
class Criterion:
    """A success criterion with its verdicts, the latest first."""

    element: Element
    verdicts: tuple[CriterionVerdict, ...]

    @property
    def latest(self) -> CriterionVerdict | None:
        """What holds now, if anybody has judged it."""
        return self.verdicts[0] if self.verdicts else None

    @property
    def sign(self) -> Sign | None:
        """The latest verdict as a word with a shape."""
        return verdict_sign(self.latest.verdict) if self.latest else None


def _seen(given: type[Given], authority: Authority) -> ElementQuerySet:
    elements: Any = given("elements")
    inside = Q(parent__in=elements) | Document.seen_with(authority, "document__")
    return criteria_of(elements).filter(inside)


_SEEN = PreparedForViewer(_seen)


def read_criteria(element: Element, viewer: "Viewer") -> list[Criterion]:
    """The criteria of one initiative's element, in one query, and in two when any is there to be judged.

    What stands under its own line is part of the initiative; what is tied to it from elsewhere is seen where it stands.
    """
    rows: list[Element] = list(_SEEN.rows(viewer, elements=[element.pk]))
    verdicts = CriterionVerdict.objects.filter(criterion__in=rows).select_related("by", "on_behalf_of")
    by_criterion: dict[int, list[CriterionVerdict]] = {}
    for verdict in verdicts.order_by("-at", "-pk") if rows else ():
        by_criterion.setdefault(verdict.criterion_id, []).append(verdict)
    return [Criterion(row, tuple(by_criterion.get(row.pk, ()))) for row in rows]
