"""How forums of a kind hold their meetings, and where one forum keeps them."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import save, save_edit
from pejling.core.locking import lock
from pejling.core.permissions import require
from pejling.meetings.models import ForumPractice, ForumSource, Where
from pejling.organisation.models import Forum, ForumKind

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def set_practice(kind: ForumKind, *, opened: int, by: "Person", **facts: Any) -> ForumPractice:
    """Say how forums of a kind hold their meetings. Raises `Stale` when somebody was faster."""
    lock(kind)
    require(by, "meetings.set_up")
    row = ForumPractice.objects.filter(kind=kind).first() or ForumPractice(kind=kind)
    for name, value in facts.items():
        setattr(row, name, value)
    if row.follow_up and row.follow_up not in [*row.opening, *row.ending]:
        raise ValidationError({"follow_up": _("Punktet skal stå blandt de faste punkter.")})
    row.full_clean()
    if row.pk:
        save_edit(row, opened=opened, by=by)
    else:
        save(row, by=by)
    log("meetings.practice_set", kind, by=by)
    return row


@transaction.atomic
def set_source(forum: Forum, *, where: str, system: str, by: "Person") -> ForumSource:
    """Say whether a forum's meetings are held here or fetched from a named system."""
    lock(forum)
    require(by, "meetings.set_up")
    row = ForumSource.objects.filter(forum=forum).first() or ForumSource(forum=forum)
    row.where, row.system = where, system if where == Where.FETCHED else ""
    row.full_clean()
    row.version += 1
    save(row, by=by)
    log("meetings.source_set", forum, by=by)
    return row
