"""All broken threads of the municipality: ties to aims that are gone, elements that hang loose, aims without support.

Where a tie leads to an aim that is gone, it is said what became of the aim and since when.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pejling.chain.figures.chain import EFFECT_ONLY, hangs_loose, is_gone, namesakes_of, place_of
from pejling.chain.graph import Graph
from pejling.chain.graph_building import whole_graph
from pejling.chain.sight import MOST, Sight, sight_of
from pejling.core.formats import day
from pejling.core.permissions import may
from pejling.core.version_cache import kept_by_version
from pejling.direction.models import Element, Fate, FateKind, Nature, Phase

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


class Fault(models.TextChoices):
    """The three ways in which a thread is broken."""

    BROKEN = "brudte", gettext_lazy("Knyttet til et mål, der er væk")
    LOOSE = "loese", gettext_lazy("Bidrager ikke til noget")
    UNSUPPORTED = "uden", gettext_lazy("Mål, som intet bidrager til")


@dataclass(frozen=True)
class Loss:
    """How and since when an aim is gone, as one would say it; and the reason that was given."""

    words: str
    why: str = ""


@dataclass(frozen=True)
class BrokenTie:
    """A tie whose thread stops at an aim that is gone, and what became of that aim."""

    tie: int
    end: Element
    loss: Loss
    place: str


@dataclass(frozen=True)
class BrokenLine:
    """An element with a fault, its broken ties when that is the fault, and whether the viewer may tie it."""

    element: Element
    ties: tuple[BrokenTie, ...]
    may_tie: bool


@dataclass(frozen=True)
class BrokenThreads:
    """The ids of the elements with each fault, that the viewer may see; for a broken tie, of its lower end.

    `columns` says where each of them stands, and `ends` gives for each lower end its broken ties with the aims at which
    their threads stop.
    """

    faults: dict[Fault, list[int]]
    columns: dict[int, str]
    ends: dict[int, list[tuple[int, int]]]

    def named(self, ids: Collection[int], fault: Fault, viewer: "Viewer") -> list[BrokenLine]:
        """The elements of one page, in the order of the ids: a number of queries that does not grow with them."""
        ends = {pk: self.ends[pk] for pk in ids} if fault == Fault.BROKEN else {}
        gone = {end for pairs in ends.values() for _tie, end in pairs}
        rows = Element.objects.for_list().prefetch_related("document__editorships").in_bulk([*ids, *gone])
        losses = losses_of([rows[pk] for pk in gone])
        namesakes = namesakes_of(rows.values())
        places = {pk: place_of(rows[pk], is_namesake=pk in namesakes) for pk in gone}
        return [
            BrokenLine(
                rows[pk],
                tuple(BrokenTie(tie, rows[end], losses[end], places[end]) for tie, end in ends.get(pk, ())),
                may_tie=may(viewer, "direction.tie", rows[pk]),
            )
            for pk in ids
        ]


@dataclass(frozen=True)
class Everything:
    """The whole chain, the documents that the viewer may see, those long enough in force to be judged, and natures."""

    graph: Graph
    seen: Collection[int]
    judged: Collection[int]
    natures: dict[int, str]


def read_everything(sight: Sight) -> Everything:
    """For pages about the whole: two queries, of which one reads the chain."""
    natures = Element.objects.filter(kind__nature__in=(Nature.AIM, Nature.WORK)).order_by()
    return Everything(
        whole_graph(sight.on, public_only=sight.public_only),
        sight.seen,
        sight.judged,
        dict(natures.values_list("pk", "kind__nature")),
    )


def broken_threads(viewer: "Viewer") -> BrokenThreads:
    """Found by reading the whole chain, once for all who see the same of it."""
    return threads_broken_for(sight_of(viewer))


@kept_by_version(most=MOST)
def threads_broken_for(sight: Sight) -> BrokenThreads:
    """The same of what somebody may see."""
    return broken_in(read_everything(sight))


def broken_in(everything: Everything) -> BrokenThreads:
    """The same in the chain as it was read."""
    graph, natures = everything.graph, everything.natures
    ends = _broken(graph, everything.seen)
    roots = [
        pk
        for pk, node in graph.nodes.items()
        if not node.parent and node.document in everything.judged and pk in natures
    ]
    faults = {
        Fault.BROKEN: sorted(pk for pk in ends if graph.nodes[pk].document in everything.seen),
        Fault.LOOSE: [pk for pk in roots if hangs_loose(pk, graph)],
        Fault.UNSUPPORTED: list(_unsupported(roots, natures, graph)),
    }
    columns = {pk: graph.home(pk).column for several in faults.values() for pk in several}
    return BrokenThreads(faults, columns, ends)


def _broken(graph: Graph, seen: Collection[int]) -> dict[int, list[tuple[int, int]]]:
    """The gone aims at the end of each element's broken ties; not those in drafts, nor those that the viewer may not see."""
    gone = Element.objects.filter(pk__in={each.end for each in graph.breaks}).select_related("document")
    known = {element.pk for element in gone if element.document_id in seen and is_gone(element)}
    ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for each in graph.breaks:
        if each.end in known:
            ends[each.lower].append((each.tie, each.end))
    return dict(ends)


def _unsupported(roots: list[int], natures: dict[int, str], graph: Graph) -> Iterator[int]:
    supported = graph.supported
    for pk in roots:
        if natures[pk] == Nature.AIM and pk not in supported and graph.home(pk).column not in EFFECT_ONLY:
            yield pk


def losses_of(aims: Collection[Element]) -> dict[int, Loss]:
    """What became of each aim, with its document at hand: one query."""
    lapses = Fate.objects.effective().filter(element__in=aims, kind=FateKind.LAPSED) if aims else ()
    lapsed = {fate.element_id: fate for fate in lapses}
    return {aim.pk: _loss(aim, lapsed.get(aim.pk)) for aim in aims}


def _loss(aim: Element, lapse: Fate | None) -> Loss:
    if lapse is not None:
        return Loss(_said(_("Det bortfaldt"), lapse.effective_on), lapse.why)
    if aim.ended_on:
        return Loss(_said(_("Det ophørte"), aim.ended_on))
    document = aim.document
    since = document.in_force_until + timedelta(days=1) if document.in_force_until else None
    ended = {
        Phase.SUCCEEDED: _("Dets dokument blev afløst"),
        Phase.RETIRED: _("Dets dokument blev udfaset"),
    }.get(Phase(document.phase), _("Dets dokument gælder ikke"))
    return Loss(_said(ended, since))


def _said(words: str, since: date | None) -> str:
    return _("%(what)s den %(day)s.") % {"what": words, "day": day(since)} if since else f"{words}."
