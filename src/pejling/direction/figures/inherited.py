"""Ties that wait for their owner's answer: inherited ones, and ones whose aim has lapsed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from pejling.core.dates import today
from pejling.direction.figures.weaving import threads_near
from pejling.direction.models import Contribution, Document, Element, Fate
from pejling.organisation.standing import standing_of

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

MOST = 200
"""Ties looked at for one person; whoever has more has enough to begin with."""


@dataclass(frozen=True)
class WaitingTie:
    """A tie to an old aim: where it is read to now (`heir`, through `fate`), or nowhere when the aim has lapsed."""

    tie: Contribution
    heir: Element | None
    fate: int


def waiting_ties(viewer: "Viewer") -> list[WaitingTie]:
    """The ties that wait for this viewer: of elements and documents they answer for, and of the units they lead."""
    standing = standing_of(viewer)
    if standing.person is None:
        return []
    mine = Q(responsible=standing.person) | Q(unit__in=standing.own_units & standing.led_units)
    gone = Exists(Fate.objects.effective().filter(element=OuterRef("upper")))
    ties = Contribution.objects.standing().filter(gone, lower__ended_on=None)
    binding = Document.objects.visible_to(viewer).in_force()
    own = Q(lower__responsible=standing.person, lower__document__in=binding)
    ties = ties.filter(own | Q(lower__document__in=binding.filter(mine))).select_related("lower", "upper")
    asked = {tie.pk: tie for tie in ties.order_by("pk")[:MOST]}
    if not asked:
        return []
    threads = threads_near({tie.lower_id for tie in asked.values()}, today())
    inherited = [
        (edge.tie, edge.upper, edge.fate) for edge in threads.edges if edge.fate and edge.tie in asked
    ]
    heirs = Element.objects.visible_to(viewer).in_bulk([upper for _tie, upper, _fate in inherited])
    waiting = [WaitingTie(asked[tie], heirs[upper], fate) for tie, upper, fate in inherited if upper in heirs]
    broken = {each.tie for each in threads.breaks if each.tie in asked}
    return waiting + [WaitingTie(asked[tie], None, 0) for tie in sorted(broken)]
