"""All initiatives as a list: read as values in one joined query, so that five thousand of them are one page."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, IntegerField, OrderBy, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from pejling.core.dates import today
from pejling.core.text import sort_key
from pejling.initiatives.figures.silence import Rhythms, Silence, summaries_of
from pejling.initiatives.models import ENDED, REPORTED, WORST_FIRST, Initiative, Phase
from pejling.initiatives.models.initiatives import InitiativeQuerySet

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Line(NamedTuple):
    """One initiative in the list, with nothing left to work out but the printing.

    `leader` is the name and whether that person has left, `said` when status was last given and whether that is long ago,
    `expected` when it is to be done and whether that day has passed.
    """

    url: str
    title: str
    document: str
    unit: str
    leader: tuple[str, bool]
    phase: str
    level: str
    said: tuple[date | None, bool]
    expected: tuple[date | None, bool]
    starts_on: date | None
    intent: str
    scope: str


def listed(viewer: "Viewer") -> InitiativeQuerySet:
    """The initiatives that the viewer may see, whose line still stands."""
    return Initiative.objects.visible_to(viewer).filter(element__ended_on=None)


def stale(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Those of which a status is overdue, each by its own unit's rhythm."""
    silent = [heard.pk for heard in summaries_of(initiatives.expecting_reports()) if heard.silence.is_stale]
    return initiatives.filter(pk__in=silent)


def _in_turn(field: str, values: Sequence[str]) -> Case:
    """The values in their own order instead of the alphabet's; what is none of them last."""
    whens = [When(**{field: value}, then=Value(place)) for place, value in enumerate(values)]
    return Case(*whens, default=Value(len(values)), output_field=IntegerField())


EXPECTED_ON = Coalesce("latest_report__expected_on", "ends_on")
ORDERS: "dict[str, Any]" = {
    "enhed": F("unit__sort_key"),
    "leder": F("lead__sort_key"),
    "fase": _in_turn("phase", Phase.values),
    "status": _in_turn("latest_report__level", WORST_FIRST),
    "sidst": F("latest_report__at"),
    "slutter": EXPECTED_ON,
}


def ordered(initiatives: InitiativeQuerySet, sort: str) -> InitiativeQuerySet | list[int]:
    """In the order asked for, by unit where none is known. By title it is a list of ids, for Danish order has no column."""
    name, is_down = sort.removeprefix("-"), sort.startswith("-")
    if name == "titel":
        titles = initiatives.order_by().values_list("pk", "element__title")
        return [pk for pk, _title in sorted(titles, key=lambda row: sort_key(row[1]), reverse=is_down)]
    order = OrderBy(ORDERS.get(name, ORDERS["enhed"]), descending=is_down, nulls_last=True)
    return initiatives.order_by(
        order, "unit__sort_key", "element__section__position", "element__position", "pk"
    )


COLUMNS = (
    "pk", "element__title", "element__document__title", "unit__name", "lead__name", "lead__is_active", "phase",
    "intent", "scope", "latest_report__level", "latest_report__at", "starts_on", "expected", "unit_id",
)  # fmt: skip


def lines(initiatives: Any) -> list[Line]:
    """The lines of some initiatives in their order: those of a queryset, or those that ids name."""
    rows: Iterable[tuple[Any, ...]]
    if isinstance(initiatives, InitiativeQuerySet):
        rows = initiatives.annotate(expected=EXPECTED_ON).values_list(*COLUMNS)
    else:
        order = {pk: place for place, pk in enumerate(initiatives)}
        found = Initiative.objects.filter(pk__in=order).order_by().annotate(expected=EXPECTED_ON)
        rows = sorted(found.values_list(*COLUMNS), key=lambda row: order[row[0]])
    return _lines(rows)


def _lines(rows: Iterable[tuple[Any, ...]]) -> list[Line]:
    on, rhythms, base, zone = today(), Rhythms.read(), reverse("initiatives"), timezone.get_current_timezone()
    intervals: dict[int, int] = {}
    silences: dict[tuple[date, int], bool] = {}
    found = []
    for (
        pk, title, document, unit, lead, is_active, phase, intent, scope, level, at, starts, ends, unit_id,
    ) in rows:  # fmt: skip
        if unit_id not in intervals:
            intervals[unit_id] = rhythms.of(unit_id)
        said_on = at.astimezone(zone).date() if at else None
        is_stale = False
        if said_on and phase in REPORTED:
            since = said_on, intervals[unit_id]
            if since not in silences:
                silences[since] = Silence(*since, on).is_stale
            is_stale = silences[since]
        expected = ends, ends is not None and ends < on and phase not in ENDED
        leader = lead or "", is_active is False
        found.append(
            Line(
                f"{base}{pk}/",
                title,
                document,
                unit,
                leader,
                phase,
                level or "",
                (said_on, is_stale),
                expected,
                starts,
                intent,
                scope,
            )
        )
    return found
