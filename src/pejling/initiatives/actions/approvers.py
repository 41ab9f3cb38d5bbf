"""Naming who approves the initiatives of a plan."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import delete, save
from pejling.core.locking import require_locked
from pejling.direction.actions.noting import absent_editor
from pejling.direction.models import Document
from pejling.initiatives.models import Approver
from pejling.organisation.actions.openness import lock_chosen, refuse_gone
from pejling.organisation.models import Forum

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def name_approver(
    document: Document, *, forum: Forum | None = None, person: "Person | None" = None, by: "Person"
) -> Approver | None:
    """Let a forum or a person approve the plan's initiatives; with neither it is the leader of its unit again."""
    forums, people = [forum] if forum else [], [person] if person else []
    lock_chosen(forums=forums, people=people)
    require_locked(by, "initiatives.plan", document)
    if forum and person:
        raise ValidationError(_("Vælg enten et forum eller en leder."))
    row = Approver.objects.filter(document=document).first() or Approver(document=document)
    if (row.forum, row.person) == (forum, person):
        return row if row.pk else None
    refuse_gone(forums, field="forum", before=[row.forum_id])
    refuse_gone(people, field="person", before=[row.person_id])
    row.forum, row.person = forum, person
    if forum or person:
        row.full_clean()
        save(row, by=by)
    else:
        delete(row, by=by)
    name = str(forum or person or "")
    log(
        "initiatives.approver_named", document, by=by, on_behalf_of=absent_editor(document, by), approver=name
    )
    return row if forum or person else None
