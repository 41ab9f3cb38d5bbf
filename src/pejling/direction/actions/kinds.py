"""The municipality's own words for kinds of documents and of elements."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from pejling.activity.actions import log
from pejling.core.history import delete, save
from pejling.core.locking import lock
from pejling.direction.models import DocumentKind, ElementKind

if TYPE_CHECKING:
    from pejling.people.models import Person

Kind = DocumentKind | ElementKind


@transaction.atomic
def keep_kind(kind: Kind, *, by: "Person") -> Kind:
    """Save a kind, new or changed. What the system itself knows of a kind - its life or its nature - stays as it is."""
    if kind.pk and kind.code:
        fixed = "life" if isinstance(kind, DocumentKind) else "nature"
        if getattr(type(kind).objects.get(pk=kind.pk), fixed) != getattr(kind, fixed):
            raise ValidationError({fixed: _("Systemet bygger på denne type, så det kan ikke ændres.")})
    kind.full_clean()
    save(kind, by=by)
    log("direction.kind_kept", kind, by=by, name=kind.name)
    return kind


@transaction.atomic
def drop_kind(kind: Kind, *, by: "Person") -> None:
    """Take away a kind of the municipality's own that nothing is of."""
    if kind.code:
        raise ValidationError(_("Systemet bygger på denne type. Du kan lade være med at tilbyde den."))
    lock(kind)
    log("direction.kind_dropped", kind, by=by, name=kind.name)
    try:
        delete(kind, by=by)
    except ProtectedError as protected:
        raise ValidationError(_("Typen er i brug. Du kan lade være med at tilbyde den.")) from protected
