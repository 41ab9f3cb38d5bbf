"""What an overview is about - the municipality, a unit, what a forum has adopted, a document, an aim - and its rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from pejling.direction.models import Adoption, Document, Element
from pejling.initiatives.figures.reach import work_below
from pejling.initiatives.models import Initiative
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authorities import posts_of_leaders
from pejling.organisation.authority import below, unit_parents, way_up
from pejling.organisation.models import Forum, Unit
from pejling.web import tiles

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.direction.models.documents import DocumentQuerySet


@dataclass(frozen=True)
class Leader:
    """Whom to ask about a row."""

    pk: int
    name: str


@dataclass(frozen=True)
class Row:
    """A line of the overview: a unit with all below it, or a plan. `url` leads to its own overview, or its page.

    `narrowing` is what narrows the list of initiatives to the row; None where nothing does.
    """

    label: str
    url: str
    leader: Leader | None
    narrowing: Mapping[str, int] | None


@dataclass(frozen=True)
class Subject:
    """What the overview is about, with its rows in their own order, never by result.

    `places` says in which rows an initiative belongs, by its id; what belongs in none is not part of the subject. What hangs
    below two of a forum's documents stands in both rows and counts once. `plans` and `documents` narrow the plans that
    belong to the subject and the documents whose aims do; `narrowing` narrows the list of initiatives to it, where it can.
    `about` is what other rooms' tiles are asked about.
    """

    title: str
    url: str
    rows: tuple[Row, ...]
    places: Mapping[int, tuple[int, ...]]
    plans: Q
    documents: Q
    narrowing: Mapping[str, int] | None
    about: tiles.TileSubject
    above: tuple[tuple[str, str], ...] = ()


def overview_url(unit: Unit) -> str:
    """Where the overview of a unit is."""
    return reverse("overview") if unit.parent_id is None else reverse("overview_of_unit", args=[unit.pk])


def subject_of_unit(unit: Unit, viewer: "Viewer") -> Subject:
    """A unit with all below it: a row for each unit right below and one for its own work; its plans, where none is below."""
    children = list(unit.children.current().order_by("sort_key", "pk"))
    narrowing = {} if unit.parent_id is None else {"enhed": unit.pk}
    rows, places = _by_unit(unit, children, _seen(viewer)) if children else _by_plan(unit, viewer)
    inside = Q(unit__in=below({unit.pk}, unit_parents()))
    about = tiles.TileSubject(units=frozenset({unit.pk}))
    return Subject(
        unit.name, overview_url(unit), rows, places, inside, inside, narrowing, about, _above(unit, viewer)
    )


def subject_of_aim(aim: Element, viewer: "Viewer") -> Subject:
    """An aim: all work that contributes to it, near or far, by unit."""
    found = work_below([aim.pk], viewer)
    rows, places = _by_area(found[aim.pk], viewer)
    above = ((aim.document.title, reverse("overview_of_document", args=[aim.document_id])),)
    url = reverse("overview_of_aim", args=[aim.pk])
    about = tiles.TileSubject(aims=frozenset({aim.pk}))
    return Subject(aim.title, url, rows, places, _plans_of(places), Q(pk__in=[]), None, about, above)


def subject_of_document(document: Document, viewer: "Viewer") -> Subject:
    """A document that sets direction, a cross-cutting theme among them: all work that contributes to its aims, by unit."""
    aims = list(document.elements.active().values_list("pk", flat=True))
    found = {pk for reached in work_below(aims, viewer).values() for pk in reached}
    rows, places = _by_area(found, viewer)
    url = reverse("overview_of_document", args=[document.pk])
    about = tiles.TileSubject(aims=frozenset(aims))
    return Subject(document.title, url, rows, places, _plans_of(places), Q(pk=document.pk), None, about)


def subject_of_plan(plan: Document, viewer: "Viewer") -> Subject:
    """A plan: the work that stands in it."""
    leader = leaders_of_units().get(plan.unit_id)
    row = Row(plan.title, reverse("plan", args=[plan.pk]), leader, {"plan": plan.pk})
    own = _seen(viewer).filter(element__document=plan).values_list("pk", flat=True)
    mine = Q(pk=plan.pk)
    about = tiles.TileSubject(aims=frozenset(plan.elements.aims().active().values_list("pk", flat=True)))
    return Subject(plan.title, row.url, (row,), dict.fromkeys(own, (0,)), mine, mine, row.narrowing, about)


def subject_of_forum(forum: Forum, viewer: "Viewer") -> Subject:
    """What a forum has adopted and is in force: a row for each document, with all work that contributes to its aims."""
    documents = list(
        _adopted(forum, viewer).select_related("responsible").order_by("kind__position", "sort_key", "pk")
    )
    aims = dict(Element.objects.active().filter(document__in=documents).values_list("pk", "document"))
    reached = work_below(aims, viewer)
    place = {document.pk: number for number, document in enumerate(documents)}
    places: dict[int, set[int]] = defaultdict(set)
    for aim, found in reached.items():
        for pk in found:
            places[pk].add(place[aims[aim]])
    rows = [
        Row(
            document.title,
            reverse("overview_of_document", args=[document.pk]),
            Leader(document.responsible.pk, document.responsible.name) if document.responsible else None,
            None,
        )
        for document in documents
    ]
    settled = {pk: tuple(sorted(numbers)) for pk, numbers in places.items()}
    url, own = reverse("overview_of_forum", args=[forum.pk]), Q(pk__in=list(place))
    about = tiles.TileSubject(aims=frozenset(aims))
    return Subject(forum.name, url, tuple(rows), settled, _plans_of(settled), own, None, about)


def tiles_subject_of_forum(forum: Forum, viewer: "Viewer") -> tiles.TileSubject:
    """What tiles are asked about on a forum's page: the aims of what it has adopted and is in force."""
    aims = Element.objects.active().filter(document__in=_adopted(forum, viewer).order_by().values("pk"))
    return tiles.TileSubject(aims=frozenset(aims.order_by().values_list("pk", flat=True)))


def _adopted(forum: Forum, viewer: "Viewer") -> "DocumentQuerySet":
    adopted = Adoption.objects.active().filter(forum=forum).order_by().values("document")
    return Document.objects.visible_to(viewer).in_force().filter(pk__in=adopted)


def _plans_of(places: Mapping[int, tuple[int, ...]]) -> Q:
    """The plans that the initiatives stand in."""
    return Q(pk__in=Initiative.objects.filter(pk__in=places).order_by().values("element__document"))


def _by_area(found: Collection[int], viewer: "Viewer") -> tuple[tuple[Row, ...], dict[int, tuple[int, ...]]]:
    """By the units right below the top that have a part in it."""
    top = Unit.objects.current().filter(parent=None).order_by("pk").first()
    if top is None or not found:
        return (), {}
    children = list(top.children.current().order_by("sort_key", "pk"))
    rows, places = _by_unit(top, children, _seen(viewer).filter(pk__in=found))
    return tuple(replace(row, narrowing=None) for row in rows), places


def _by_unit(
    unit: Unit, children: list[Unit], seen: InitiativeQuerySet
) -> tuple[tuple[Row, ...], dict[int, tuple[int, ...]]]:
    parents, leaders = unit_parents(), leaders_of_units()
    row_of: dict[int, int] = {}
    for place, child in enumerate(children):
        row_of |= dict.fromkeys(below({child.pk}, parents), place)
    # What lies in the unit itself, and what an ended unit right below it has left.
    row_of |= dict.fromkeys(below({unit.pk}, parents) - row_of.keys(), len(children))
    rows = [
        Row(child.name, overview_url(child), leaders.get(child.pk), {"enhed": child.pk}) for child in children
    ]
    own = Row(unit.name, reverse("unit", args=[unit.pk]), leaders.get(unit.pk), {"kun_enhed": unit.pk})
    work = seen.filter(unit__in=row_of).values_list("pk", "unit")
    return (*rows, own), {pk: (row_of[home],) for pk, home in work}


def _by_plan(unit: Unit, viewer: "Viewer") -> tuple[tuple[Row, ...], dict[int, tuple[int, ...]]]:
    found = dict(_seen(viewer).filter(unit=unit).values_list("pk", "element__document"))
    plans = (
        Document.objects.visible_to(viewer)
        .filter(pk__in=set(found.values()))
        .order_by("kind__position", "sort_key", "pk")
    )
    leader = leaders_of_units().get(unit.pk)
    rows = [Row(plan.title, reverse("plan", args=[plan.pk]), leader, {"plan": plan.pk}) for plan in plans]
    place = {plan.pk: number for number, plan in enumerate(plans)}
    if found.keys() and not place.keys() >= set(found.values()):
        # Work that one has a part in, in plans that one may not see.
        rows.append(Row(unit.name, reverse("unit", args=[unit.pk]), leader, {"kun_enhed": unit.pk}))
    return tuple(rows), {pk: (place.get(document, len(place)),) for pk, document in found.items()}


def _seen(viewer: "Viewer") -> InitiativeQuerySet:
    return Initiative.objects.visible_to(viewer).order_by()


def _above(unit: Unit, viewer: "Viewer") -> tuple[tuple[str, str], ...]:
    """The way from the whole down to the unit."""
    _here, *way = way_up(unit.pk, unit_parents())
    named = Unit.objects.visible_to(viewer).in_bulk(way)
    return tuple((named[pk].name, overview_url(named[pk])) for pk in reversed(way) if pk in named)


def leaders_of_units() -> dict[int, Leader]:
    """The leader of each unit, by the longest post."""
    found: dict[int, Leader] = {}
    for _pk, unit, person, name in posts_of_leaders():
        found.setdefault(unit, Leader(person, name))
    return found
