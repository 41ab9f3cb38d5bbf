"""The files beside things, as one viewer may fetch them."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models

from pejling.files.models import Attachment, FileVersion
from pejling.files.owners import FileOwner, owner_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class FileLine:
    """A file that stands, and its earlier versions, newest first."""

    attachment: Attachment
    file: FileVersion
    earlier: tuple[FileVersion, ...] = ()


@dataclass(frozen=True)
class FileList:
    """The files beside one thing, in their order."""

    owner: FileOwner
    thing: models.Model
    lines: tuple[FileLine, ...] = ()


def files_of(thing: models.Model, viewer: "Viewer") -> FileList:
    """The files beside a thing that the viewer may see."""
    return files_of_all([thing], viewer)[thing.pk]


def files_of_all(things: Collection[models.Model], viewer: "Viewer") -> dict[int, FileList]:
    """The files beside many things of one kind, in one query, by the things' keys."""
    if not things:
        return {}
    owner = owner_of(next(iter(things)))
    kind = ContentType.objects.get_for_model(owner.model)
    rows = (
        FileVersion.objects.filter(
            owner.seen_by(viewer, "attachment__"),
            attachment__owner_kind=kind,
            attachment__owner_id__in=[thing.pk for thing in things],
            attachment__removed_at=None,
        )
        .select_related("attachment")
        .order_by("attachment__position", "attachment_id", "-number")
    )
    versions: dict[int, dict[Attachment, list[FileVersion]]] = {thing.pk: {} for thing in things}
    for row in rows:
        versions[row.attachment.owner_id].setdefault(row.attachment, []).append(row)
    return {
        thing.pk: FileList(
            owner,
            thing,
            tuple(FileLine(row, every[0], tuple(every[1:])) for row, every in versions[thing.pk].items()),
        )
        for thing in things
    }
