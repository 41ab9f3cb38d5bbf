"""Direction as files for other programs."""

from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.sheets import Value, workbook
from pejling.direction.figures.register import faults_of
from pejling.direction.figures.state import state_of
from pejling.direction.models import Document

Column = tuple[str, int, Callable[[Document], Value]]


def register_sheet(documents: Iterable[Document], *, knows_us: bool) -> bytes:
    """The register as an Excel workbook, a row per document of `figures.register.register`.

    Who answers for what, and what is untidy, is told to those alone who know the organisation from within.
    """
    columns = [column for column in _columns() if knows_us or column[0] not in _ours()]
    rows = ([value(document) for _heading, _width, value in columns] for document in documents)
    return workbook(_("Register"), [(heading, width) for heading, width, _value in columns], rows)


def _ours() -> tuple[str, str]:
    return _("Ansvarlig"), _("Trænger til")


def _columns() -> list[Column]:
    return [
        (_("Titel"), 50, lambda document: document.title),
        (_("Type"), 18, lambda document: document.kind.name),
        (_("Enhed"), 30, lambda document: document.unit.name),
        (_("Ansvarlig"), 25, lambda document: document.responsible.name if document.responsible else ""),
        (_("Vedtages af"), 25, lambda document: document.forum.name if document.forum else ""),
        (_("Tilstand"), 18, lambda document: state_of(document).word),
        (_("Periode fra"), 12, lambda document: document.starts_on),
        (_("Periode til"), 12, lambda document: document.ends_on),
        (_("Gælder fra"), 12, lambda document: document.in_force_from),
        (_("Ses efter senest"), 14, lambda document: document.review_on),
        (_("Sidst rørt"), 12, lambda document: timezone.localdate(document.touched_at)),
        (_("Trænger til"), 40, lambda document: ", ".join(str(word) for word in faults_of(document))),
    ]
