"""Direction as files for other programs."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from pejling.core.sheets import Value, workbook
from pejling.direction.figures.register import faults_of
from pejling.direction.figures.state import state_of
from pejling.direction.models import Document


def register_sheet(documents: Iterable[Document]) -> bytes:
    """The register as an Excel workbook, a row per document of `figures.register.register`."""
    columns = [
        (_("Titel"), 50),
        (_("Type"), 18),
        (_("Enhed"), 30),
        (_("Ansvarlig"), 25),
        (_("Vedtages af"), 25),
        (_("Tilstand"), 18),
        (_("Periode fra"), 12),
        (_("Periode til"), 12),
        (_("Gælder fra"), 12),
        (_("Ses efter senest"), 14),
        (_("Sidst rørt"), 12),
        (_("Trænger til"), 40),
    ]
    return workbook(_("Register"), columns, (_row(document) for document in documents))


def _row(document: Document) -> tuple[Value, ...]:
    return (
        document.title,
        document.kind.name,
        document.unit.name,
        document.responsible.name if document.responsible else "",
        document.forum.name if document.forum else "",
        state_of(document).word,
        document.starts_on,
        document.ends_on,
        document.in_force_from,
        document.review_on,
        document.touched_at.date(),
        ", ".join(str(word) for word in faults_of(document)),
    )
