"""How the pages of a document find what they show: only among what the viewer may see; what is not there answers 404."""

from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from pejling.direction.models import Adoption, Document, DocumentFile, Element, Section

if TYPE_CHECKING:
    from pejling.people.models import Person
    from pejling.web.requests import Request


def document_or_404(request: "Request", pk: int) -> Document:
    """The document, with what its head shows at hand."""
    adoptions = Prefetch("adoptions", Adoption.objects.standing().select_related("forum"))
    rows = Document.objects.visible_to(request.user).for_list().select_related("supplements")
    return get_object_or_404(rows.prefetch_related(adoptions), pk=pk)


def section_or_404(request: "Request", pk: int) -> Section:
    """The section, in a document that the viewer may see."""
    rows = Section.objects.visible_to(request.user).select_related("document__kind", "document__unit")
    return get_object_or_404(rows, pk=pk)


def element_or_404(request: "Request", pk: int) -> Element:
    """The element, in a document that the viewer may see."""
    rows = Element.objects.visible_to(request.user).select_related(
        "document__kind", "document__unit", "section", "parent", "kind", "responsible"
    )
    return get_object_or_404(rows, pk=pk)


def file_or_404(request: "Request", pk: int) -> DocumentFile:
    """The file, of a document that the viewer may see."""
    return get_object_or_404(DocumentFile.objects.visible_to(request.user).select_related("document__kind"), pk=pk)


def person(request: "Request") -> "Person":
    """Who is signed in; nobody known finds no page where things are done."""
    if not request.user.is_authenticated:
        raise Http404
    return cast("Person", request.user)
