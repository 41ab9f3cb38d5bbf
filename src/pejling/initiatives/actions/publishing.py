"""What citizens see of a plan's work: which initiatives show how they go, and what is written for citizens about them."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.dates import today
from pejling.core.history import update_all
from pejling.core.locking import lock, lock_all, require_locked
from pejling.direction.actions.noting import absent_editor
from pejling.direction.models import Document
from pejling.initiatives.actions.noting import absent, note
from pejling.initiatives.models import Initiative, PublicText, PublicTextKind

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def choose_public(document: Document, shown: Collection[Initiative], *, by: "Person") -> int:
    """Let anybody see how these of the plan's initiatives go, and the others not; how many that changed.

    Only what is changed is kept as a choice: the rest goes on following the plan's kind.
    """
    require_locked(by, "initiatives.publish", document)
    of_plan = Initiative.objects.filter(element__document=document, element__ended_on=None)
    rows = lock_all(of_plan.select_related("element__document__kind"))
    wanted = {initiative.pk for initiative in shown}
    if wanted - {row.pk for row in rows}:
        raise ValidationError(_("Indsatsen hører ikke til planen."))
    changed = [row for row in rows if row.shows_status != (row.pk in wanted)]
    for row in changed:
        row.is_status_public = row.pk in wanted
        row.version += 1
    update_all(Initiative, changed, ["is_status_public", "version"], by=by)
    if changed:
        opened = sum(row.pk in wanted for row in changed)
        log(
            "initiatives.public_status_chosen",
            document,
            by=by,
            on_behalf_of=absent_editor(document, by),
            shown=opened,
            hidden=len(changed) - opened,
        )
    return len(changed)


@transaction.atomic
def write_public_text(
    initiative: Initiative, *, kind: PublicTextKind, text: str, by: "Person", on: date | None = None
) -> PublicText:
    """Tell citizens how it goes or what was reached, in words of its own; the newest is the one that they read first."""
    require_locked(by, "initiatives.edit", initiative)
    on = on or today()
    if on > today():
        raise ValidationError({"on": _("Skriv det, når det er sket. Datoen ligger i fremtiden.")})
    told = PublicText(
        initiative=initiative,
        kind=kind,
        text=text.strip(),
        on=on,
        by=by,
        on_behalf_of=absent(initiative, by),
    )
    told.full_clean(exclude=["on_behalf_of"])
    told.save()
    note("public_text_written", initiative, by=by)
    return told


@transaction.atomic
def withdraw_public_text(told: PublicText, *, by: "Person") -> None:
    """Take back what was told citizens; a correction is a new text."""
    require_locked(by, "initiatives.edit", told.initiative)
    lock(told)
    if told.withdrawn_at:
        raise ValidationError(_("Teksten er allerede taget tilbage."))
    told.withdrawn_at, told.withdrawn_by = timezone.now(), by
    told.save()
    note("public_text_withdrawn", told.initiative, by=by)
