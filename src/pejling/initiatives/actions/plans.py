"""What is done with a plan beside its text: it is confirmed, and one writes down with whom it was talked over."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.dates import today
from pejling.core.history import save
from pejling.core.locking import lock, require_locked
from pejling.direction.actions.noting import absent_editor
from pejling.direction.models import Document
from pejling.initiatives.figures.plans import is_plan
from pejling.initiatives.models import Circle, Confirmation, Involvement
from pejling.organisation.actions.openness import lock_chosen

if TYPE_CHECKING:
    from pejling.organisation.models import Forum
    from pejling.people.models import Person


PRESSED_TWICE = timedelta(minutes=1)
"""A second confirmation by the same person so soon is the same press of the button."""


@transaction.atomic
def confirm_plan(document: Document, *, by: "Person") -> Confirmation:
    """Say that a plan has been read and still holds. That changes nothing in it, and does not make it any fresher."""
    require_locked(by, "initiatives.plan", document)
    if not is_plan(document) or not document.is_in_force():
        raise ValidationError(_("Kun en plan, der gælder i dag, kan bekræftes."))
    just_now = document.confirmations.active().filter(by=by, at__gt=timezone.now() - PRESSED_TWICE)
    if said := just_now.last():
        return said
    confirmation = Confirmation(document=document, by=by, on_behalf_of=absent_editor(document, by))
    confirmation.full_clean(exclude=["on_behalf_of"])
    confirmation.save()
    _log("plan_confirmed", document, by=by)
    return confirmation


@transaction.atomic
def withdraw_confirmation(confirmation: Confirmation, *, by: "Person") -> None:
    """Take back that a plan holds; only who said so does."""
    lock(confirmation)
    if confirmation.by_id != by.pk:
        raise ValidationError(_("Kun den, der bekræftede planen, kan tage det tilbage."))
    if confirmation.withdrawn_at:
        raise ValidationError(_("Bekræftelsen er allerede taget tilbage."))
    confirmation.withdrawn_at = timezone.now()
    confirmation.save()
    _log("plan_confirmation_withdrawn", confirmation.document, by=by)


@transaction.atomic
def write_involvement(
    document: Document,
    *,
    circle: Circle,
    on: date,
    by: "Person",
    forum: "Forum | None" = None,
    detail: str = "",
    what_changed: str = "",
) -> Involvement:
    """Write down that a plan was talked over with somebody, and what that changed."""
    lock_chosen(forums=[forum] if forum else [])
    require_locked(by, "initiatives.plan", document)
    if on > today():
        raise ValidationError({"on": _("Skriv det ned, når I har talt sammen. Datoen ligger i fremtiden.")})
    involvement = Involvement(
        document=document,
        circle=circle,
        forum=forum,
        detail=detail,
        on=on,
        what_changed=what_changed,
        by=by,
    )
    involvement.full_clean()
    save(involvement, by=by)
    _log("involvement_written", document, by=by)
    return involvement


@transaction.atomic
def remove_involvement(involvement: Involvement, *, by: "Person") -> None:
    """Take away what was written down by mistake; it stays in the history."""
    require_locked(by, "initiatives.plan", involvement.document)
    lock(involvement)
    if involvement.removed_at:
        raise ValidationError(_("Linjen er allerede fjernet."))
    involvement.removed_at = timezone.now()
    save(involvement, by=by)
    _log("involvement_removed", involvement.document, by=by)


@transaction.atomic
def restore_involvement(involvement: Involvement, *, by: "Person") -> None:
    """Bring it back."""
    require_locked(by, "initiatives.plan", involvement.document)
    lock(involvement)
    if not involvement.removed_at:
        raise ValidationError(_("Linjen er ikke fjernet."))
    involvement.removed_at = None
    save(involvement, by=by)
    _log("involvement_restored", involvement.document, by=by)


def _log(verb: str, document: Document, *, by: "Person") -> None:
    log(f"initiatives.{verb}", document, by=by, on_behalf_of=absent_editor(document, by))
