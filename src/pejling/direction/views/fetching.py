"""How the pages of a document find what they show: only among what the viewer may see; what is not there answers 404."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404

from pejling.core.permissions import require
from pejling.direction.models import Adoption, Contribution, Document, Element, Section
from pejling.organisation.authority import authority_of
from pejling.organisation.visibility import PreparedForViewer

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from pejling.core.permissions import Viewer
    from pejling.direction.models.documents import DocumentQuerySet


def seen_document(
    request: "HttpRequest", pk: int, *, also: "Callable[[DocumentQuerySet], Any] | None" = None
) -> Document:
    """The document, with what its head shows and its rules ask for at hand; `also` adds what another room reads with it."""
    rows = Document.objects.visible_to(request.user).for_list().select_related("supplements")
    rows = also(rows) if also else rows
    decided = Adoption.objects.active().filter(document=OuterRef("pk")).values("decided_on")[:1]
    row: Document = get_object_or_404(
        rows.annotate(
            decided_on=Subquery(decided),
            has_supplements=Exists(Document.objects.filter(supplements=OuterRef("pk"))),
        ),
        pk=pk,
    )
    read_editors(row, request.user)
    return row


def read_editors(document: Document, viewer: "Viewer") -> None:
    """Have the editors at hand, where several permissions depend on whether the viewer is one of them."""
    authority = authority_of(viewer)
    if authority.person and not authority.is_secretariat and not authority.leads(document.unit_id):
        prefetch_related_objects([document], "editorships")


def adoption_of(row: Document) -> Adoption | None:
    """The decision by which a fetched document stands: what adopted it and its day of force are the document's own."""
    decided_on: date | None = getattr(row, "decided_on", None)
    if decided_on is None or row.forum is None:
        return None
    return Adoption(
        document=row, forum=row.forum, decided_on=decided_on, in_force_on=row.in_force_from or decided_on
    )


def seen_section(request: "HttpRequest", pk: int) -> Section:
    """The section, in a document that the viewer may see."""
    rows = Section.objects.visible_to(request.user).select_related("document__kind", "document__unit")
    return get_object_or_404(rows, pk=pk)


def seen_element(request: "HttpRequest", pk: int) -> Element:
    """The element, in a document that the viewer may see."""
    found: Element | None = next(iter(_ELEMENT.rows(request.user, pk=pk)), None)
    if found is None:
        raise Http404
    return found


_ELEMENT = PreparedForViewer(
    lambda given, authority: (
        Element.objects.filter(Document.seen_with(authority, "document__"), pk=given("pk"))
        .for_list()
        .select_related("section", "parent")
    )
)


def seen_tie(request: "HttpRequest", pk: int) -> Contribution:
    """The tie, both ends of which the viewer may see."""
    return get_object_or_404(Contribution.objects.visible_to(request.user).for_list(), pk=pk)


def require_writing(request: "HttpRequest", document: Document) -> None:
    """Who is no editor hears that; an editor hears that the wording is settled."""
    require(request.user, "direction.edit", document)
    require(request.user, "direction.write", document)
