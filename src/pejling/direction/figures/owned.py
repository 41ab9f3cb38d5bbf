"""What is a person's own: the documents that they answer for, with the news and the dates of these."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.desk.dates import UpcomingDate
from pejling.desk.models import Follow
from pejling.direction.models import (
    Addressing,
    Contribution,
    Document,
    Editorship,
    Element,
    HearingPeriod,
    Phase,
)
from pejling.direction.models.documents import OUT_OF_FORCE, DocumentQuerySet
from pejling.organisation.authority import Authority, authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def own(authority: Authority) -> Q:
    """The documents that one of this standing answers for: by name, as named editor, as leader of the unit itself, or as
    the deputy of one of these."""
    if authority.person is None:
        return Q(pk__in=[])
    return (
        Q(responsible__in=authority.people)
        | Q(unit__in=authority.own_units & authority.led_units)
        | Q(pk__in=Editorship.objects.filter(person__in=authority.people).values("document"))
    )


def plan_of_ones_unit(authority: Authority) -> Q:
    """The plans in force of the units in which one has a post."""
    return Q(kind__code="strategy_plan", phase=Phase.IN_FORCE, unit__in=authority.own_units)


def own_rows(viewer: "Viewer") -> DocumentQuerySet:
    """The documents whose news the viewer is told: their own, their unit's plan, and those that they follow."""
    authority = authority_of(viewer)
    visible = Document.objects.visible_to(viewer)
    if authority.person is None or not authority.is_internal:
        return visible.none()
    followed = Q(pk__in=Follow.objects.of(authority.person, Document).ids())
    return visible.filter(own(authority) | plan_of_ones_unit(authority) | followed)


def bearings_heard_of(viewer: "Viewer") -> tuple[QuerySet[Document, Any], tuple[str, ...]]:
    """The bearings that reach the viewer's units, and the news of them that concern whoever is reached."""
    lines = authority_of(viewer).lines
    visible = Document.objects.visible_to(viewer)
    reached = (
        visible.filter(pk__in=Addressing.objects.reaching(lines).values("document"))
        if lines
        else visible.none()
    )
    return reached, ("direction.bearing_set", "direction.bearing_changed", "direction.bearing_withdrawn")


def own_elements(viewer: "Viewer") -> QuerySet[Element, Any]:
    """The elements in them, and those that the viewer answers for."""
    theirs = Q(document__in=own_rows(viewer).values("pk"))
    people = authority_of(viewer).people
    if people:
        theirs |= Q(responsible__in=people, document__in=Document.objects.visible_to(viewer).values("pk"))
    return Element.objects.filter(theirs)


def own_ties(viewer: "Viewer") -> QuerySet[Contribution, Any]:
    """The ties from and to the elements in them, of which the viewer may see both ends."""
    # By the elements, which ties have at hand: by their documents every tie of the municipality would be gone through.
    theirs = Element.objects.filter(document__in=own_rows(viewer).values("pk")).order_by().values("pk")
    ends = Q(lower__in=theirs) | Q(upper__in=theirs)
    return Contribution.objects.visible_to(viewer).filter(ends)


def dates_of_documents(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """When the viewer's own documents are to be reviewed, end, or have been heard."""
    closing = HearingPeriod.objects.filter(document=OuterRef("pk"), closed_at=None).values("closes_on")[:1]
    span = (first, last)
    within = Q(review_on__range=span) | Q(ends_on__range=span) | Q(answers_by__range=span)
    rows = Document.objects.visible_to(viewer).annotate(answers_by=Subquery(closing))
    rows = rows.filter(own(authority_of(viewer)), within).exclude(phase__in=OUT_OF_FORCE)
    words = (_("Skal revideres"), _("Perioden slutter"), _("Svarfrist i høringen"))
    columns = ("review_on", "ends_on", "answers_by")
    for pk, title, *days in rows.order_by().values_list("pk", "title", *columns):
        for column, on, what in zip(columns, days, words, strict=True):
            if on is not None:
                key = f"direction.{column}:{pk}"
                yield UpcomingDate(on, title, what, reverse("document", args=[pk]), key)
