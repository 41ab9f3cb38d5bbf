"""Where an adopted document comes from and what became of it: corrections, what it took over from and what took over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from pejling.core.difference import Piece, difference
from pejling.core.richtext import to_plain
from pejling.direction.actions.adoption import RICH
from pejling.direction.models import Correction, Document, Life

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class LifeLinks:
    """How many corrections there are, and the documents before and after, as far as the viewer may see them."""

    corrections: int = 0
    olds: tuple[Document, ...] = ()
    heirs: tuple[Document, ...] = ()


def life_links(document: Document, viewer: "Viewer") -> LifeLinks:
    """The links of an adopted document's life: at most two queries, none for other kinds of life."""
    if document.life != Life.ADOPTED:
        return LifeLinks()
    taken = Q(successions__new=document)
    taking = Q(succession__olds=document)
    related = Document.objects.visible_to(viewer).filter(taken | taking).distinct()
    rows = list(related.annotate(is_heir=Count("succession", filter=taking)).order_by("sort_key"))
    return LifeLinks(
        corrections=document.corrections.count(),
        olds=tuple(row for row in rows if not row.is_heir),
        heirs=tuple(row for row in rows if row.is_heir),
    )


@dataclass(frozen=True)
class CorrectedWording:
    """One correction with its two texts held against each other, word by word."""

    correction: Correction
    part: str
    pieces: tuple[Piece, ...]


def corrected_wordings(document: Document) -> list[CorrectedWording]:
    """Every correction of the document, newest first."""
    corrections = document.corrections.select_related("by", "section", "element").order_by("-at", "-pk")
    return [
        CorrectedWording(row, str(row.element or row.section or ""), tuple(difference(*_texts(row))))
        for row in corrections
    ]


def _texts(row: Correction) -> tuple[str, str]:
    if row.field in RICH:
        return to_plain(row.before), to_plain(row.after)
    return row.before, row.after
