"""What became of an aim that no longer counts: where it lives on, and the last day on which it stood in the chain."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pejling.direction.models import Element, Fate

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


@dataclass(frozen=True)
class Afterwards:
    """The heirs that the viewer may see, how many documents hold the others, and the last day, if it ever counted."""

    heirs: tuple[Element, ...]
    hidden: int
    last_day: date | None


def afterwards(element: Element, viewer: "Viewer") -> Afterwards | None:
    """None for what counts today."""
    if element.counts:
        return None
    fates = Fate.objects.effective().filter(element=element).exclude(to=None)
    heirs = list(
        Element.objects.visible_to(viewer).filter(inherited_fates__in=fates).for_list().order_by("pk")
    )
    elsewhere = fates.exclude(to__in=heirs).order_by().values("to__document").distinct()
    return Afterwards(tuple(heirs), elsewhere.count(), _last_day(element))


def _last_day(element: Element) -> date | None:
    ended = element.ended_on - timedelta(days=1) if element.ended_on else None
    until = element.document.in_force_until
    days = [each for each in (ended, until) if each]
    return min(days) if days and element.document.in_force_from else None
