"""Who works on the same across the municipality: on an aim or a theme, and on aims elsewhere that say nearly the same."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from pejling.chain.graph_building import graph_through
from pejling.core.dates import today
from pejling.direction.models import Document, Element
from pejling.initiatives.models import Initiative
from pejling.organisation.authority import authority_of
from pejling.search.likeness import SAYS_LITTLE, likest, sought_in

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer
    from pejling.organisation.models import Unit

WORDS = 8
MOST_AIMS = 5
"""Aims of a theme whose like is looked for."""
MOST_ALIKE = 3
MOST_LOOKED_AT = 20
MOST_PARTIES = 12
MOST_REACHED = 20_000


@dataclass(frozen=True)
class Work:
    """An initiative, where it is, and who leads it."""

    title: str
    url: str
    lead: str


@dataclass(frozen=True)
class Party:
    """A unit, and what it does on the same aim."""

    unit: "Unit"
    works: tuple[Work, ...]


@dataclass(frozen=True)
class AlikeAim:
    """An aim in another document that says nearly the same, and who works on that."""

    aim: Element
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Coordination:
    """Who works on the same aims, and on those like them. `more` are the units that are not shown."""

    parties: tuple[Party, ...]
    more: int
    alike: tuple[AlikeAim, ...]


def coordination_on(aims: Collection[Element], viewer: "Viewer") -> Coordination | None:
    """As far as the viewer may see the work; nothing for the public, and nothing where nobody else works on it."""
    if not aims or not authority_of(viewer).is_internal:
        return None
    alike = _alike(aims, viewer)
    own = [aim.pk for aim in aims]
    graph = graph_through([*own, *(aim.pk for aim in alike)], today(), viewer=viewer, most=MOST_REACHED)
    reached = {aim.pk: set(graph.reach([aim.pk], upwards=False)) for aim in alike}
    here = set(graph.reach(own, upwards=False))
    # What is tied to the same thread already, above it or below it, is no other aim.
    near = here | set(graph.reach(own, upwards=True))
    works = _works(here.union(*reached.values()), viewer)
    parties = _parties(here, works)
    others = tuple(
        AlikeAim(aim, _parties(reached[aim.pk] - here, works)) for aim in alike if aim.pk not in near
    )
    if len(parties) < 2 and not others:
        return None
    return Coordination(parties[:MOST_PARTIES], max(len(parties) - MOST_PARTIES, 0), others[:MOST_ALIKE])


def _alike(aims: Collection[Element], viewer: "Viewer") -> list[Element]:
    """The aims in other documents that share two words with one of these, and are more than half as like it as itself."""
    documents = {aim.document_id for aim in aims}
    seen = Document.objects.visible_to(viewer).in_force().exclude(pk__in=documents)
    others = Element.objects.aims().active().filter(Q(document__in=seen) | Q(pk__in=[aim.pk for aim in aims]))
    found: dict[int, float] = {}
    for aim in list(aims)[:MOST_AIMS]:
        like = likest(sought_in(aim.title, most=WORDS, besides=SAYS_LITTLE), "element", others)
        itself = next((each.weight for each in like if each.pk == aim.pk), 0)
        for each in like[:MOST_LOOKED_AT]:
            if len(each.words) > 1 and 2 * each.weight > itself > 0:
                found[each.pk] = max(each.weight / itself, found.get(each.pk, 0))
    best = sorted(found.keys() - {aim.pk for aim in aims}, key=lambda pk: (-found[pk], pk))[: 2 * MOST_ALIKE]
    rows = Element.objects.for_list().in_bulk(best)
    return [rows[pk] for pk in best]


def _works(elements: Collection[int], viewer: "Viewer") -> Mapping[int, Initiative]:
    """The initiatives that go on behind these elements, by the element."""
    rows = Initiative.objects.visible_to(viewer).unfinished().filter(element__in=elements)
    return {row.element_id: row for row in rows.select_related("element", "unit", "lead")}


def _parties(elements: Collection[int], works: Mapping[int, Initiative]) -> tuple[Party, ...]:
    by_unit: dict[Unit, list[Initiative]] = defaultdict(list)
    for pk in elements:
        if pk in works:
            by_unit[works[pk].unit].append(works[pk])
    return tuple(
        Party(unit, tuple(_work(row) for row in sorted(rows, key=lambda row: row.element.title)))
        for unit, rows in sorted(by_unit.items(), key=lambda each: each[0].sort_key)
    )


def _work(row: Initiative) -> Work:
    return Work(row.element.title, reverse("initiative", args=[row.pk]), row.lead.name if row.lead else "")
