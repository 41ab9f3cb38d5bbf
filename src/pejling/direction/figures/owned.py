"""What is a person's own: the documents that they answer for, with the news and the dates of these."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from pejling.core import request_cache
from pejling.core.prepared import Given
from pejling.desk.dates import UpcomingDate
from pejling.desk.models import Follow
from pejling.desk.sources import Mine
from pejling.direction.models import (
    Addressing,
    Contribution,
    Document,
    Editorship,
    Element,
    HearingPeriod,
    Phase,
)
from pejling.direction.models.documents import OUT_OF_FORCE
from pejling.organisation.authority import Authority, authority_of
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def own(authority: Authority) -> Q:
    """The documents that one of this standing answers for: by name, as named editor, as leader of the unit itself, or as
    the deputy of one of these."""
    if authority.person is None:
        return Q(pk__in=[])
    return (
        Q(responsible__in=authority.people)
        | Q(unit__in=authority.led_themselves)
        | Q(pk__in=Editorship.objects.filter(person__in=authority.people).values("document"))
    )


def plan_of_ones_unit(authority: Authority) -> Q:
    """The plans in force of the units in which one has a post."""
    return Q(kind__code="strategy_plan", phase=Phase.IN_FORCE, unit__in=authority.own_units)


def _own_documents(given: type[Given], authority: Authority) -> QuerySet[Document, Any]:
    followed = Follow.objects.filter(person=cast(Any, authority.person), target_kind=given("kind")).ids()
    theirs = own(authority) | plan_of_ones_unit(authority) | Q(pk__in=followed)
    return Document.objects.filter(Document.seen_with(authority), theirs).order_by().values_list("pk")


_OWN_DOCUMENTS = PreparedForViewer(_own_documents)


def own_documents(viewer: "Viewer") -> frozenset[int]:
    """The documents whose news the viewer is told, by id: their own, their unit's plan, and those that they follow."""
    authority = authority_of(viewer)
    if authority.person is None or not authority.is_internal:
        return frozenset()

    def read() -> frozenset[int]:
        kind = ContentType.objects.get_for_model(Document).pk
        return frozenset(pk for (pk,) in _OWN_DOCUMENTS.ask(viewer, kind=kind))

    return request_cache.get_or_set(("own documents", authority.person.pk), read)


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


def _told_documents(given: type[Given], _authority: Authority) -> QuerySet[Document, Any]:
    return Document.objects.filter(pk__in=given("documents"))


def _told_elements(given: type[Given], authority: Authority) -> QuerySet[Element, Any]:
    """The elements in them, and those that the viewer answers for."""
    named = Q(responsible__in=authority.people) & Document.seen_with(authority, "document__")
    return Element.objects.filter(Q(document__in=given("documents")) | named)


def _told_ties(given: type[Given], authority: Authority) -> QuerySet[Contribution, Any]:
    """The ties from and to the elements in them, of which the viewer may see both ends."""
    # By the elements, which ties have at hand: by their documents every tie of the municipality would be gone through.
    theirs = Element.objects.filter(document__in=given("documents")).order_by().values("pk")
    ends = Q(lower__in=theirs) | Q(upper__in=theirs)
    lower = Document.seen_with(authority, "lower__document__")
    upper = Document.seen_with(authority, "upper__document__")
    return Contribution.objects.filter(lower, upper, ends)


def _beside(viewer: "Viewer") -> dict[str, Any]:
    return {"documents": own_documents(viewer)}


OWN_DOCUMENTS, OWN_ELEMENTS, OWN_TIES = (
    Mine(question, _beside) for question in (_told_documents, _told_elements, _told_ties)
)


def _dates_within(given: type[Given], authority: Authority) -> QuerySet[Document, Any]:
    closing = HearingPeriod.objects.filter(document=OuterRef("pk"), closed_at=None).values("closes_on")[:1]
    span = (given("first"), given("last"))
    within = Q(review_on__range=span) | Q(ends_on__range=span) | Q(answers_by__range=span)
    rows = Document.objects.filter(Document.seen_with(authority)).annotate(answers_by=Subquery(closing))
    rows = rows.filter(own(authority), within).exclude(phase__in=OUT_OF_FORCE)
    return rows.order_by().values_list("pk", "title", "review_on", "ends_on", "answers_by")


_DATES = PreparedForViewer(_dates_within)


def dates_of_documents(viewer: "Viewer", first: date, last: date) -> Iterator[UpcomingDate]:
    """When the viewer's own documents are to be reviewed, end, or have been heard."""
    words = (_("Skal revideres"), _("Perioden slutter"), _("Svarfrist i høringen"))
    columns = ("review_on", "ends_on", "answers_by")
    for pk, title, *days in _DATES.rows(viewer, first=first, last=last):
        for column, on, what in zip(columns, days, words, strict=True):
            if on is not None:
                key = f"direction.{column}:{pk}"
                yield UpcomingDate(on, title, what, reverse("document", args=[pk]), key)
