"""What an overview is about: the whole municipality or a unit with all below it, and the rows that it is split into."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from pejling.direction.models import Document
from pejling.initiatives.models import Initiative
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import below, unit_parents
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Leader:
    """Whom to ask about a row."""

    pk: int
    name: str


@dataclass(frozen=True)
class Row:
    """A line of the overview: a unit with all below it, or a plan. `url` leads to its own overview, or its page.

    `narrowing` is what narrows the list of initiatives to the row.
    """

    label: str
    url: str
    leader: Leader | None
    narrowing: Mapping[str, int]


@dataclass(frozen=True)
class Subject:
    """What the overview is about, with its rows in their own order, never by result.

    `places` says in which row an initiative belongs, by its id; what belongs in none is not part of the subject.
    """

    title: str
    url: str
    unit: Unit
    rows: tuple[Row, ...]
    places: Mapping[int, int]
    narrowing: Mapping[str, int]


def overview_url(unit: Unit) -> str:
    """Where the overview of a unit is."""
    return reverse("overview") if unit.parent_id is None else reverse("overview_of_unit", args=[unit.pk])


def subject_of_unit(unit: Unit, viewer: "Viewer") -> Subject:
    """A unit with all below it: a row for each unit right below and one for its own work; its plans, where none is below."""
    children = list(unit.children.current().order_by("sort_key", "pk"))
    is_top = unit.parent_id is None
    narrowing = {} if is_top else {"enhed": unit.pk}
    rows, places = _by_unit(unit, children, viewer) if children else _by_plan(unit, viewer)
    return Subject(unit.name, overview_url(unit), unit, rows, places, narrowing)


def _by_unit(unit: Unit, children: list[Unit], viewer: "Viewer") -> tuple[tuple[Row, ...], dict[int, int]]:
    parents, leaders = unit_parents(), leaders_of_units()
    row_of: dict[int, int] = {}
    for place, child in enumerate(children):
        row_of |= dict.fromkeys(below({child.pk}, parents), place)
    # What lies in the unit itself, and what an ended unit right below it has left.
    row_of |= dict.fromkeys(below({unit.pk}, parents) - row_of.keys(), len(children))
    rows = [
        Row(
            child.name,
            reverse("overview_of_unit", args=[child.pk]),
            leaders.get(child.pk),
            {"enhed": child.pk},
        )
        for child in children
    ]
    own = Row(unit.name, reverse("unit", args=[unit.pk]), leaders.get(unit.pk), {"kun_enhed": unit.pk})
    seen = _seen(viewer).filter(unit__in=row_of).values_list("pk", "unit")
    return (*rows, own), {pk: row_of[home] for pk, home in seen}


def _by_plan(unit: Unit, viewer: "Viewer") -> tuple[tuple[Row, ...], dict[int, int]]:
    found = dict(_seen(viewer).filter(unit=unit).values_list("pk", "element__document"))
    plans = Document.objects.filter(pk__in=set(found.values())).order_by("kind__position", "sort_key", "pk")
    leader = leaders_of_units().get(unit.pk)
    rows = [Row(plan.title, reverse("plan", args=[plan.pk]), leader, {"plan": plan.pk}) for plan in plans]
    place = {plan.pk: number for number, plan in enumerate(plans)}
    return tuple(rows), {pk: place[document] for pk, document in found.items()}


def _seen(viewer: "Viewer") -> InitiativeQuerySet:
    return Initiative.objects.visible_to(viewer).order_by()


def leaders_of_units() -> dict[int, Leader]:
    """The leader of each unit, by the longest post."""
    found: dict[int, Leader] = {}
    for _pk, unit, person, name in posts_of_leaders():
        found.setdefault(unit, Leader(person, name))
    return found
