"""Who leaves hands over what they answer for: documents and points."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.direction.actions.documents import edit_facts
from pejling.direction.actions.elements import name_responsible
from pejling.direction.models import Document, Element
from pejling.direction.models.documents import OUT_OF_FORCE

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pejling.people.models import Person


def documents_of(person: "Person") -> "QuerySet[Document]":
    """The documents that somebody must answer for."""
    return Document.objects.filter(responsible=person).exclude(phase__in=OUT_OF_FORCE).order_by("title", "pk")


def elements_of(person: "Person") -> "QuerySet[Element]":
    """The points in them that the person answers for by name."""
    standing = Element.objects.active().filter(responsible=person)
    return standing.exclude(document__phase__in=OUT_OF_FORCE).order_by("document", "position", "pk")


@transaction.atomic
def hand_over_document(document: Document, to: "Person", by: "Person") -> None:
    """Let another answer for the document."""
    edit_facts(document, opened=document.version, by=by, facts={"responsible": to})


@transaction.atomic
def hand_over_element(element: Element, to: "Person", by: "Person") -> None:
    """Let another answer for the point."""
    name_responsible(element, to, by=by)
