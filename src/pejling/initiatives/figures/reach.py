"""Which work contributes to aims, near or far: what every count of an aim's work is made of."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from pejling.chain.graph_building import graph_through
from pejling.core.dates import today
from pejling.initiatives.models import Initiative

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST = 20_000
"""So many elements are looked for below the aims."""


def work_below(aims: Collection[int], viewer: "Viewer") -> dict[int, set[int]]:
    """For each of the aims the initiatives that contribute to it, near or far, that the viewer may see, by their ids."""
    if not aims:
        return {}
    graph = graph_through(list(aims), today(), viewer=viewer, most=MOST)
    reached = {aim: graph.reach([aim], upwards=False).keys() for aim in aims}
    everything = set[int]().union(*reached.values())
    seen = Initiative.objects.visible_to(viewer).order_by()
    work = dict(seen.filter(element__in=everything).values_list("element", "pk"))
    return {aim: {work[pk] for pk in found if pk in work} for aim, found in reached.items()}
