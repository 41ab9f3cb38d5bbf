"""Naming a moment of a living document."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from pejling.core.locking import require_locked
from pejling.direction.actions.noting import note
from pejling.direction.models import Document, Life, Revision

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def freeze(document: Document, *, name: str, why: str = "", by: "Person") -> Revision:
    """Name this moment of a living document, to be read and compared later. It ends everybody's stretch of typing."""
    require_locked(by, "direction.edit", document)
    if document.life != Life.LIVING:
        raise ValidationError(_("Kun et levende dokument fryses; et vedtaget har sin ordlyd."))
    revision = Revision(document=document, name=name, why=why, by=by)
    revision.full_clean()
    revision.save()
    note("frozen", document, by=by, name=name)
    return revision
