"""Status as a workbook to fill in: what stands now, and beside it empty cells for what is new."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.sheets import Value, workbook
from pejling.initiatives.figures.rows import StatusRow
from pejling.initiatives.models import Level

HEADINGS = (
    ("pk", "id", 8),
    ("seen", "version", 9),
    ("title", "Indsats", 45),
    ("document", "Plan", 30),
    ("unit", "Enhed", 25),
    ("lead", "Leder", 22),
    ("level", "Status nu", 15),
    ("at", "Givet", 12),
    ("sentence", "Sætning nu", 45),
    ("expected_on", "Ventes færdig", 14),
    ("new_level", "Ny status", 15),
    ("new_sentence", "Ny sætning", 45),
    ("new_expected_on", "Ny dato", 14),
)
"""Each column: its name in the program, its heading and its width. The headings are the same in every language."""


def status_sheet(rows: Iterable[StatusRow]) -> bytes:
    """The workbook. `id` and `version` say which row it is, and which status it was made on."""
    names = [name for name, _heading, _width in HEADINGS]
    return workbook(
        _("Status"),
        [(heading, width) for _name, heading, width in HEADINGS],
        (_cells(row) for row in rows),
        choices={names.index("new_level") + 1: [str(label) for label in Level.labels]},
    )


def _cells(row: StatusRow) -> list[Value]:
    return [
        row.pk,
        row.latest,
        row.title,
        row.document,
        row.unit,
        row.lead,
        str(row.mark.word),
        timezone.localdate(row.at) if row.at else None,
        row.sentence,
        row.expected_on,
        None,
        None,
        None,
    ]
