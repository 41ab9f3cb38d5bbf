"""The ledger gathered by forum, by unit, by who does it and by what it is about, and how long it takes."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _

from pejling.agreements.figures.ledger import State, stands
from pejling.agreements.models.commitments import OUTSIDE_PLANS
from pejling.direction.models import Element
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.models import Forum, Unit
from pejling.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from pejling.agreements.models.commitments import CommitmentQuerySet
    from pejling.core.permissions import Viewer

WAYS = {"forum": "forum", "enhed": "unit", "hvem": "responsible", "maal": "element"}
"""What the ledger is gathered by in the address, and the field."""


@dataclass(frozen=True)
class Line:
    """Those that have one thing in common. `narrowed` is what the ledger's address says to show just these."""

    name: str
    under: str
    narrowed: "Mapping[str, str | int] | None"
    counts: dict[State, int]
    outside_plans: int
    median_days: float | None
    opens: int | None = None

    @property
    def all(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


def gathered(
    rows: "CommitmentQuerySet", way: str, viewer: "Viewer", *, within: "Unit | None" = None
) -> list[Line]:
    """In three queries however many they are. Units are gathered one level at a time, each with all below it."""
    field = WAYS[way]
    found = _Counted.read(rows, field)
    if way == "enhed":
        return _by_unit(found, within)
    if way == "forum":
        named = {pk: (name, "") for pk, name in _names(Forum.objects.filter(pk__in=found.keys))}
    elif way == "hvem":
        named = {pk: (name, "") for pk, name in _names(Person.objects.filter(pk__in=found.keys))}
    else:
        seen = Element.objects.visible_to(viewer).filter(pk__in=found.keys)
        order = seen.order_by("document__sort_key", "document_id", "position", "pk")
        named = {pk: (t, d) for pk, t, d in order.values_list("pk", "title", "document__title")}
    lines = [found.line([pk], name, under, {way: pk}) for pk, (name, under) in named.items()]
    nothing = {
        "forum": _("Ikke aftalt i et forum"),
        "hvem": _("Ingen har den"),
        "maal": _("Handler ikke om et mål"),
    }
    if None in found.counted:
        lines.append(found.line([None], nothing[way], "", {"mangler": way}))
    if hidden := found.keys - named.keys():
        lines.append(found.line(list(hidden), _("Handler om noget, du ikke kan læse"), "", None))
    return lines


def _names(rows: "QuerySet[Any]") -> "Iterable[tuple[int, str]]":
    return rows.order_by("sort_key", "pk").values_list("pk", "name")


def _by_unit(found: "_Counted", within: "Unit | None") -> list[Line]:
    """The units right below `within` (or the top), and what is its own."""
    parents = unit_parents()
    here = within.pk if within else None
    tops = [pk for pk, parent in parents.items() if parent == here]
    if within is None and len(tops) == 1:
        here, tops = tops[0], [pk for pk, parent in parents.items() if parent == tops[0]]
    asked = Unit.objects.filter(pk__in=[*tops, *([here] if here else [])]).order_by("sort_key", "pk")
    lines = []
    for unit in asked:
        units = {unit.pk} if unit.pk == here else below({unit.pk}, parents)
        has_more = unit.pk != here and unit.pk in parents.values()
        narrowed: dict[str, str | int] = {
            "enhed": unit.pk,
            **({"kun_enheden": "on"} if unit.pk == here else {}),
        }
        line = found.line(units, unit.name, "", narrowed, unit.pk if has_more else None)
        if line.all:
            lines.append(line)
    return lines


@dataclass(frozen=True)
class _Counted:
    counted: dict[int | None, dict[str, int]]
    days: dict[int | None, list[int]]

    @classmethod
    def read(cls, rows: "CommitmentQuerySet", field: str) -> "_Counted":
        counts = {state.name: Count("pk", filter=stands(state)) for state in State}
        asked = rows.order_by().values(field).annotate(**counts, outside=Count("pk", filter=OUTSIDE_PLANS))
        days: dict[int | None, list[int]] = defaultdict(list)
        for key, agreed_on, done_on in rows.done().order_by().values_list(field, "agreed_on", "closing__on"):
            days[key].append((done_on - agreed_on).days)
        return cls({row.pop(field): row for row in asked}, days)

    @property
    def keys(self) -> set[int]:
        return {key for key in self.counted if key is not None}

    def line(
        self,
        keys: "Iterable[int | None]",
        name: str,
        under: str,
        narrowed: "Mapping[str, str | int] | None",
        opens: int | None = None,
    ) -> Line:
        """All of some keys together."""
        keys = [key for key in keys if key in self.counted]
        days = [each for key in keys for each in self.days.get(key, ())]
        return Line(
            name=name,
            under=under,
            narrowed=narrowed,
            counts={state: sum(self.counted[key][state.name] for key in keys) for state in State},
            outside_plans=sum(self.counted[key]["outside"] for key in keys),
            median_days=median(days) if days else None,
            opens=opens,
        )
