"""Files beside things: put up, replaced, described, taken away and brought back. And what nobody names is swept away."""

import os
import shutil
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pejling.core.history import save_edit
from pejling.core.locking import locked_copy, require_locked
from pejling.core.permissions import require
from pejling.files.content import file_name, type_of_chosen
from pejling.files.models import Attachment, FileVersion, StoredFile
from pejling.files.owners import FileOwner, Openness, owner_of
from pejling.files.uploads import orphans, sweeping

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from pejling.people.models import Person

UNTOUCHED = timedelta(days=1)
"""How long an upload may be under way before its file counts as left behind."""
SWEPT = "swept"
REGRETTED = timedelta(days=30)
"""How long what was swept away can be brought back by hand."""


def attach(
    thing: models.Model,
    upload: "UploadedFile[bytes]",
    *,
    by: "Person",
    openness: str = Openness.OPEN,
    document_id: str = "",
) -> Attachment:
    """Keep a file beside the thing, after the others. Its type is told by its content, or it is refused."""
    owner = owner_of(thing)
    version = _looked_at(owner, thing, upload, by=by)
    with transaction.atomic():
        require_locked(by, owner.edit, thing)
        row = _begun(thing, version, openness=openness, document_id=document_id)
        owner.note("added", thing, by=by, file=version.name)
    return row


def attach_source(thing: models.Model, version: FileVersion) -> Attachment:
    """Let the file that the thing was read in from stay beside it. Whoever made the thing has written that down."""
    return _begun(thing, version, is_source=True)


def add_version(
    attachment: Attachment, upload: "UploadedFile[bytes]", *, opened: int, by: "Person"
) -> FileVersion:
    """Put a newer file in place of version `opened`, which stays readable behind it."""
    thing = attachment.thing
    owner = owner_of(thing)
    version = _looked_at(owner, thing, upload, by=by)
    with transaction.atomic():
        require_locked(by, owner.edit, thing)
        attachment = locked_copy(Attachment.objects.all(), attachment)
        old = attachment.newest
        if attachment.removed_at or old.number != opened:
            raise ValidationError(_("Filen er allerede erstattet eller fjernet. Hent siden igen."))
        version.attachment, version.number = attachment, old.number + 1
        version.save()
        owner.note("replaced", thing, by=by, file=old.name, new=version.name)
    return version


@transaction.atomic
def describe(
    attachment: Attachment, *, place: int, document_id: str, openness: str, opened: int, by: "Person"
) -> None:
    """Say where a file stands among the others, what it is called elsewhere, and who may fetch it.

    `opened` is the version that the person saw; whoever moves a file past another changes that one too.
    """
    thing = attachment.thing
    owner = owner_of(thing)
    require_locked(by, owner.edit, thing)
    row = locked_copy(Attachment.objects.all(), attachment)
    if row.removed_at:
        raise ValidationError(_("Filen er fjernet. Hent siden igen."))
    before = (row.position, row.document_id, row.openness)
    row.document_id, row.openness = document_id, openness
    save_edit(row, opened=opened, by=by)
    others = list(Attachment.objects.beside(thing).active().exclude(pk=row.pk))
    place = max(1, min(place, len(others) + 1))
    _number([*others[: place - 1], row, *others[place - 1 :]])
    if (row.position, row.document_id, row.openness) != before:
        owner.note("described", thing, by=by, file=str(row))


@transaction.atomic
def remove(attachment: Attachment, *, by: "Person") -> None:
    """Take a file out of sight; it can be brought back."""
    thing = attachment.thing
    owner = owner_of(thing)
    require_locked(by, owner.edit, thing)
    if attachment.is_source:
        raise ValidationError(
            _("Dokumentet er læst ind fra filen, så den bliver liggende. Du kan erstatte den.")
        )
    if Attachment.objects.active().filter(pk=attachment.pk).update(removed_at=timezone.now()):
        owner.note("removed", thing, by=by, file=str(attachment))


@transaction.atomic
def restore(attachment: Attachment, *, by: "Person") -> None:
    """Bring back a file that was taken away."""
    thing = attachment.thing
    owner = owner_of(thing)
    require_locked(by, owner.edit, thing)
    if Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=False).update(removed_at=None):
        owner.note("restored", thing, by=by, file=str(attachment))


def _looked_at(
    owner: FileOwner, thing: models.Model, upload: "UploadedFile[bytes]", *, by: "Person"
) -> FileVersion:
    """The row to be kept, not saved. Looking into a file takes its time: nobody is to wait for it, so no lock is held."""
    require(by, owner.edit, thing)
    name = file_name(upload.name or "")
    kind = type_of_chosen(upload, name)
    return FileVersion(name=name, stored=upload, content_type=kind, size=upload.size or 0, by=by)


def _begun(
    thing: models.Model,
    version: FileVersion,
    *,
    openness: str = Openness.OPEN,
    document_id: str = "",
    is_source: bool = False,
) -> Attachment:
    last = Attachment.objects.beside(thing).aggregate(last=models.Max("position"))["last"] or 0
    row = Attachment.objects.create(
        owner=thing, position=last + 1, openness=openness, document_id=document_id, is_source=is_source
    )
    version.attachment = row
    version.save()
    return row


def _number(rows: Sequence[Attachment]) -> None:
    """The rows in this order, from 1."""
    moved = [(number, row) for number, row in enumerate(rows, start=1) if row.position != number]
    for number, row in moved:
        row.position, row.version = number, row.version + 1
    Attachment.objects.bulk_update([row for _number, row in moved], ["position", "version"])


def sweep_uploads(*, now: datetime | None = None) -> int:
    """Move the uploads that no row names out of the way, and delete those moved a month ago; answers how many were moved.

    They are moved first because an installation on the wrong database names none of its files. Nothing is moved while a
    backup is taken.
    """
    now = now or timezone.now()
    swept = settings.DATA / SWEPT
    with sweeping() as may_sweep:
        if not may_sweep:
            return 0
        _delete_older(swept, now - REGRETTED)
        found = orphans(before=now - UNTOUCHED)
        for path in found:
            name = path.relative_to(settings.MEDIA_ROOT)
            _move(path, swept / name, now)
            StoredFile.objects.filter(name=name.as_posix()).delete()
    return len(found)


def _move(path: Path, target: Path, now: datetime) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(path, target)
    os.utime(target, (now.timestamp(), now.timestamp()))


def _delete_older(folder: Path, moment: datetime) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_mtime < moment.timestamp():
            path.unlink()
