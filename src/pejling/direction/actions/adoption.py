"""The adopted life: hearing and adoption. A decision is a row; one written by mistake is withdrawn."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.locking import lock, locked_copy, require_locked
from pejling.core.permissions import require
from pejling.core.rooms import parts
from pejling.direction.actions import noting
from pejling.direction.actions.phases import enter
from pejling.direction.actions.succession import complete, lock_with_olds, refuse_reserved, reopen
from pejling.direction.figures.succession import without_fate
from pejling.direction.models import (
    Adoption,
    Document,
    HearingPeriod,
    Life,
    Phase,
    Visibility,
)
from pejling.direction.registries import AdoptionPrecondition
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def open_hearing(
    document: Document, *, opens_on: date, closes_on: date, note: str = "", by: "Person"
) -> HearingPeriod:
    """Send a draft out in hearing to those it is shared with."""
    require_locked(by, "direction.edit", document)
    if document.life != Life.ADOPTED or document.phase != Phase.DRAFT:
        raise ValidationError(_("Kun en kladde, der skal vedtages, kan sendes i høring."))
    if document.visibility == Visibility.DRAFT:
        raise ValidationError(_("Del dokumentet med dem, der skal høres, før du sender det i høring."))
    hearing = HearingPeriod(document=document, opens_on=opens_on, closes_on=closes_on, note=note, by=by)
    hearing.full_clean()
    hearing.save()
    enter(document, Phase.HEARING, by=by)
    noting.note("hearing_opened", document, by=by, day=day(closes_on))
    return hearing


@transaction.atomic
def close_hearing(document: Document, *, by: "Person") -> None:
    """Take a document back from hearing, so that its editors can work on with the answers."""
    require_locked(by, "direction.edit", document)
    open_now = document.hearing_periods.filter(closed_at__isnull=True)
    if document.phase != Phase.HEARING or not open_now.update(closed_at=timezone.now()):
        raise ValidationError(_("Dokumentet er ikke i høring."))
    enter(document, Phase.DRAFT, by=by)
    noting.note("hearing_closed", document, by=by)


def hindrances(document: Document) -> list[str]:
    """What still stands in the way of adoption, a sentence each."""
    found = []
    if not document.sections.exists():
        found.append(_("Dokumentet er tomt: skriv mindst ét afsnit."))
    if (
        missing := without_fate(document.succession.olds.all()).count()
        if hasattr(document, "succession")
        else 0
    ):
        found.append(_("%(count)s punkter i de gamle dokumenter mangler en skæbne.") % {"count": missing})
    return found + [sentence for each in parts(AdoptionPrecondition) for sentence in each.hinders(document)]


@transaction.atomic
def adopt(
    document: Document,
    *,
    forum: Forum,
    decided_on: date,
    in_force_on: date,
    visibility: Visibility = Visibility.PUBLIC,
    note: str = "",
    by: "Person",
) -> Adoption:
    """Write down that the forum adopted the document. Its wording is settled; what it takes over from goes out of force.

    Who may write it in depends on the forum, and on those that adopted what goes out of force.
    """
    lock(forum)
    lock_with_olds(document)
    document = locked_copy(Document.objects.select_related("kind"), document)
    document.forum = forum
    require(by, "direction.adopt", document)
    _refuse_adoption(document, forum, decided_on, in_force_on)
    adoption = Adoption.objects.create(
        document=document, forum=forum, decided_on=decided_on, in_force_on=in_force_on, note=note, by=by
    )
    document.visibility = visibility
    _put_in_force(adoption, by=by)
    noting.note("adopted", document, by=by, forum=forum.name, day=day(decided_on))
    return adoption


def _put_in_force(adoption: Adoption, *, by: "Person") -> None:
    document = adoption.document
    document.hearing_periods.filter(closed_at__isnull=True).update(closed_at=timezone.now())
    document.in_force_from = adoption.in_force_on
    enter(document, Phase.IN_FORCE, by=by)
    if hasattr(document, "succession"):
        complete(document.succession, on=adoption.in_force_on, by=by)


def _refuse_adoption(document: Document, forum: Forum, decided_on: date, in_force_on: date) -> None:
    if document.life != Life.ADOPTED or not document.is_draft:
        raise ValidationError(_("Dokumentet er allerede vedtaget eller kan ikke vedtages."))
    if decided_on > today():
        raise ValidationError({"decided_on": _("En vedtagelse kan ikke ligge i fremtiden.")})
    if in_force_on < decided_on:
        raise ValidationError({"in_force_on": _("Dokumentet kan ikke gælde, før det er vedtaget.")})
    if not forum.is_current(decided_on):
        raise ValidationError({"forum": _("Forummet fandtes ikke den dag.")})
    if found := hindrances(document):
        raise ValidationError(found)


@transaction.atomic
def withdraw_adoption(document: Document, *, why: str, by: "Person") -> None:
    """Undo an adoption that was written by mistake: the document is a draft again, read by those who read it before.

    What it replaced is in force again, so it takes whoever may adopt that, too.
    """
    lock_with_olds(document)
    require(by, "direction.withdraw_adoption", document)
    adoption = document.adoptions.active().first()
    if adoption is None or document.phase != Phase.IN_FORCE:
        raise ValidationError(_("Der er ingen vedtagelse at trække tilbage."))
    refuse_reserved(document)
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor vedtagelsen trækkes tilbage.")})
    adoption.withdrawn_at, adoption.withdrawn_why = timezone.now(), why
    adoption.save(update_fields=["withdrawn_at", "withdrawn_why"])
    if hasattr(document, "succession"):
        reopen(document.succession, by=by)
    before = document.history.filter(history_date__lt=adoption.at).first()
    document.visibility = before.visibility if before else Visibility.INTERNAL
    document.in_force_from = None
    enter(document, Phase.DRAFT, by=by)
    noting.note("adoption_withdrawn", document, by=by, why=why)
