"""Whether a thing is followed."""

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, OuterRef, Value

from pejling.core.permissions import may
from pejling.desk.models import Follow
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from pejling.core.permissions import Viewer


def with_following(rows: "QuerySet[Any, Any]", viewer: "Viewer") -> "QuerySet[Any, Any]":
    """The things, each with `is_followed`: whether the viewer follows it, and None for who cannot follow any."""
    person = authority_of(viewer).person
    is_followed: Exists | Value = Value(None, output_field=BooleanField(null=True))
    if person is not None and may(viewer, "desk.follow"):
        is_followed = Exists(Follow.objects.of(person, rows.model).filter(target_id=OuterRef("pk")))
    things: QuerySet[Any, Any] = rows.annotate(is_followed=is_followed)
    return things


def is_followed(thing: "Model", viewer: "Viewer") -> bool | None:
    """The same of one thing at hand."""
    person = authority_of(viewer).person
    if person is None or not may(viewer, "desk.follow"):
        return None
    return Follow.objects.of(person, type(thing)).filter(target_id=thing.pk).exists()
