"""From one phase of a document's life to the next."""

from typing import TYPE_CHECKING

from django.utils import timezone

from pejling.core.history import save_values
from pejling.direction.models import Document, Phase

if TYPE_CHECKING:
    from pejling.people.models import Person


def enter(document: Document, phase: Phase, *, by: "Person") -> None:
    """Save the document in its new phase."""
    save_values(document, by=by, phase=phase, touched_at=timezone.now())
