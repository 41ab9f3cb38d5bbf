"""What a document can begin with: questions that are offered as headings and never forced on anybody, and a kind of line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.direction.models import Document, ElementKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Beginning:
    """A heading that is offered to a kind of document, and whether it is ticked to begin with."""

    key: str
    heading: "_StrPromise"
    group: "_StrPromise"
    is_usual: bool = True


CONVERSATION = _("De fire spørgsmål til den strategiske samtale")
REFLECTION = _("Spørgsmål at tænke over sammen")

BEGINNINGS = {
    "strategy_plan": (
        Beginning("succeed", _("Det skal lykkes for os"), CONVERSATION),
        Beginning("change", _("Det vil vi udvikle, ændre og holde fast i"), CONVERSATION),
        Beginning("method", _("Sådan griber vi det an"), CONVERSATION),
        Beginning("partners", _("Dem rækker vi ud efter"), CONVERSATION),
        Beginning("works", _("Hvad virker hos os, og hvad gør ikke?"), REFLECTION, is_usual=False),
        Beginning("law", _("Hvilke nye regler får betydning for os?"), REFLECTION, is_usual=False),
        Beginning(
            "technology", _("Hvad kan ny teknologi gøre ved vores opgaver?"), REFLECTION, is_usual=False
        ),
        Beginning("citizens", _("Hvad venter borgerne sig af os?"), REFLECTION, is_usual=False),
        Beginning(
            "skills", _("Hvad skal vi kunne, og hvad kræver det af ledelsen?"), REFLECTION, is_usual=False
        ),
        Beginning("balance", _("Hvordan passer vi driften, mens vi udvikler?"), REFLECTION, is_usual=False),
    ),
}
"""By code of the kind of document."""

USUAL_KINDS = {
    "vision": "vision_statement",
    "law": "requirement",
    "leadership_foundation": "value",
    "budget_agreement": "priority",
}
"""The kind of line that is most written in a kind of document; elsewhere a goal."""


def usual_kind(document: Document, kinds: Sequence[ElementKind]) -> int:
    """The kind that a new line in the document has until another is chosen; the first one when its own is not offered."""
    code = USUAL_KINDS.get(document.kind.code or "", "goal")
    found = [kind.pk for kind in kinds if kind.code == code] or [kind.pk for kind in kinds]
    return found[0] if found else 0
