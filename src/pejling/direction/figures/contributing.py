"""Finding what contributes to an aim: among the elements whose ties the viewer may make."""

from typing import TYPE_CHECKING

from django.db.models import Case, IntegerField, Q, Value, When

from pejling.direction.models import Column, Contribution, Document, Element, Life, Nature
from pejling.direction.models.elements import ElementQuerySet
from pejling.organisation.authority import authority_of
from pejling.search.figures import search

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST_FOUND = 12


def possible_contributors(aim: Element, viewer: "Viewer") -> ElementQuerySet:
    """Aims and work in other documents, not out of force, that the viewer may tie and that are not tied to it already."""
    people = authority_of(viewer).people
    if not people:
        return Element.objects.none()
    seen = Document.objects.visible_to(viewer).filter(in_force_until=None)
    own = Q(document__in=Document.objects.editable_by(viewer)) | Q(responsible__in=people, document__in=seen)
    tied = Contribution.objects.active().filter(upper=aim).values("lower")
    rows = Element.objects.active().filter(own, kind__nature__in=(Nature.AIM, Nature.WORK))
    rows = rows.filter(document__in_force_until=None).exclude(document=aim.document_id)
    return rows.exclude(pk__in=tied)


def find_contributors(aim: Element, text: str, viewer: "Viewer") -> list[Element]:
    """The best matches for what was typed; without words what stands in plans first, the last touched at the top."""
    rows = possible_contributors(aim, viewer)
    if not text:
        plans = When(document__kind__column=Column.ACTION, document__kind__life=Life.LIVING, then=Value(0))
        first = Case(plans, default=Value(1), output_field=IntegerField())
        ordered = rows.for_list().order_by(first, "-document__touched_at", "position", "pk")
        return list(ordered[:MOST_FOUND])
    hits = search(text, viewer, sources=["element"], limit=MOST_FOUND, within={"element": rows}).hits
    found = Element.objects.for_list().in_bulk([hit.pk for hit in hits])
    return [found[hit.pk] for hit in hits if hit.pk in found]
