"""What became of a promise that holds no more: its address stays, and says where it lives on or why it lapsed."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser

from pejling.chain.figures.afterwards import afterwards
from pejling.core.dates import today
from pejling.direction.models import Element, Fate, FateKind
from pejling.portal.figures.promise import is_of_promises, promises


@dataclass(frozen=True)
class Heir:
    """An aim that a promise lives on in, and whether that one is a promise too."""

    aim: Element
    is_promise: bool


@dataclass(frozen=True)
class GonePromise:
    """A promise of yesterday: the last day that it held, its public heirs, and why it lapsed where it did."""

    aim: Element
    last_day: date
    heirs: tuple[Heir, ...]
    reasons: tuple[str, ...]

    @property
    def pk(self) -> int:
        """The number in its address."""
        return self.aim.pk


def gone_promise(pk: int) -> GonePromise | None:
    """None for what is a promise still, what never was one, and what citizens may not read."""
    seen = Element.objects.visible_to(AnonymousUser()).aims().for_list()
    aim = seen.select_related("document__forum").filter(pk=pk).first()
    if aim is None or not is_of_promises(aim.document):
        return None
    after = afterwards(aim, AnonymousUser())
    if after is None or after.last_day is None:
        return None
    lapsed = Fate.objects.effective().filter(element=aim, kind=FateKind.LAPSED)
    heirs = tuple(
        Heir(each, promises(each.document, today()) and each.ended_on is None) for each in after.heirs
    )
    return GonePromise(aim, after.last_day, heirs, tuple(lapsed.values_list("why", flat=True)))
