"""How work goes as one picture: a bar for each plan of some units, or for each unit where there are many plans."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.core.formats import number
from pejling.initiatives.figures.reach import work_below
from pejling.initiatives.figures.status import mark_of
from pejling.initiatives.models import Initiative, Level
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.organisation.authority import above, below, unit_parents
from pejling.organisation.models import Unit
from pejling.web.charts import Segment, StackedBar, StackedBarChart
from pejling.web.tiles import Face, Subject

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

ORDER = (Level.ON_TRACK.value, Level.PRESSED.value, Level.OFF_TRACK.value, Level.NOT_ASSESSED.value, "")
MOST_PLANS = 10
"""With more plans than these there is a bar for each unit right below."""
Counts = Mapping[str, int]
"""How many stand at each level; nothing said is the level without a name."""


def status_tile(subject: Subject, viewer: "Viewer") -> Face | None:
    """The work of the units and of all below them, or what contributes to the aims, near or far, that the viewer may see."""
    rows = Initiative.objects.visible_to(viewer).expecting_reports()
    if subject.units:
        rows = rows.filter(unit__in=below(set(subject.units), unit_parents()))
    elif subject.aims:
        rows = rows.filter(pk__in=set[int]().union(*work_below(subject.aims, viewer).values()))
    else:
        return None
    bars = _by_plan(rows)
    if len(bars) > MOST_PLANS:
        bars = _by_unit(rows, subject.units)
    if not bars:
        return None
    total = sum(sum(counts.values()) for counts in bars.values())
    facts = {"count": number(total)}
    words = ngettext(
        "%(count)s indsats, der ventes status på.", "%(count)s indsatser, der ventes status på.", total
    )
    return Face(words=words % facts, chart=_chart(bars))


def _by_plan(rows: InitiativeQuerySet) -> dict[str, Counts]:
    """By the plan that the work stands in; two plans of one name are told apart by their units."""
    plan = ("element__document_id", "element__document__title", "element__document__unit__name")
    counted: dict[tuple[int, str, str], dict[str, int]] = defaultdict(dict)
    found = rows.order_by("element__document__unit__sort_key", "element__document__sort_key", plan[0])
    for pk, title, unit, level, count in found.values_list(*plan, "latest_report__level").annotate(
        Count("pk", distinct=True)
    ):
        counted[pk, title, unit][level or ""] = count
    titles = [title for _pk, title, _unit in counted]
    return {
        title if titles.count(title) == 1 else f"{title} ({unit})": counts
        for (_pk, title, unit), counts in counted.items()
    }


def _by_unit(rows: InitiativeQuerySet, units: frozenset[int]) -> dict[str, Counts]:
    """By the units asked about; of a single one by those right below it, and of aims by those right below the whole."""
    parents = unit_parents()
    units = units or frozenset(pk for pk, parent in parents.items() if parent is None)
    shown = units | ({pk for pk, parent in parents.items() if parent in units} if len(units) == 1 else set())
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for unit, level, count in (
        rows.order_by().values_list("unit", "latest_report__level").annotate(Count("pk", distinct=True))
    ):
        line = above(frozenset({unit}), parents)
        nearest = max(line & shown, key=lambda pk: len(above(frozenset({pk}), parents)), default=unit)
        counted[nearest][level or ""] += count
    found = (
        Unit.objects.filter(pk__in=counted)
        .order_by("sort_key", "pk")
        .values_list("pk", "name", "parent__name")
    )
    names = [name for _pk, name, _above in found]
    return {name if names.count(name) == 1 else f"{name} ({place})": counted[pk] for pk, name, place in found}


def _chart(bars: Mapping[str, Counts]) -> StackedBarChart:
    levels = [level for level in ORDER if any(counts.get(level) for counts in bars.values())]
    marks = {level: mark_of(level) for level in levels}
    sums = (
        (str(marks[level].word).lower(), sum(counts.get(level, 0) for counts in bars.values()))
        for level in levels
    )
    return StackedBarChart(
        title=_("Status, fordelt"),
        description=", ".join(f"{number(count)} {word}" for word, count in sums),
        segments=tuple(
            Segment(str(mark.word), mark.tone if level else "quiet", mark.shape if level else "diamond")
            for level, mark in marks.items()
        ),
        bars=tuple(
            StackedBar(name, tuple(counts.get(level, 0) for level in levels)) for name, counts in bars.items()
        ),
        own_words=True,
    )
