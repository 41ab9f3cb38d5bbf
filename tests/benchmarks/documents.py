"""The documents of the made-up municipality, with sections, points, and what has happened in their lives."""

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from pejling.activity.models import Activity
from pejling.core.history import create_all
from pejling.core.positions import POSITION_GAP
from pejling.direction.models import (
    Addressing,
    Adoption,
    Document,
    DocumentKind,
    Element,
    ElementKind,
    Life,
    Phase,
    Section,
    Share,
    Visibility,
)
from tests.benchmarks import words

if TYPE_CHECKING:
    from tests.benchmarks.world import World

# How many of each hundred documents are of the kind; all the rest are the units' own plans.
SHARES = {
    "vision": 1,
    "policy": 8,
    "law": 4,
    "strategy": 4,
    "budget_agreement": 2,
    "directors_contract": 1,
    "bearing": 12,
    "core_task": 8,
}
PER_SECTION = 12
HAPPENINGS = 6
# A point's kind, and how many steps back in the section the one that it hangs under stands.
TREE = (
    ("focus_area", 0),
    ("goal", 1),
    ("initiative", 1),
    ("success_criterion", 2),
    ("goal", 4),
    ("initiative", 1),
)
IN_A_SECTION = 10
WORK_TREE = (
    ("focus_area", 0),
    ("goal", 1),
    *(("initiative", back) for back in range(1, 1 + IN_A_SECTION)),
)
"""The same in the plan that is full of work: ten initiatives under the goal of each section."""


def write_documents(world: "World") -> None:
    """All documents; the last of them is the long one, and the one before it the plan that is full of work."""
    kinds = {kind.code: kind for kind in DocumentKind.objects.all()}
    rows = [_document(world, number, kinds[code]) for number, code in enumerate(_codes(world.size.documents))]
    world.documents = create_all(Document, rows, by=world.secretary)
    world.plan, world.long_document = world.documents[-2:]
    _let_them_live(world)
    _write_points(world)


def _codes(count: int) -> list[str]:
    """The kinds of all documents, the highest in the chain first."""
    codes = [code for code, share in SHARES.items() for _each in range(max(1, count * share // 100))]
    return (codes + ["strategy_plan"] * count)[:count]


def _document(world: "World", number: int, kind: DocumentKind) -> Document:
    is_read = number >= world.size.documents - 2
    place = number % len(world.units) if kind.life == Life.LIVING else number % 6
    is_draft = number % 23 == 11 and not is_read
    begun = world.on - timedelta(days=300 + number % 900)
    return Document(
        kind=kind,
        title=f"{kind.name}: {words.sentence(world.draw)[:80].rstrip('.')} {number}",
        unit=world.units[place],
        responsible=None if number % 17 == 3 else world.leaders[place],
        forum=world.forums[number % 7] if kind.life == Life.ADOPTED else None,
        summary=words.sentence(world.draw),
        visibility=_visibility(kind, number, is_draft=is_draft),
        phase=Phase.DRAFT if is_draft else Phase.IN_FORCE,
        in_force_from=None if is_draft else begun,
        starts_on=begun,
        ends_on=world.on - timedelta(days=20)
        if number % 29 == 5 and not is_read
        else world.on + timedelta(days=200 + number),
        created_at=timezone.now() - timedelta(days=number % 900),
        touched_at=timezone.now() - timedelta(days=number % 500),
    )


def _visibility(kind: DocumentKind, number: int, *, is_draft: bool) -> Visibility:
    if is_draft:
        return Visibility.DRAFT
    if kind.life != Life.LIVING:
        return Visibility.PUBLIC
    return Visibility.SHARED if number % 10 == 4 else Visibility.INTERNAL


def _let_them_live(world: "World") -> None:
    """Adoptions, shares, addressees, editors and lines of activity."""
    Adoption.objects.bulk_create(
        Adoption(document=row, forum=row.forum, decided_on=row.in_force_from, in_force_on=row.in_force_from)
        for row in world.documents
        if row.forum and row.in_force_from
    )
    shared = [row for row in world.documents if row.visibility == Visibility.SHARED]
    units = cycle(world.units[1:] or world.units)
    Share.objects.bulk_create(Share(document=row, unit=next(units)) for row in shared)
    bearings = [row for row in world.documents if row.kind.is_bearing]
    Addressing.objects.bulk_create(
        Addressing(document=row, unit=next(units))
        if number % 3
        else Addressing(document=row, unit_kind=row.unit.kind)
        for number, row in enumerate(bearings)
    )
    through = Document.editors.through
    people = cycle(world.leaders)
    through._default_manager.bulk_create(
        through(document=row, person=next(people)) for row in world.documents[::3]
    )
    _note(world)


def _note(world: "World") -> None:
    kind = ContentType.objects.get_for_model(Document)
    people = cycle(world.leaders)
    Activity.objects.bulk_create(
        Activity(
            verb="direction.wrote",
            target_kind=kind,
            target_id=row.pk,
            by=next(people),
            at=timezone.now() - timedelta(days=(row.pk * 7 + number) % 700),
        )
        for number in range(HAPPENINGS)
        for row in world.documents
    )


def _write_points(world: "World") -> None:
    """Sections of a dozen points, and in each the points as trees."""
    kinds = {kind.code or "": kind for kind in ElementKind.objects.all()}
    counts = _counts(world)
    sections = [
        Section(
            document=row,
            position=number * POSITION_GAP,
            title=words.wish(world.draw),
            body=words.prose(world.draw, 2),
        )
        for row, count in zip(world.documents, counts, strict=True)
        for number in range(1, 2 + (count - 1) // PER_SECTION)
    ]
    by_document: dict[int, list[Section]] = {}
    for section in create_all(Section, sections, by=world.secretary):
        by_document.setdefault(section.document_id, []).append(section)
    depths: list[list[Element]] = [[], [], []]
    for row, count in zip(world.documents, counts, strict=True):
        points = _points(world, row, by_document[row.pk], count, kinds)
        world.elements[row.pk] = [point for point, _depth in points]
        for point, depth in points:
            depths[depth].append(point)
    for level in depths:
        create_all(Element, level, by=world.secretary)


def _counts(world: "World") -> list[int]:
    """How many points each document has: a bearing one, those that are read their number, the others alike."""
    read = [world.size.work // IN_A_SECTION * len(WORK_TREE), world.size.long]
    ones = [row.kind.is_bearing for row in world.documents[: -len(read)]]
    left = world.size.elements - sum(read) - sum(ones)
    each, rest = divmod(left, ones.count(False))
    counts = []
    for is_one in ones:
        counts.append(1 if is_one else each + (rest > 0))
        rest -= not is_one and rest > 0
    return counts + read


def _points(
    world: "World", row: Document, sections: list[Section], count: int, kinds: dict[str, ElementKind]
) -> list[tuple[Element, int]]:
    found: list[tuple[Element, int]] = []
    tree = WORK_TREE if row is world.plan else TREE
    for number in range(count):
        code, back = tree[number % PER_SECTION % len(tree)]
        above, depth = found[-back] if back else (None, -1)
        element = Element(
            document=row,
            section=sections[number // PER_SECTION],
            parent=above,
            kind=kinds["priority" if row.kind.is_bearing else code],
            position=number * POSITION_GAP,
            title=words.wish(world.draw),
            text=words.prose(world.draw, 1, 2) if number % 2 else "",
            responsible=world.draw.choice(world.leaders) if number % 3 == 1 else None,
            ended_on=world.on - timedelta(days=9) if number % 41 == 40 and tree is TREE else None,
        )
        found.append((element, depth + 1))
    return found
