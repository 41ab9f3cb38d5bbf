"""Where a document comes from and what became of it: corrections, what it took over from and what took over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from pejling.core.difference import Piece, difference
from pejling.core.formats import day
from pejling.core.permissions import may
from pejling.core.richtext import to_plain
from pejling.direction.models import (
    Adoption,
    Correction,
    Document,
    HearingPeriod,
    Life,
    PeriodChange,
    Phase,
    Succession,
)
from pejling.direction.models.elements import RICH

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.people.models import Person


class Neighbour(NamedTuple):
    """A document that stands before or after another."""

    pk: int
    title: str


@dataclass(frozen=True)
class LifeLinks:
    """The hearing that it is out in, what was mended counted, and the documents before and after that the viewer may see.

    `has_taken_over` is whether it has put those before it out of force already. What was written when it was adopted and
    why it was retired is for staff and council members.
    """

    hearing: HearingPeriod | None = None
    corrections: int = 0
    period_changes: int = 0
    has_taken_over: bool = False
    olds: tuple[Neighbour, ...] = ()
    heirs: tuple[Neighbour, ...] = ()
    planned: "PlannedSuccession | None" = None
    adopted_with: str = ""
    retired_because: str = ""


@dataclass(frozen=True)
class PlannedSuccession:
    """Somebody has set the document to be succeeded: who and when, and whether the reader may see what is to succeed it."""

    by: "Person | None"
    at: datetime
    is_seen: bool


def life_links(document: Document, viewer: "Viewer") -> LifeLinks:
    """The links of an adopted document's or a law's life: three queries at most, none for a living document.

    One more asks why it was retired, if it was.
    """
    why = _why_retired(document, viewer)
    if document.life == Life.LIVING:
        return LifeLinks(retired_because=why)
    taking = Succession.objects.filter(new=OuterRef("pk"), olds=document)
    done = Succession.objects.filter(new=document, completed_at__isnull=False)
    visible = Document.objects.visible_to(viewer).annotate(is_heir=Exists(taking), is_done=Exists(done))
    related = (
        visible.filter(Q(is_heir=True) | Q(successions__new=document)).order_by("sort_key", "pk").distinct()
    )
    rows = list(related.values_list("pk", "title", "is_heir", "is_done", "sort_key"))
    is_heard = document.phase == Phase.HEARING
    corrections, period_changes, adopted_with = _mended(document)
    return LifeLinks(
        hearing=document.hearing_periods.filter(closed_at=None).first() if is_heard else None,
        corrections=corrections,
        period_changes=period_changes,
        has_taken_over=any(row[3] for row in rows),
        olds=tuple(Neighbour(*row[:2]) for row in rows if not row[2]),
        heirs=tuple(Neighbour(*row[:2]) for row in rows if row[2]),
        planned=_planned(document, viewer, {row[0] for row in rows if row[2]}),
        adopted_with=adopted_with if may(viewer, "organisation.view") else "",
        retired_because=why,
    )


def _planned(document: Document, viewer: "Viewer", seen: set[int]) -> PlannedSuccession | None:
    """What its editors must know, though they may not see the draft itself; nothing for others."""
    if document.phase != Phase.IN_FORCE or not may(viewer, "direction.succeed", document):
        return None
    planned = Succession.objects.filter(olds=document, completed_at=None).select_related("by").first()
    return PlannedSuccession(planned.by, planned.at, planned.new_id in seen) if planned else None


def _why_retired(document: Document, viewer: "Viewer") -> str:
    if document.phase != Phase.RETIRED or not may(viewer, "organisation.view"):
        return ""
    return document.retirements.active().values_list("why", flat=True).first() or ""


def _mended(document: Document) -> tuple[int, int, str]:
    """How many corrections and changes of its period an adopted document has seen, and the note of its adoption."""
    if not document.has_settled_wording:
        return 0, 0, ""
    standing = Adoption.objects.active().filter(document=OuterRef("pk"))
    counted = Document.objects.filter(pk=document.pk).values_list(
        Count("corrections", distinct=True),
        Count("period_changes", distinct=True),
        Subquery(standing.values("note")[:1]),
    )
    corrections, period_changes, note = counted.get()
    return corrections, period_changes, note or ""


def doubts_about(document: Document, in_force_on: date) -> list[str]:
    """What the document's own period says against the day on which it is to come into force, a sentence each."""
    doubts = []
    if document.ends_on and document.ends_on < in_force_on:
        doubts.append(
            _("Dokumentets periode slutter den %(day)s, før det kommer til at gælde.")
            % {"day": day(document.ends_on)}
        )
    if document.starts_on and document.starts_on > in_force_on:
        doubts.append(_("Dokumentets periode begynder først den %(day)s.") % {"day": day(document.starts_on)})
    return doubts


@dataclass(frozen=True)
class CorrectedWording:
    """One correction with its two texts held against each other, word by word."""

    correction: Correction
    part: str
    pieces: tuple[Piece, ...]


def corrected_wordings(document: Document) -> list[CorrectedWording]:
    """Every correction of the document, newest first."""
    corrections = document.corrections.select_related("by", "section", "element").order_by("-at", "-pk")
    return [CorrectedWording(row, _part(row), tuple(difference(*_texts(row)))) for row in corrections]


def period_changes(document: Document) -> list[PeriodChange]:
    """Every time that the document's period was made longer or shorter, newest first."""
    return list(document.period_changes.select_related("by", "forum"))


def _part(row: Correction) -> str:
    """Where it was mended: the element's or the section's words, or which of the document's own."""
    own = _("Kort fortalt") if row.field == "summary" else _("Titlen")
    return str(row.element or row.section or own)


def _texts(row: Correction) -> tuple[str, str]:
    if row.field in RICH:
        return to_plain(row.before), to_plain(row.after)
    return row.before, row.after
