"""Whom a bearing was addressed to on a day, read from history."""

from datetime import datetime

from pejling.direction.figures.as_of import latest
from pejling.direction.models import Addressing, Document
from pejling.organisation.models import Unit, UnitKind


def addressed_then(document: Document, moment: datetime) -> tuple[str, ...]:
    """Whom a bearing was addressed to at the moment: units and kinds of unit, by their names of then."""
    if not document.kind.is_bearing:
        return ()
    rows = list(latest(Addressing.history.filter(document_id=document.pk), moment))
    units = _names_then(Unit, {row.unit_id for row in rows if row.unit_id}, moment)
    kinds = _names_then(UnitKind, {row.unit_kind_id for row in rows if row.unit_kind_id}, moment)
    return (*sorted(units), *sorted(kinds))


def _names_then(model: type[Unit] | type[UnitKind], keys: set[int], moment: datetime) -> list[str]:
    """The names of then; today's of what was not remembered so early."""
    names = dict(model._default_manager.filter(pk__in=keys).values_list("pk", "name"))
    names |= dict(latest(model.history.filter(id__in=keys), moment).values_list("id", "name"))
    return list(names.values())
