"""Status as a workbook that goes out, is filled in, and comes back."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.tables import Asked, ReturnedRow, RoundTrip, Told
from pejling.core.tables.cells import as_choice, as_day, as_text
from pejling.initiatives.figures.rows import StatusRow
from pejling.initiatives.models import Level

LONGEST = 1_000
SAYS_WHY = (Level.PRESSED, Level.OFF_TRACK)


def status_sheet() -> RoundTrip[StatusRow]:
    """What stands now, and beside it empty cells for what is new; `version` is the status that it was made on."""
    levels = {level.value: str(level.label) for level in Level}
    return RoundTrip(
        title=_("Status"),
        key=lambda row: row.pk,
        version=lambda row: row.latest,
        told=[
            Told("Indsats", lambda row: row.title, 45),
            Told("Plan", lambda row: row.document, 30),
            Told("Enhed", lambda row: row.unit, 25),
            Told("Leder", lambda row: row.lead, 22),
            Told("Status nu", lambda row: str(row.mark.word), 15),
            Told("Givet", lambda row: timezone.localdate(row.at) if row.at else None, 12),
            Told("Sætning nu", lambda row: row.sentence, 45),
            Told("Ventes færdig", lambda row: row.expected_on, 14),
        ],
        asked=[
            Asked("level", "Ny status", lambda cell: as_choice(cell, levels), 15, list(levels.values())),
            Asked("sentence", "Ny sætning", _sentence, 45),
            Asked("expected_on", "Ny dato", as_day, 14),
        ],
    )


def _sentence(cell: Any) -> str:
    return as_text(cell, LONGEST)


def problem_with(returned: ReturnedRow, row: StatusRow | None) -> str:
    """Why a row that came back cannot be saved. Those of others' initiatives are told of like rows of none."""
    if row is None:
        return _("Der er ingen indsats med det id, som du kan give status på.")
    if not returned.typed["level"]:
        return _("Vælg en ny status. En sætning eller en dato alene er ikke nok.")
    if returned.typed["level"] in SAYS_WHY and not returned.typed["sentence"]:
        return _("Skriv en sætning om, hvad der er i vejen, eller hvad I gør ved det.")
    return ""
