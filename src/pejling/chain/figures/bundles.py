"""Many elements of a column as few boxes: by document, by unit, or by the unit above, whatever makes few enough."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import number
from pejling.core.keys import read_key
from pejling.direction.models import Document
from pejling.organisation.models import Unit

if TYPE_CHECKING:
    from pejling.direction.models import ChainColumn

FEW_BOXES = 10
"""So many boxes a column shows, before its elements are bundled."""
MOST_BOXES = 40
MOST_OPENED = 12

Step = tuple[str, int]
"""A step on the way down to an element: `e` and a unit, or `d` and a document."""
Way = tuple[Step, ...]


@dataclass(frozen=True)
class Bundle:
    """Elements shown as one box. `code` opens it; `places` is how many units its elements stand in."""

    column: "ChainColumn"
    code: str
    name: str
    elements: tuple[int, ...]
    places: int

    @property
    def key(self) -> str:
        """What it is called in the picture: the same unit can have a bundle in two columns."""
        return f"{self.code}-{self.column.value}"

    @property
    def counted(self) -> str:
        """How much it holds, as one would say it."""
        points = ngettext("%(count)s mål eller indsats", "%(count)s mål og indsatser", len(self.elements)) % {
            "count": number(len(self.elements))
        }
        if self.places < 2:
            return points
        units = ngettext("%(count)s enhed", "%(count)s enheder", self.places) % {"count": number(self.places)}
        return _("%(points)s i %(units)s") % {"points": points, "units": units}


@dataclass(frozen=True)
class Ways:
    """How each document hangs under units, and what they are called."""

    ways: Mapping[int, Way]
    names: Mapping[Step, str]

    @classmethod
    def of(cls, documents: Collection[int]) -> "Ways":
        """Two queries, and none for no documents."""
        if not documents:
            return cls({}, {})
        every = Unit.objects.order_by().values_list("pk", "parent_id", "name")
        units = {pk: (parent, name) for pk, parent, name in every}
        rows = Document.objects.filter(pk__in=documents).order_by().values_list("pk", "title", "unit")
        names: dict[Step, str] = {("e", pk): name for pk, (_parent, name) in units.items()}
        ways: dict[int, Way] = {}
        for pk, title, unit in rows:
            names["d", pk] = title
            ways[pk] = (*_above(unit, units), ("d", pk))
        return cls(ways, names)

    def above(self, code: str, document: int) -> str:
        """What stands above a unit or a document on the way down to a document: the unit that it belongs to."""
        way = self.ways[document]
        place = way.index((code[:1], int(code[1:])))
        return self.names[way[max(place - 1, 0)]]

    def holds(self, code: str, elements: Collection[int], homes: Mapping[int, int]) -> bool:
        """Whether some of the elements stand below the unit, or in the document, that a code means."""
        step = code[:1], int(code[1:])
        return any(step in self.ways.get(homes[pk], ()) for pk in elements)


def read_codes(text: str) -> list[str]:
    """The codes of opened bundles as an address gives them: `e12,d7`. What is no code is left out."""
    found = [each for each in text[:200].split(",") if each[:1] in ("e", "d") and read_key(each[1:])]
    return list(dict.fromkeys(found))[:MOST_OPENED]


def _above(unit: int, units: Mapping[int, tuple[int | None, str]]) -> Way:
    """The units from the top down to this one."""
    way: list[Step] = []
    here: int | None = unit
    while here is not None and here in units:
        way.append(("e", here))
        here = units[here][0]
    return tuple(reversed(way))


def bundled(
    column: "ChainColumn",
    elements: Sequence[int],
    homes: Mapping[int, int],
    ways: Ways,
    opened: Collection[str],
) -> tuple[list[int], list[Bundle]]:
    """The elements to show one by one, and the bundles of the rest. `homes` says which document each stands in."""
    if len(elements) <= FEW_BOXES:
        return list(elements), []
    single, bundles = [], []
    for step, group in _grouped([(pk, ways.ways[homes[pk]]) for pk in elements]):
        code = f"{step[0]}{step[1]}"
        if len(group) == 1:
            single.append(group[0])
        elif code in opened:
            inner, more = _opened(column, group, homes, ways, opened, step)
            single += inner
            bundles += more
        else:
            places = len({ways.ways[homes[pk]][:-1] for pk in group})
            bundles.append(Bundle(column, code, ways.names[step], tuple(group), places))
    return single, bundles


def told_apart(bundles: Sequence[Bundle], homes: Mapping[int, int], ways: Ways) -> list[Bundle]:
    """Two bundles of the same name say what they stand under, too."""
    names = Counter(bundle.name for bundle in bundles)
    return [
        replace(bundle, name=f"{bundle.name} · {ways.above(bundle.code, homes[bundle.elements[0]])}")
        if names[bundle.name] > 1
        else bundle
        for bundle in bundles
    ]


def _opened(
    column: "ChainColumn",
    group: Sequence[int],
    homes: Mapping[int, int],
    ways: Ways,
    opened: Collection[str],
    step: Step,
) -> tuple[list[int], list[Bundle]]:
    """What an opened bundle holds: its elements, or bundles again where it holds many of more than one unit or document."""
    below = {pk: ways.ways[homes[pk]] for pk in group}
    rest = {pk: way[way.index(step) + 1 :] for pk, way in below.items()}
    if len(group) <= FEW_BOXES or len(set(rest.values())) == 1:
        return list(group), []
    inside = Ways({homes[pk]: way for pk, way in rest.items()}, ways.names)
    return bundled(column, group, homes, inside, opened)


def _grouped(elements: Sequence[tuple[int, Way]]) -> list[tuple[Step, list[int]]]:
    """Groups that are few enough: by document, and from the lowest units upwards for as long as there are too many."""
    depths = {pk: len(way) for pk, way in elements}
    while True:
        groups: dict[Way, list[int]] = defaultdict(list)
        for pk, way in elements:
            groups[way[: depths[pk]]].append(pk)
        deepest = max(len(way) for way in groups)
        if len(groups) <= FEW_BOXES or deepest == 1:
            return [(way[-1], group) for way, group in groups.items()]
        higher = {pk: min(depth, deepest - 1) for pk, depth in depths.items()}
        if len({way[: higher[pk]] for pk, way in elements}) == 1 and len(groups) <= MOST_BOXES:
            return [(way[-1], group) for way, group in groups.items()]
        depths = higher
