"""Milestones: set, changed, reached, taken away and brought back."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.dates import today
from pejling.core.formats import day
from pejling.core.history import save, save_edit, save_values
from pejling.core.locking import locked_copy, require_locked
from pejling.initiatives.actions.noting import note
from pejling.initiatives.models import Initiative, Milestone

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def add_milestone(initiative: Initiative, *, title: str, due_on: date, by: "Person") -> Milestone:
    """Set a point on the way that can be seen from afar."""
    require_locked(by, "initiatives.edit", initiative)
    milestone = Milestone(initiative=initiative, title=title, due_on=due_on)
    milestone.full_clean()
    save(milestone, by=by)
    _note("milestone_added", milestone, by=by)
    return milestone


@transaction.atomic
def change_milestone(
    milestone: Milestone, *, title: str, due_on: date, reached_on: date | None, opened: int, by: "Person"
) -> Milestone:
    """Change a milestone that was opened on version `opened`; `Stale` when somebody was faster."""
    row = _locked(milestone, by)
    _refuse_future(reached_on)
    row.title, row.due_on, row.reached_on = title, due_on, reached_on
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    _note("milestone_changed", row, by=by)
    return row


@transaction.atomic
def reach(milestone: Milestone, *, on: date | None = None, by: "Person") -> Milestone:
    """Say that a milestone is reached, today unless told."""
    row = _locked(milestone, by)
    if row.reached_on is not None:
        raise ValidationError(_("Delmålet er allerede nået den %(day)s.") % {"day": day(row.reached_on)})
    on = on or today()
    _refuse_future(on)
    return _set(row, "milestone_reached", reached_on=on, by=by)


@transaction.atomic
def miss(milestone: Milestone, *, by: "Person") -> Milestone:
    """Take back that a milestone was reached."""
    row = _locked(milestone, by)
    if row.reached_on is None:
        raise ValidationError(_("Delmålet er ikke meldt nået."))
    return _set(row, "milestone_missed", reached_on=None, by=by)


@transaction.atomic
def remove_milestone(milestone: Milestone, *, by: "Person") -> Milestone:
    """Take a milestone away; it can be brought back."""
    row = _locked(milestone, by)
    if row.removed_at is not None:
        raise ValidationError(_("Delmålet er allerede fjernet."))
    return _set(row, "milestone_removed", removed_at=timezone.now(), by=by)


@transaction.atomic
def restore_milestone(milestone: Milestone, *, by: "Person") -> Milestone:
    """Bring back a milestone that was taken away."""
    row = _locked(milestone, by)
    if row.removed_at is None:
        raise ValidationError(_("Delmålet er ikke fjernet."))
    return _set(row, "milestone_restored", removed_at=None, by=by)


def _locked(milestone: Milestone, by: "Person") -> Milestone:
    require_locked(by, "initiatives.edit", milestone.initiative)
    return locked_copy(Milestone.objects.select_related("initiative__element__document"), milestone)


def _set(milestone: Milestone, verb: str, *, by: "Person", **values: object) -> Milestone:
    """Write one thing on a milestone that nobody else writes on meanwhile."""
    save_values(milestone, by=by, **values)
    _note(verb, milestone, by=by)
    return milestone


def _refuse_future(reached_on: date | None) -> None:
    if reached_on and reached_on > today():
        raise ValidationError({"reached_on": _("Et delmål kan ikke være nået i fremtiden.")})


def _note(verb: str, milestone: Milestone, *, by: "Person") -> None:
    note(verb, milestone.initiative, by=by, title=milestone.title)
