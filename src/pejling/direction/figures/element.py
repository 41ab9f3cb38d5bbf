"""One element's own page: where it stands in its document, and what has happened to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from pejling.activity.models import Activity
from pejling.core.permissions import may
from pejling.direction.marks import Marks, marks_of
from pejling.direction.models import Contribution, Element

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_LINES = 20


@dataclass(frozen=True)
class ElementFigure:
    """What an element's page shows; `marks` holds those of the element and of what stands under it."""

    marks: Marks
    children: tuple[Element, ...]
    lines: tuple[Activity, ...]


def read_element(element: Element, viewer: "Viewer") -> ElementFigure:
    """The page's figure: a number of queries that does not grow with what stands under it."""
    children = tuple(Element.objects.filter(parent=element, ended_on=None).select_related("kind").in_order())
    return ElementFigure(
        marks=marks_of([element.pk, *(child.pk for child in children)], viewer),
        children=children,
        lines=tuple(_happenings(element, viewer)) if may(viewer, "organisation.view") else (),
    )


def _happenings(element: Element, viewer: "Viewer") -> list[Activity]:
    """What was done with the element and with its standing ties, newest first."""
    kinds = ContentType.objects.get_for_models(Element, Contribution)
    ties = Contribution.objects.visible_to(viewer).active().filter(Q(lower=element) | Q(upper=element))
    about = Q(target_kind=kinds[Element], target_id=element.pk)
    about |= Q(target_kind=kinds[Contribution], target_id__in=ties.values("pk"))
    return list(Activity.objects.filter(about).for_list()[:MOST_LINES])
