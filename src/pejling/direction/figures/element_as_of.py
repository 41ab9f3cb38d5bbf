"""An element as it stood on a day, read from history: its words, where it stood, what it was tied to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from pejling.core.dates import end_of
from pejling.core.permissions import may
from pejling.direction.figures.as_of import latest, seen_then
from pejling.direction.models import Contribution, Element, Fate, FateKind

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class LineThen:
    """Another element as it stood; for a tie, how the lower one contributed to the upper."""

    id: int
    kind: str
    title: str
    document: str
    how: str = ""


@dataclass(frozen=True)
class FateThen:
    """What had become of the element; `to` is None where it lapsed, and where the viewer could not have seen its heir."""

    kind: FateKind
    to: LineThen | None
    why: str


@dataclass(frozen=True)
class WholeElementThen:
    """An element as it stood when the day ended, and the nearest days before and after on which it was another."""

    day: date
    kind: str
    title: str
    text: str
    responsible: str
    document: str
    ended_on: date | None
    parent: LineThen | None
    children: tuple[LineThen, ...]
    ups: tuple[LineThen, ...]
    downs: tuple[LineThen, ...]
    fates: tuple[FateThen, ...]


@dataclass(frozen=True)
class Changes:
    """The nearest days, before and after another, on which something about an element changed."""

    before: date | None
    after: date | None


def element_as_of(element: Element, day: date, viewer: "Viewer") -> WholeElementThen | None:
    """The element as it stood; None when it did not exist then, or the viewer could not have seen it."""
    moment = end_of(day)
    beside = {row.id: row for row in _rows(Element.history.filter(document_id=element.document_id), moment)}
    row = beside.get(element.pk)
    if row is None:
        return None
    ties = _ties(element, moment)
    fates = list(latest(Fate.history.filter(element_id=element.pk, effective_on__lte=day), moment))
    ends = {end for tie in ties for end in (tie.lower_id, tie.upper_id)} | {fate.to_id for fate in fates}
    others = {each.id: each for each in _rows(Element.history.filter(id__in=ends - beside.keys()), moment)}
    rows = {**beside, **others}
    seen = seen_then({element.document_id, *(each.document_id for each in others.values())}, moment, viewer)
    if element.document_id not in seen:
        return None
    lines = {
        pk: LineThen(each.id, each.kind.name, each.title, seen[each.document_id])
        for pk, each in rows.items()
        if each.document_id in seen
    }
    names = may(viewer, "organisation.view")
    return WholeElementThen(
        day=day,
        kind=row.kind.name,
        title=row.title,
        text=row.text,
        responsible=row.responsible.name if row.responsible and names else "",
        document=seen[element.document_id],
        ended_on=row.ended_on if row.ended_on and row.ended_on <= day else None,
        parent=lines.get(row.parent_id),
        children=tuple(lines[each.id] for each in _under(row, beside.values(), day)),
        ups=tuple(_tied(lines[tie.upper_id], tie) for tie in _lit(ties, lines) if tie.lower_id == row.id),
        downs=tuple(_tied(lines[tie.lower_id], tie) for tie in _lit(ties, lines) if tie.upper_id == row.id),
        fates=tuple(FateThen(FateKind(fate.kind), lines.get(fate.to_id), fate.why) for fate in fates),
    )


def changes_around(element: Element, day: date, viewer: "Viewer") -> Changes:
    """When the element, a tie of it or its fate last changed before the day, and next after it; hidden ties do not count."""
    ties = Contribution.objects.visible_to(viewer).filter(Q(lower=element) | Q(upper=element))
    own = Element.history.filter(id=element.pk).order_by().values_list("history_date")
    moments = own.union(
        Contribution.history.filter(id__in=ties.values("pk")).order_by().values_list("history_date"),
        Fate.history.filter(element_id=element.pk, effective_on__isnull=False)
        .order_by()
        .values_list("history_date"),
    )
    days = {timezone.localdate(moment) for (moment,) in moments}
    return Changes(
        max((each for each in days if each < day), default=None),
        min((each for each in days if each > day), default=None),
    )


def _rows(rows: Any, moment: datetime) -> list[Any]:
    return list(latest(rows, moment).select_related("kind", "responsible"))


def _ties(element: Element, moment: datetime) -> list[Any]:
    """The ties at either end of which it stood."""
    touching = Contribution.history.filter(Q(lower_id=element.pk) | Q(upper_id=element.pk))
    ties = latest(touching, moment).exclude(ended_on__lte=timezone.localdate(moment))
    return list(ties.order_by("id"))


def _lit(ties: list[Any], lines: dict[int, LineThen]) -> Iterable[Any]:
    """Those of the ties of which the viewer could have seen both ends."""
    return [tie for tie in ties if tie.lower_id in lines and tie.upper_id in lines]


def _under(row: Any, beside: Iterable[Any], day: date) -> list[Any]:
    """What stood under it that day, in order."""
    children = [each for each in beside if each.parent_id == row.id]
    standing = [each for each in children if not each.ended_on or each.ended_on > day]
    return sorted(standing, key=lambda each: (each.position, each.id))


def _tied(line: LineThen, tie: Any) -> LineThen:
    return LineThen(line.id, line.kind, line.title, line.document, tie.how)
