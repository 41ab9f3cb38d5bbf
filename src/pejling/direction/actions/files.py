"""Files of a document: put up, replaced, taken away and brought back. What was replaced is kept."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.locking import locked_copy, require_locked
from pejling.core.permissions import require
from pejling.direction.actions.noting import note
from pejling.direction.models import Document, DocumentFile
from pejling.direction.uploads import file_name, type_of_chosen

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from pejling.people.models import Person


def add_file(
    document: Document, upload: "UploadedFile[bytes]", *, by: "Person", is_source: bool = False
) -> DocumentFile:
    """Keep a file beside the document; its type is told by its content. ValidationError when it is not one we keep."""
    row = _looked_at(document, upload, by=by)
    row.is_source = is_source
    with transaction.atomic():
        require_locked(by, "direction.edit", document)
        row.save()
        note("file_added", document, by=by, file=row.name)
    return row


def replace_file(old: DocumentFile, upload: "UploadedFile[bytes]", *, by: "Person") -> DocumentFile:
    """Put a newer file in place of an old one, which stays readable behind it."""
    new = _looked_at(old.document, upload, by=by)
    with transaction.atomic():
        require_locked(by, "direction.edit", old.document)
        old = locked_copy(DocumentFile.objects.select_related("document"), old)
        if old.removed_at or old.replaced_by_id:
            raise ValidationError(_("Filen er allerede erstattet eller fjernet. Hent siden igen."))
        new.save()
        old.replaced_by = new
        old.save(update_fields=["replaced_by"])
        note("file_replaced", old.document, by=by, file=old.name, new=new.name)
    return new


@transaction.atomic
def remove_file(file: DocumentFile, *, by: "Person") -> None:
    """Take a file out of sight; it can be brought back."""
    require_locked(by, "direction.edit", file.document)
    if file.is_source:
        raise ValidationError(
            _("Dokumentet er læst ind fra filen, så den bliver liggende. Du kan erstatte den.")
        )
    if DocumentFile.objects.active().filter(pk=file.pk).update(removed_at=timezone.now()):
        note("file_removed", file.document, by=by, file=file.name)


@transaction.atomic
def restore_file(file: DocumentFile, *, by: "Person") -> None:
    """Bring back a file that was taken away."""
    require_locked(by, "direction.edit", file.document)
    if DocumentFile.objects.filter(pk=file.pk, removed_at__isnull=False).update(removed_at=None):
        note("file_restored", file.document, by=by, file=file.name)


def _looked_at(document: Document, upload: "UploadedFile[bytes]", *, by: "Person") -> DocumentFile:
    """The row to be kept, not saved. Looking into a file takes its time: nobody is to wait for it, so no lock is held."""
    require(by, "direction.edit", document)
    name = file_name(upload.name or "")
    kind = type_of_chosen(upload, name)
    return DocumentFile(
        document=document, name=name, stored=upload, content_type=kind, size=upload.size or 0, by=by
    )
