"""Status as a workbook: what stands, and three columns to write what is new in."""

from collections.abc import Iterable

from django.utils import timezone

from pejling.core.sheets import Value, workbook
from pejling.initiatives.figures.rows import StatusRow

HEADINGS: tuple[tuple[str, str, int], ...] = (
    ("pk", "id", 8),
    ("seen", "version", 10),
    ("document", "Plan", 35),
    ("title", "Indsats", 50),
    ("unit", "Enhed", 25),
    ("lead", "Leder", 25),
    ("level", "Status nu", 14),
    ("at", "Sidst", 12),
    ("sentence", "Sætning nu", 50),
    ("expected_on", "Forventet færdig", 14),
    ("new_level", "Ny status", 14),
    ("new_sentence", "Ny sætning", 50),
    ("new_expected_on", "Ny dato", 14),
)
"""The columns: what each is to the program, its heading and its width. The headings are the same in every language,
because a workbook is fetched by one and read in by another."""


def status_sheet(rows: Iterable[StatusRow]) -> bytes:
    """The rows as an Excel workbook; `version` is the report that was the latest when it was fetched."""
    columns = [(heading, width) for _name, heading, width in HEADINGS]
    return workbook("Status", columns, (_cells(row) for row in rows))


def _cells(row: StatusRow) -> list[Value]:
    return [
        row.pk,
        row.latest,
        row.document,
        row.title,
        row.unit,
        row.lead,
        str(row.mark.word) if row.level else "",
        timezone.localdate(row.at) if row.at else None,
        row.sentence,
        row.expected_on,
        "",
        "",
        None,
    ]
