"""Rows that do nothing but point from a document at something: whom it is shared with, whom it concerns, who edits it."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import models

from pejling.core.history import create_all, delete
from pejling.direction.models import Addressing, Document, Editorship, Share

if TYPE_CHECKING:
    from pejling.people.models import Person

Pointer = Addressing | Editorship | Share


def point_at(
    model: type[Pointer],
    field: str,
    wanted: Collection[models.Model],
    *,
    document: Document,
    by: "Person",
) -> bool:
    """Let the document's rows point by that field at exactly these, and tell whether anything changed.

    Only what differs is written, so that history says since when each has stood there.
    """
    rows = model._default_manager.filter(document=document).exclude(**{field: None})
    known = {getattr(row, f"{field}_id"): row for row in rows}
    keys = {each.pk for each in wanted}
    for pk in known.keys() - keys:
        delete(known[pk], by=by)
    fresh = [model(document=document, **{f"{field}_id": pk}) for pk in sorted(keys - known.keys())]
    create_all(model, fresh, by=by)
    return known.keys() != keys
