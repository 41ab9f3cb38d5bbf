"""One element's own page: where it stands in its document, and what has happened to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from pejling.activity.models import Activity
from pejling.core.permissions import may
from pejling.direction.marks import Marks, marks_of
from pejling.direction.models import Contribution, Document, Element
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.core.permissions import Viewer
    from pejling.core.prepared import Given
    from pejling.organisation.authority import Authority

MOST_LINES, MOST_TIES = 20, 60


@dataclass(frozen=True)
class ElementFigure:
    """What an element's page shows; `marks` are its own, of what stands under it and of what it is tied to."""

    marks: Marks
    children: tuple[Element, ...]
    lines: tuple[Activity, ...]


def read_element(element: Element, viewer: "Viewer") -> ElementFigure:
    """The page's figure: a number of queries that does not grow with what stands under it or is tied to it."""
    children = tuple(Element.objects.filter(parent=element, ended_on=None).select_related("kind").in_order())
    ties = list(_TIES.ask(viewer, element=element.pk))
    # The marks of what it is tied to are asked for along with its own, for the blocks that show them.
    near = {element.pk, *(child.pk for child in children), *(pk for _tie, *ends in ties for pk in ends)}
    return ElementFigure(
        marks=marks_of(near, viewer),
        children=children,
        lines=tuple(_happenings(element, [row[0] for row in ties]))
        if may(viewer, "organisation.view")
        else (),
    )


def _happenings(element: Element, ties: list[int]) -> list[Activity]:
    """What was done with the element and with its standing ties, newest first."""
    kinds = ContentType.objects.get_for_models(Element, Contribution)
    about = Q(target_kind=kinds[Element], target_id=element.pk)
    about |= Q(target_kind=kinds[Contribution], target_id__in=ties)
    return list(Activity.objects.filter(about).for_list()[:MOST_LINES])


def _ties(given: "type[Given]", authority: "Authority") -> "QuerySet[Any, Any]":
    element: Any = given("element")
    seen = (
        Document.seen_with(authority, "lower__document__"),
        Document.seen_with(authority, "upper__document__"),
    )
    ties = Contribution.objects.active().filter(*seen).filter(Q(lower=element) | Q(upper=element))
    return ties.order_by("pk").values_list("pk", "lower_id", "upper_id")[:MOST_TIES]


_TIES = PreparedForViewer(_ties)
