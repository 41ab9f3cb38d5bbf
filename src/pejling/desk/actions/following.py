"""Following things, and being here. Both are one's own affair: neither writes a line that others read."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from pejling.core.permissions import require
from pejling.desk.models import Follow, Visit

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def follow(thing: models.Model, *, by: "Person") -> Follow:
    """Follow a thing from now on; one that is followed already stays so."""
    require(by, "desk.follow")
    kind = ContentType.objects.get_for_model(thing)
    row, _is_new = Follow.objects.get_or_create(person=by, target_kind=kind, target_id=thing.pk)
    return row


def unfollow(thing: models.Model, *, by: "Person") -> None:
    """Stop following a thing."""
    gone, _rows = Follow.objects.of(by, type(thing)).filter(target_id=thing.pk).delete()
    if not gone:
        raise ValidationError(_("Du følger det ikke."))


@transaction.atomic
def be_here(person: "Person", *, at: datetime, is_new: bool) -> Visit:
    """Note that the person is here; `is_new` when they have just signed in."""
    visit = Visit.objects.select_for_update().filter(person=person).first()
    visit = visit or Visit(person=person, latest_at=at)
    visit.go_on(at, is_new=is_new)
    visit.save()
    return visit
