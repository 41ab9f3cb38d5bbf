"""Finding the aim that an element contributes to: by words, or among those that are likely."""

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pejling.direction.models import Column, Contribution, Document, Element
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.direction.models.elements import ElementQuerySet
from pejling.search.figures import search

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_FOUND = 12
MOST_SUGGESTED = 8


def candidates(element: Element, viewer: "Viewer") -> ElementQuerySet:
    """The aims that it could be tied to: in documents not superseded, that it is not tied to already."""
    tied = Contribution.objects.standing().filter(lower=element).values("upper")
    live = Document.objects.visible_to(viewer).exclude(phase__in=OUT_OF_FORCE)
    aims = Element.objects.aims().standing().filter(document__in=live)
    return aims.exclude(pk=element.pk).exclude(pk__in=tied)


def find_aims(element: Element, text: str, viewer: "Viewer") -> list[Element]:
    """The best matches for what was typed."""
    hits = search(
        text, viewer, sources=["element"], limit=MOST_FOUND, within={"element": candidates(element, viewer)}
    ).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]


def suggest_aims(element: Element, viewer: "Viewer") -> list[Element]:
    """Aims that the rest of the document contributes to, then those that most others do, then what the vision says."""
    beside = Q(contributors__lower__document=element.document_id, contributors__ended_on=None)
    likely = candidates(element, viewer).exclude(document=element.document_id).for_list()
    ranked = likely.annotate(
        beside=Count("contributors", filter=beside),
        ties=Count("contributors", filter=Q(contributors__ended_on=None)),
    )
    in_force = Q(document__kind__column=Column.VISION, document__in=Document.objects.in_force())
    ranked = ranked.filter(Q(ties__gt=0) | in_force)
    return list(ranked.order_by("-beside", "-ties", "pk")[:MOST_SUGGESTED])


def find_elements(text: str, viewer: "Viewer") -> list[Element]:
    """Elements of any kind, for choosing what the chain is seen from."""
    hits = search(text, viewer, sources=["element"], limit=2 * MOST_FOUND).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]
