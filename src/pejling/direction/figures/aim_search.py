"""Finding the aim that an element contributes to: by words, or among those that are likely."""

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Q

from pejling.direction.models import Column, Contribution, Document, Element
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.direction.models.elements import ElementQuerySet
from pejling.search.figures import search

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_FOUND = 12
MOST_SUGGESTED = 8
NEWEST_TIES, MOST_LIKELY = 1_000, 100


def candidates(element: Element, viewer: "Viewer") -> ElementQuerySet:
    """The aims that it could be tied to: in documents not superseded, that it is not tied to already."""
    tied = Contribution.objects.active().filter(lower=element).values("upper")
    live = Document.objects.visible_to(viewer).exclude(phase__in=OUT_OF_FORCE)
    aims = Element.objects.aims().active().filter(document__in=live)
    return aims.exclude(pk=element.pk).exclude(pk__in=tied)


def find_aims(element: Element, text: str, viewer: "Viewer") -> list[Element]:
    """The best matches for what was typed."""
    hits = search(
        text, viewer, sources=["element"], limit=MOST_FOUND, within={"element": candidates(element, viewer)}
    ).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]


def suggest_aims(element: Element, viewer: "Viewer") -> list[Element]:
    """Aims that the rest of the document contributes to, then those that most others do, then what the vision says.

    What others do is read from the newest ties: to count them all would take longer with every tie in the municipality.
    """
    standing = Contribution.objects.active().order_by()
    beside = Counter(standing.filter(lower__document=element.document_id).values_list("upper", flat=True))
    newest = standing.order_by("-pk").values_list("upper", flat=True)[:NEWEST_TIES]
    ties = Counter(newest) | beside
    likely = {pk for pk, _count in ties.most_common(MOST_LIKELY)} | beside.keys()
    of_vision = Q(document__kind__column=Column.VISION, document__in=Document.objects.in_force())
    aims = candidates(element, viewer).exclude(document=element.document_id)
    found = aims.filter(Q(pk__in=likely) | of_vision).order_by("pk").values_list("pk", flat=True)
    ranked = sorted(found, key=lambda pk: (-beside[pk], -ties[pk], pk))[:MOST_SUGGESTED]
    suggested = Element.objects.for_list().in_bulk(ranked)
    return [suggested[pk] for pk in ranked]


def find_elements(text: str, viewer: "Viewer") -> list[Element]:
    """Elements of any kind, for choosing what the chain is seen from."""
    hits = search(text, viewer, sources=["element"], limit=2 * MOST_FOUND).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]
