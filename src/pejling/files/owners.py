"""What files may be beside: each room tells its kinds of things in its `room.py`, and who may see and add files there.

    FileOwner("dokumenter", Document, "document", owners_of_files, edit="direction.edit", note=note_file)

The page of the thing shows them with a line of its template (`files/parts/files.html`); everything else is here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pejling.activity.actions import log
from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


class Openness(models.TextChoices):
    """Who may fetch a file beside a thing."""

    OPEN = "open", _("Åben: alle, der må se det, den hører til")
    INTERNAL = "internal", _("Intern: ansatte og byrådsmedlemmer")
    CLOSED = "closed", _("Lukket: kun få")


def log_file(verb: str, thing: models.Model, *, by: Any, **details: Any) -> None:
    """The line in the log of the thing itself, where its room wants no other."""
    log(f"files.{verb}", thing, by=by, **details)


@dataclass(frozen=True)
class FileOwner(Part):
    """A kind of thing that files may be beside; `key` is its noun in addresses, `page` the name of its own page.

    `seen` answers the things of which the viewer may fetch files of one openness. `edit` is the permission, asked of the
    thing, to add files, replace and order them. `closed_to` says in words for whom a closed one is. `note` writes the line
    in the log. The page has the files at `#filer`.
    """

    key: str
    model: type[models.Model]
    page: str
    seen: "Callable[[Viewer, Openness], models.QuerySet[Any]]"
    edit: str
    closed_to: "str | _StrPromise" = Openness.CLOSED.label
    note: Callable[..., None] = log_file

    def address(self, thing: models.Model) -> str:
        """Where the files of the thing are shown."""
        return reverse(self.page, args=[thing.pk]) + "#filer"

    def seen_by(self, viewer: "Viewer", way: str = "") -> Q:
        """The files of this kind of things that the viewer may fetch; `way` leads to what hangs on the thing."""
        kind = ContentType.objects.get_for_model(self.model)
        found = Q(pk__in=[])
        for openness in Openness:
            seen = self.seen(viewer, openness).order_by().values("pk")
            found |= Q(**{f"{way}openness": openness, f"{way}owner_id__in": seen})
        return Q(**{f"{way}owner_kind": kind}) & found


def owner_of(thing: models.Model) -> FileOwner:
    """What its room tells of the thing's kind."""
    return next(each for each in parts(FileOwner) if each.model is type(thing))


def seen_by(viewer: "Viewer") -> Q:
    """The files that the viewer may fetch, whatever they are beside."""
    found = Q(pk__in=[])
    for owner in parts(FileOwner):
        found |= owner.seen_by(viewer)
    return found
