"""Which documents are plans, and where one finds them."""

from typing import TYPE_CHECKING

from pejling.direction.models import ChainColumn, Document, Life
from pejling.direction.models.documents import DocumentQuerySet
from pejling.organisation.authority import Authority, authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


def plans(viewer: "Viewer") -> DocumentQuerySet:
    """The plans that this viewer may see: living documents that say what a unit does or owes the council. Bearings are none.

    How it goes with the work is the organisation's own; the public reads what the documents say.
    """
    return plans_with(authority_of(viewer))


def plans_with(authority: Authority) -> DocumentQuerySet:
    """The same for whoever has this standing, as a prepared question is told it."""
    if not authority.is_internal:
        return Document.objects.none()
    living = Document.objects.filter(Document.seen_with(authority), kind__life=Life.LIVING)
    return living.filter(kind__column__in=(ChainColumn.ACTION, ChainColumn.STRATEGY)).exclude(
        kind__code="bearing"
    )


def is_plan(document: Document) -> bool:
    """Whether a document is a plan."""
    kind = document.kind
    lives = kind.life == Life.LIVING and kind.column in (ChainColumn.ACTION, ChainColumn.STRATEGY)
    return lives and not kind.is_bearing
