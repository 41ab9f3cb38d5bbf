"""The picture of the whole chain: what stands in each column, what runs between the columns, and where it breaks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pejling.chain.figures.breaks import Everything, Fault, broken_in, read_everything
from pejling.chain.graph import Edge
from pejling.chain.sight import MOST, Sight, sight_of
from pejling.core.formats import number
from pejling.core.version_cache import kept_by_version
from pejling.direction.models import ChainColumn, Nature
from pejling.web.charts import FlowBand, FlowChart, FlowGap, FlowStage

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

ORDER = list(ChainColumn)


@dataclass(frozen=True)
class Whole:
    """Aims and work in each column, threads from a lower column to a higher, and faults in each column."""

    counts: Counter[tuple[ChainColumn, str]]
    bands: Counter[tuple[ChainColumn, ChainColumn]]
    faults: Counter[tuple[ChainColumn, Fault]]


def whole_chain(viewer: "Viewer") -> Whole:
    """Of what the viewer may see. Read from the whole chain, once for all who see the same of it."""
    return whole_for(sight_of(viewer))


@kept_by_version(most=MOST)
def whole_for(sight: Sight) -> Whole:
    """The same of what somebody may see."""
    everything = read_everything(sight)
    broken = broken_in(everything)
    graph, seen = everything.graph, everything.seen
    counts = Counter(
        (ChainColumn(graph.home(pk).column), everything.natures[pk])
        for pk, node in graph.nodes.items()
        if node.document in seen and pk in everything.natures
    )
    columns = {pk: ChainColumn(home.column) for pk, home in graph.homes.items()}
    bands = Counter(
        (columns[graph.nodes[edge.lower].document], columns[graph.nodes[edge.upper].document])
        for edge in _threads(everything)
    )
    faults = Counter(
        (ChainColumn(broken.columns[pk]), fault) for fault, several in broken.faults.items() for pk in several
    )
    return Whole(counts, bands, faults)


def _threads(everything: Everything) -> Iterator[Edge]:
    """The ties that count between what the viewer may see."""
    graph, seen = everything.graph, everything.seen
    for edge in graph.edges:
        if edge.tie and graph.nodes[edge.lower].document in seen and graph.nodes[edge.upper].document in seen:
            yield edge


def threads_between(lower: ChainColumn, upper: ChainColumn, viewer: "Viewer") -> list[Edge]:
    """The ties of one band, in a fixed order."""
    everything = read_everything(sight_of(viewer))
    home = everything.graph.home
    found = [
        edge
        for edge in _threads(everything)
        if (home(edge.lower).column, home(edge.upper).column) == (lower, upper)
    ]
    return sorted(found, key=lambda edge: (edge.upper, edge.lower))


def whole_chart(whole: Whole) -> FlowChart:
    """The same as a drawing in which everything opens what it counts."""
    bands = [_band(lower, upper, count) for (lower, upper), count in whole.bands.items() if lower != upper]
    aims = sum(count for (_column, nature), count in whole.counts.items() if nature == Nature.AIM)
    return FlowChart(
        title=_("Hele kæden"),
        description=_(
            "%(aims)s mål i kolonner fra vision til effekt, %(threads)s tråde imellem dem og %(breaks)s brud."
            " Tallene er links."
        )
        % {
            "aims": number(aims),
            "threads": number(whole.bands.total()),
            "breaks": number(whole.faults.total()),
        },
        stages=tuple(_stage(column, whole) for column in ORDER),
        bands=tuple(sorted(bands, key=lambda band: (band.start, band.end))),
    )


def _stage(column: ChainColumn, whole: Whole) -> FlowStage:
    aims, work = (whole.counts[column, nature] for nature in (Nature.AIM, Nature.WORK))
    words = [ngettext("%(count)s mål", "%(count)s mål", aims) % {"count": number(aims)}]
    if work:
        words.append(ngettext("%(count)s indsats", "%(count)s indsatser", work) % {"count": number(work)})
    inside = whole.bands[column, column]
    within = _("%(count)s tråde indbyrdes") % {"count": number(inside)}
    return FlowStage(
        str(column.label),
        ", ".join(words),
        aims + work,
        reverse("chain_column", args=[column.value]) if aims + work else "",
        FlowBand(ORDER.index(column), ORDER.index(column), inside, within, _address(column, column))
        if inside
        else None,
        tuple(_gaps(column, whole)),
    )


def _gaps(column: ChainColumn, whole: Whole) -> Iterator[FlowGap]:
    said = {
        Fault.BROKEN: (_("brudte"), _("%(column)s: knyttet til et mål, der er væk")),
        Fault.LOOSE: (_("løse"), _("%(column)s: bidrager ikke til noget")),
        Fault.UNSUPPORTED: (_("uden bidrag"), _("%(column)s: mål, som intet bidrager til")),
    }
    for fault, (label, words) in said.items():
        count = whole.faults[column, fault]
        if count:
            query = urlencode({"slags": fault.value, "kolonne": column.value})
            yield FlowGap(
                label,
                words % {"column": column.label},
                count,
                f"{reverse('chain_broken')}?{query}",
                is_after=fault == Fault.UNSUPPORTED,
            )


def _band(lower: ChainColumn, upper: ChainColumn, count: int) -> FlowBand:
    said = _("%(count)s tråde fra %(lower)s til %(upper)s") % {
        "count": number(count),
        "lower": str(lower.label).lower(),
        "upper": str(upper.label).lower(),
    }
    start, end = sorted((ORDER.index(lower), ORDER.index(upper)))
    return FlowBand(start, end, count, said, _address(lower, upper))


def _address(lower: ChainColumn, upper: ChainColumn) -> str:
    return reverse("chain_band", args=[lower.value, upper.value])
