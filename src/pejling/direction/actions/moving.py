"""Giving a unit's documents to another unit, when the first one ends."""

from typing import TYPE_CHECKING

from django.db import transaction

from pejling.activity.actions import log
from pejling.core.history import update_all
from pejling.core.locking import lock_all
from pejling.direction.models import Document
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.people.models import Person


@transaction.atomic
def move_documents(old: Unit, new: Unit, by: "Person | None") -> None:
    """Let another unit own all documents of a unit."""
    documents = lock_all(Document.objects.filter(unit=old))
    for document in documents:
        document.unit = new
        document.version += 1
    update_all(Document, documents, ["unit", "version"], by=by)
    for document in documents:
        log("direction.handed_over", document, by=by, old=old.name, new=new.name)
