"""Where an adopted document comes from and what became of it: corrections, what it took over from and what took over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q

from pejling.core.difference import Piece, difference
from pejling.core.richtext import to_plain
from pejling.direction.models import Correction, Document, HearingPeriod, Life, Phase, Succession
from pejling.direction.models.elements import RICH

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Neighbour(NamedTuple):
    """A document that stands before or after another."""

    pk: int
    title: str


@dataclass(frozen=True)
class LifeLinks:
    """The hearing that it is out in, its corrections counted, and the documents before and after that the viewer may see."""

    hearing: HearingPeriod | None = None
    corrections: int = 0
    olds: tuple[Neighbour, ...] = ()
    heirs: tuple[Neighbour, ...] = ()


def life_links(document: Document, viewer: "Viewer") -> LifeLinks:
    """The links of an adopted document's life: two queries, none for other kinds of life."""
    if document.life != Life.ADOPTED:
        return LifeLinks()
    taking = Succession.objects.filter(new=OuterRef("pk"), olds=document)
    visible = Document.objects.visible_to(viewer).annotate(is_heir=Exists(taking))
    related = (
        visible.filter(Q(is_heir=True) | Q(successions__new=document)).order_by("sort_key", "pk").distinct()
    )
    rows = list(related.values_list("pk", "title", "is_heir", "sort_key"))
    is_heard = document.phase == Phase.HEARING
    return LifeLinks(
        hearing=document.hearing_periods.filter(closed_at=None).first() if is_heard else None,
        corrections=0 if document.is_draft else document.corrections.count(),
        olds=tuple(Neighbour(pk, title) for pk, title, is_heir, _key in rows if not is_heir),
        heirs=tuple(Neighbour(pk, title) for pk, title, is_heir, _key in rows if is_heir),
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
