"""Where higher rooms tell direction what only they know: preconditions of adoption, what follows the fates of lines,
and what keeps a line as it is.

Direction asks them and imports none of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pejling.core.rooms import Part, parts

if TYPE_CHECKING:
    from django.db.models import Q

    from pejling.direction.models import Document, Element, Fate
    from pejling.people.models import Person


@dataclass(frozen=True)
class AdoptionPrecondition(Part):
    """What still hinders the adoption of a document, a sentence each; empty when nothing does."""

    hinders: "Callable[[Document], list[str]]"


@dataclass(frozen=True)
class FateFollower(Part):
    """Hears of fates that have come true, from the day that each bears, and of those that are plans again and bear none."""

    follow: "Callable[[Sequence[Fate], Person], None]"


@dataclass(frozen=True)
class NeedsNoFate(Part):
    """The elements that need no fate when direction changes, because what stood in them is over."""

    condition: "Callable[[], Q]"


@dataclass(frozen=True)
class DeletionGuard(Part):
    """Why an element can neither be deleted nor become something of another nature, in a sentence; empty when it can."""

    kept_because: "Callable[[Element], str]"


def kept_because(element: "Element") -> str:
    """Why other rooms need the element as it is; empty when none does."""
    return " ".join(sentence for guard in parts(DeletionGuard) if (sentence := guard.kept_because(element)))
