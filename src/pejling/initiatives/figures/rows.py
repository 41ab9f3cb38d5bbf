"""The initiatives that somebody may give status on, as rows to go through one after the other."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from pejling.direction.marks import Mark
from pejling.direction.models import Document
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.models import Initiative
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authority import authority_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One initiative with what was last said of it. `latest` is that report's id, 0 when there is none."""

    pk: int
    title: str
    document: str
    unit: str
    lead: str
    mark: Mark
    level: str
    at: datetime | None
    sentence: str
    expected_on: date | None
    latest: int


def editable_by(viewer: "Viewer", among: InitiativeQuerySet | None = None) -> InitiativeQuerySet:
    """The initiatives that the viewer may change.

    `among` are some of which it is known that the viewer may see them: it need not be asked again.
    """
    authority = authority_of(viewer)
    seen = Initiative.objects.visible_to(viewer) if among is None else among
    if authority.person is None or authority.is_secretariat:
        return seen
    edited = Document.edited_by(viewer, "element__document__")
    return seen.filter(led_by(viewer) | Q(unit__in=authority.led_units) | edited)


def reportable_by(viewer: "Viewer", among: InitiativeQuerySet | None = None) -> InitiativeQuerySet:
    """Those of which a status is expected: who may change one may give status on it."""
    return editable_by(viewer, among).expecting_reports()


def led_by(viewer: "Viewer") -> Q:
    """What the viewer leads, and what they do today for somebody who is away; nothing for who no longer works here."""
    authority = authority_of(viewer)
    return Q(lead__in=authority.people if authority.is_internal else ())


def in_order(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Plan by plan, in the order of its text."""
    return initiatives.in_plan_order("element__document__title", "element__document_id")


def rows_of(initiatives: "QuerySet[Initiative]") -> list[StatusRow]:
    """The rows in one query."""
    return [_row_from(each) for each in _values_of(initiatives)]


def rows_by_pk(pks: Collection[int], viewer: "Viewer") -> list[StatusRow]:
    """Those of the rows that the viewer may give status on, in the order of the page."""
    return rows_of(in_order(reportable_by(viewer).filter(pk__in=pks)))


def _values_of(initiatives: "QuerySet[Initiative]") -> Any:
    return initiatives.values(
        "pk",
        title=F("element__title"),
        document=F("element__document__title"),
        place=F("unit__name"),
        leader=F("lead__name"),
        level=F("latest_report__level"),
        at=F("latest_report__at"),
        sentence=F("latest_report__sentence"),
        expected_on=Coalesce("latest_report__expected_on", "ends_on"),
        latest=F("latest_report_id"),
    )


def _row_from(row: dict[str, Any]) -> StatusRow:
    return StatusRow(
        pk=row["pk"],
        title=row["title"],
        document=row["document"],
        unit=row["place"],
        lead=row["leader"] or "",
        mark=mark_of(row["level"] or ""),
        level=row["level"] or "",
        at=row["at"],
        sentence=row["sentence"] or "",
        expected_on=row["expected_on"],
        latest=row["latest"] or 0,
    )
