"""From one phase of a document's life to the next."""

from typing import TYPE_CHECKING

from django.utils import timezone

from pejling.core.history import save
from pejling.direction.models import Document, Phase

if TYPE_CHECKING:
    from pejling.people.models import Person


def enter(document: Document, phase: Phase, *, by: "Person") -> None:
    """Save the document in its new phase."""
    document.phase = phase
    document.version += 1
    document.touched_at = timezone.now()
    save(document, by=by)
