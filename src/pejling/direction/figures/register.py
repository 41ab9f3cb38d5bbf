"""The register: all steering documents, and what about them needs tidying."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.direction.models import ChainColumn, Contribution, Document, Element, Life, Nature, Phase
from pejling.direction.models.documents import BEFORE_FORCE, DocumentQuerySet, binding, settled
from pejling.organisation.models import Post, Seat

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Untidiness:
    """One thing that can be wrong with a document in force: its key, a word for the mark, and what to do about it."""

    key: str
    word: "_StrPromise"
    advice: "_StrPromise"
    condition: Combinable | Q


def untidiness() -> tuple[Untidiness, ...]:
    """All that the register points out today, as conditions on documents in force."""
    on = today()
    return request_cache.get_or_set(
        ("untidiness", on), lambda: (*_out_of_time(on), *_unanswered_for(on), *_loose(on))
    )


def _out_of_time(on: date) -> tuple[Untidiness, ...]:
    return (
        Untidiness(
            "expired", _("Udløbet"), _("Perioden er slut. Afløs, forlæng eller udfas."), Q(ends_on__lt=on)
        ),
        Untidiness(
            "unreviewed", _("Skal revideres"), _("Datoen for revision er passeret."), Q(review_on__lt=on)
        ),
    )


def _unanswered_for(on: date) -> tuple[Untidiness, ...]:
    in_post = Post.objects.current(on).filter(person=OuterRef("responsible"))
    in_seat = Seat.objects.current(on).filter(person=OuterRef("responsible"))
    gone = Q(responsible__is_active=False) | ~Exists(in_post) & ~Exists(in_seat)
    return (
        Untidiness(
            "ownerless", _("Ingen ansvarlig"), _("Ingen svarer for dokumentet."), Q(responsible__isnull=True)
        ),
        Untidiness(
            "departed",
            _("Ansvarlig fratrådt"),
            _("Den ansvarlige har ikke længere en post eller en plads."),
            Q(responsible__isnull=False) & gone,
        ),
    )


def _loose(on: date) -> tuple[Untidiness, ...]:
    """What hangs loose. A draft at the other end of a tie counts for nothing, and few may know that it is there."""
    ties = Contribution.objects.active()
    upwards = ties.filter(lower__document=OuterRef("pk")).exclude(upper__document__phase__in=BEFORE_FORCE)
    downwards = ties.filter(upper__document=OuterRef("pk")).exclude(lower__document=OuterRef("pk"))
    downwards = downwards.exclude(lower__document__phase__in=BEFORE_FORCE)
    aims = Element.objects.active().filter(document=OuterRef("pk"), kind__nature=Nature.AIM)
    may_be_top = Q(kind__column=ChainColumn.VISION) | ~Q(kind__life=Life.ADOPTED)
    return (
        Untidiness(
            "aimless",
            _("Bidrager ikke til noget"),
            _("Intet i dokumentet er knyttet opad i kæden."),
            settled(on) & ~may_be_top & ~Exists(upwards),
        ),
        Untidiness(
            "unsupported",
            _("Intet bidrager til det"),
            _("Ingen andre dokumenter bidrager til dets mål."),
            settled(on) & ~Q(kind__column=ChainColumn.ACTION) & Exists(aims) & ~Exists(downwards),
        ),
    )


def document_list(viewer: "Viewer") -> DocumentQuerySet:
    """The documents that the viewer may see, each marked with what needs tidying."""
    return marked(Document.objects.visible_to(viewer).for_list())


def marked(documents: DocumentQuerySet) -> DocumentQuerySet:
    """The documents, each marked with what needs tidying (`untidy_<key>`)."""
    in_force = Q(phase=Phase.IN_FORCE) & binding(today())
    marks = {f"untidy_{fault.key}": in_force & Q(fault.condition) for fault in untidiness()}
    return documents.annotate(
        **{name: ExpressionWrapper(mark, BooleanField()) for name, mark in marks.items()}
    )


def untidy(documents: DocumentQuerySet, key: str = "") -> DocumentQuerySet:
    """Those with one fault, or with any."""
    keys = [fault.key for fault in untidiness() if not key or fault.key == key]
    any_fault = Q(pk__in=[])
    for each in keys:
        any_fault |= Q(**{f"untidy_{each}": True})
    return documents.filter(any_fault)


def faults_of(document: Document) -> list["_StrPromise"]:
    """The words for what needs tidying about a document from the register."""
    return [fault.word for fault in untidiness() if getattr(document, f"untidy_{fault.key}")]


ORDERS = {
    "titel": "sort_key",
    "type": "kind__position",
    "enhed": "unit__sort_key",
    "ansvarlig": "responsible__sort_key",
    "periode": "ends_on",
    "roert": "touched_at",
}
"""The columns that the register is sorted by."""
