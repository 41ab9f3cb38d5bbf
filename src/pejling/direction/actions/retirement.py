"""Taking a document out of force without a successor, and undoing that when it was a mistake."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.formats import day
from pejling.core.locking import require_locked
from pejling.direction.actions.fates import come_true
from pejling.direction.actions.noting import note
from pejling.direction.actions.phases import enter
from pejling.direction.actions.succession import refuse_reserved
from pejling.direction.figures.succession import without_fate
from pejling.direction.models import Document, Fate, Phase, Retirement
from pejling.organisation.actions.openness import lock_chosen
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def retire(document: Document, *, forum: Forum | None, last_day: date, why: str, by: "Person") -> Retirement:
    """Take a document out of force without a successor; every aim in it must have been given a fate first."""
    lock_chosen(forums=[forum] if forum else [])
    require_locked(by, "direction.retire", document)
    if document.phase != Phase.IN_FORCE or document.in_force_from is None:
        raise ValidationError(_("Kun et gældende dokument kan udfases."))
    refuse_reserved(document)
    if last_day < document.in_force_from:
        raise ValidationError({"last_day": _("Den sidste dag ligger, før dokumentet kom til at gælde.")})
    if missing := without_fate(Document.objects.filter(pk=document.pk)).count():
        raise ValidationError(_("%(count)s punkter mangler en skæbne.") % {"count": missing})
    retirement = Retirement(document=document, forum=forum, last_day=last_day, why=why, by=by)
    retirement.full_clean()
    retirement.save()
    come_true(
        Fate.objects.planned().filter(element__document=document), on=last_day + timedelta(days=1), by=by
    )
    document.in_force_until = last_day
    enter(document, Phase.RETIRED, by=by)
    note("retired", document, by=by, day=day(last_day))
    return retirement


@transaction.atomic
def withdraw_retirement(document: Document, *, why: str, by: "Person") -> None:
    """Undo a retirement that was written by mistake: the document goes on binding, and ties to it count as before.

    The fates that had come true with it are plans again; so the answers that owners have given to them stand.
    """
    require_locked(by, "direction.retire", document)
    retirement = document.retirements.active().first()
    if retirement is None or document.phase != Phase.RETIRED:
        raise ValidationError(_("Der er ingen udfasning at trække tilbage."))
    if not why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor udfasningen trækkes tilbage.")})
    retirement.withdrawn_at, retirement.withdrawn_why = timezone.now(), why
    retirement.save(update_fields=["withdrawn_at", "withdrawn_why"])
    # What was ended in a living document before, one by one, stays ended.
    come_true(Fate.objects.filter(element__document=document, element__ended_on=None), on=None, by=by)
    document.in_force_until = None
    enter(document, Phase.IN_FORCE, by=by)
    note("retirement_withdrawn", document, by=by, why=why)
