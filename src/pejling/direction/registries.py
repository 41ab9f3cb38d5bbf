"""Where higher rooms tell direction what only they know: anchors of the ring, parts of a line, preconditions of adoption,
what follows the fates of lines, and what keeps a line as it is.

Direction shows what they tell and imports none of it.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from pejling.core.rooms import parts

if TYPE_CHECKING:
    from django.db.models import Q
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer
    from pejling.direction.figures.aims import AimSet, Reader
    from pejling.direction.models import Document, Element, Fate
    from pejling.people.models import Person


class Quarter(Enum):
    """The four anchors that hold a goal."""

    POLITICAL = "political"
    MANAGERIAL = "managerial"
    PLANNING = "planning"
    STEERING = "steering"

    @property
    def label(self) -> "_StrPromise":
        """Its Danish name."""
        return QUARTER_NAMES[self]


QUARTER_NAMES = {
    Quarter.POLITICAL: _("Politisk forankring"),
    Quarter.MANAGERIAL: _("Ledelsesmæssig forankring"),
    Quarter.PLANNING: _("Planlægningsmæssig forankring"),
    Quarter.STEERING: _("Styringsmæssig forankring"),
}


class Strength(IntEnum):
    """How far a condition holds."""

    NONE = 0
    HALF = 1
    FULL = 2


@dataclass(frozen=True)
class Reason:
    """One sentence of why a condition stands as it does, and the page of what it is about, where the reader may see that."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Remedy:
    """What would help a condition to hold; `url` is where to do it, for those who may, `who` says to the others who can."""

    text: str
    url: str = ""
    who: str = ""


@dataclass(frozen=True)
class Explanation:
    """Why a condition stands as it does for one aim, and what would fill it."""

    reasons: tuple[Reason, ...] = ()
    remedies: tuple[Remedy, ...] = ()


Strengths = Callable[["AimSet"], Mapping[int, Strength]]
Explain = Callable[["Reader", Strength, "AimSet"], Explanation]


@dataclass(frozen=True)
class AnchorSource:
    """What makes the condition `anchor` hold for some aims, and tells it; what the two functions are, `Anchor` says.

    The strongest of a condition's sources counts, and each explains itself.
    """

    anchor: str
    key: str
    strengths: Strengths
    explain: Explain


@dataclass(frozen=True)
class Anchor:
    """One condition of a quarter.

    `strengths` answers for a whole set of aims at once: the ids of those for which it holds, and how far; ids left out
    stand at NONE. `explain` tells it in words for one aim, to one viewer, naming only what that viewer may see. None
    instead of the two means that the part of the system that must answer is not there yet, and `waits_for` says which.
    """

    key: str
    quarter: Quarter
    question: "str | _StrPromise"
    strengths: Strengths | None = None
    explain: Explain | None = None
    waits_for: "str | _StrPromise" = ""

    @property
    def sources(self) -> tuple[AnchorSource, ...]:
        """All that can make it hold: its own answer first, then what other rooms tell. None while it waits."""
        is_answered = self.strengths and self.explain
        own = (AnchorSource(self.key, self.key, self.strengths, self.explain),) if is_answered else ()  # type: ignore[arg-type]
        return (*own, *(each for each in parts(AnchorSource) if each.anchor == self.key))


Tone = Literal["neutral", "good", "warn", "bad", "info"]
Shape = Literal["circle", "triangle", "square", "ring", "half", "diamond", "check", "cross", "clock"]


@dataclass(frozen=True)
class Mark:
    """A value beside an element: a word with a shape and a tone, so that colour never says it alone.

    `title` tells more when one rests on it, `url` is the page of what it says, for those who may see that. `at` is when it
    was last said; `is_stale` says that this is too long ago, by the room's own measure.
    """

    word: "str | _StrPromise"
    tone: Tone = "neutral"
    shape: Shape = "circle"
    title: str = ""
    url: str = ""
    at: date | datetime | None = None
    is_stale: bool = False


@dataclass(frozen=True)
class MarkSource:
    """A value shown beside elements: for a whole set in one query, as one viewer may know it. Who is left out shows none."""

    key: str
    label: "str | _StrPromise"
    values: Callable[[Collection[int], "Viewer"], Mapping[int, Mark]]


@dataclass(frozen=True)
class AdoptionPrecondition:
    """What still hinders the adoption of a document, a sentence each; empty when nothing does."""

    hinders: "Callable[[Document], list[str]]"


@dataclass(frozen=True)
class FateFollower:
    """Hears of fates that have come true, from the day that each bears, and of those that are plans again and bear none."""

    follow: "Callable[[Sequence[Fate], Person], None]"


@dataclass(frozen=True)
class NeedsNoFate:
    """The elements that need no fate when direction changes, because what stood in them is over."""

    condition: "Callable[[], Q]"


@dataclass(frozen=True)
class DeletionGuard:
    """Why an element can neither be deleted nor become something of another nature, in a sentence; empty when it can."""

    kept_because: "Callable[[Element], str]"


def anchors() -> dict[str, Anchor]:
    """The ring's conditions, by key: a room that answers one that has been waiting takes its place."""
    return {each.key: each for each in parts(Anchor)}


def kept_because(element: "Element") -> str:
    """Why other rooms need the element as it is; empty when none does."""
    return " ".join(sentence for guard in parts(DeletionGuard) if (sentence := guard.kept_because(element)))
