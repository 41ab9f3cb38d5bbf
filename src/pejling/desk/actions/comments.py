"""Saying something beside a thing, changing it, taking it away; and naming somebody, who is asked at once."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import save, save_edit
from pejling.core.locking import lock, require_locked
from pejling.core.permissions import require
from pejling.desk.actions.notifying import notify
from pejling.desk.commented import kind_of, kinds_by_number
from pejling.desk.keys import mention_key
from pejling.desk.mentions import people_named_in
from pejling.desk.models import Comment, Mention
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def comment(thing: models.Model, *, text: str, by: "Person") -> Comment:
    """Say something beside a thing. Whoever is named in it is asked; what one was named in there oneself is settled."""
    require_locked(by, "desk.comment", thing)
    row = Comment(target=thing, text=text, by=by)
    row.full_clean()
    save(row, by=by)
    _name(row, thing)
    _settle(thing, by)
    _note("commented", thing, by=by)
    return row


@transaction.atomic
def edit_comment(row: Comment, *, text: str, opened: int, by: "Person") -> Comment:
    """Change one's own comment; raises `core.history.Stale` when it was changed meanwhile in another window."""
    require_locked(by, "desk.edit_comment", row)
    if row.removed_at:
        raise ValidationError(_("Kommentaren er fjernet."))
    row.text, row.edited_at = text, timezone.now()
    row.full_clean()
    save_edit(row, opened=opened, by=by)
    _name(row, _target(row))
    _note("comment_edited", _target(row), by=by)
    return row


@transaction.atomic
def remove_comment(row: Comment, *, by: "Person") -> None:
    """Take one's own comment away; it can be brought back."""
    require_locked(by, "desk.edit_comment", row)
    if row.removed_at:
        raise ValidationError(_("Kommentaren er allerede fjernet."))
    row.removed_at, row.version = timezone.now(), row.version + 1
    save(row, by=by)
    _note("comment_removed", _target(row), by=by)


@transaction.atomic
def restore_comment(row: Comment, *, by: "Person") -> None:
    """Bring one's own comment back."""
    require_locked(by, "desk.edit_comment", row)
    if not row.removed_at:
        raise ValidationError(_("Kommentaren er ikke fjernet."))
    row.removed_at, row.version = None, row.version + 1
    save(row, by=by)
    _note("comment_restored", _target(row), by=by)


@transaction.atomic
def settle_mentions(thing: models.Model, *, by: "Person") -> None:
    """Say that one has seen what one was named in beside a thing."""
    require(by, "desk.comment", lock(thing))
    if not _settle(thing, by):
        raise ValidationError(_("Der er ikke noget, du mangler at se her."))


def _settle(thing: models.Model, person: "Person") -> int:
    waiting = Mention.objects.filter(person=person, settled_at=None, comment__in=Comment.objects.about(thing))
    return waiting.update(settled_at=timezone.now())


def _name(row: Comment, thing: models.Model) -> None:
    """Whoever is named now and was not before is asked; who is named no more has nothing to see to."""
    people = people_named_in(row.text)
    kind = kinds_by_number()[row.target_kind_id]
    for person in people:
        if not authority_of(person).is_internal or not kind.visible(person).filter(pk=thing.pk).exists():
            words = _("%(person)s kan ikke se det her og kan derfor ikke nævnes.")
            raise ValidationError({"text": words % {"person": person}})
    row.mentions.exclude(person__in=people).delete()
    known = set(row.mentions.values_list("person", flat=True))
    for person in people:
        if person.pk not in known and person.pk != row.by_id:
            mention = Mention.objects.create(comment=row, person=person)
            notify(person, mention_key(mention.pk))


def _target(row: Comment) -> models.Model:
    """What the comment stands beside."""
    thing: models.Model | None = row.target
    assert thing is not None, "who may edit a comment sees what it stands beside"
    return thing


def _note(verb: str, thing: models.Model, *, by: "Person") -> None:
    """The line stands in the log of the thing; what was said does not stand in it, for the log is read more widely."""
    kind = kind_of(thing)
    assert kind is not None, "what is commented is of a kind that a room tells of"
    log(f"desk.{verb}", kind.logged(thing), by=by)
