"""The period of an adopted document, made longer or shorter after it was adopted."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.history import save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.direction.actions.noting import note
from pejling.direction.models import Document, PeriodChange
from pejling.direction.wordings import kept_period
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def change_period(
    document: Document,
    *,
    starts_on: date | None,
    ends_on: date | None,
    why: str,
    opened: int,
    decided_by: Forum | None = None,
    decided_on: date | None = None,
    by: "Person",
) -> PeriodChange:
    """Let an adopted document be meant for a longer or shorter time, for a reason; who decided it, and when, if known.

    `Stale` when somebody else has changed the document since it was read. Who may depends, as for an adoption, on the forum.
    """
    if decided_by is not None:
        lock(decided_by)
    lock(document)
    _require_authority(document, decided_by, by)
    change = PeriodChange(document=document, starts_on=starts_on, ends_on=ends_on, why=why, by=by)
    change.started_on, change.ended_on = document.starts_on, document.ends_on
    change.forum, change.decided_on = decided_by, decided_on
    _refuse_change(change)
    document.starts_on, document.ends_on = starts_on, ends_on
    save_edit(document, opened=opened, by=by)
    change.save()
    note("period_changed", document, by=by, period=kept_period(starts_on, ends_on))
    return change


def _require_authority(document: Document, forum: Forum | None, by: "Person") -> None:
    """Whoever may write in what adopted the document, and what is said to have decided this."""
    require(by, "direction.adopt", document)
    if forum is not None:
        require(by, "direction.adopt", Document(kind=document.kind, unit=document.unit, forum=forum))


def _refuse_change(change: PeriodChange) -> None:
    document = change.document
    if not document.has_settled_wording or document.is_out_of_force:
        raise ValidationError(_("Kun perioden for et vedtaget dokument, der gælder, ændres her."))
    if (change.starts_on, change.ends_on) == (change.started_on, change.ended_on):
        raise ValidationError({"ends_on": _("Perioden er ikke ændret.")})
    if change.starts_on and change.ends_on and change.ends_on < change.starts_on:
        raise ValidationError({"ends_on": _("Perioden slutter, før den begynder.")})
    if not change.why.strip():
        raise ValidationError({"why": _("Skriv, hvorfor perioden ændres.")})
    if change.decided_on:
        _refuse_decision(change.forum, change.decided_on)
    change.full_clean()


def _refuse_decision(forum: Forum | None, decided_on: date) -> None:
    if decided_on > today():
        raise ValidationError({"decided_on": _("En beslutning kan ikke ligge i fremtiden.")})
    if forum is None:
        raise ValidationError({"decided_by": _("Vælg det forum, der besluttede det.")})
    if not forum.is_current(decided_on):
        raise ValidationError({"decided_by": _("Forummet fandtes ikke den dag.")})
