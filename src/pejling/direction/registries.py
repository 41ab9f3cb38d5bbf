"""Where higher rooms tell direction what only they know: anchors of the ring, parts of a line, preconditions of adoption.

Direction shows what is registered and imports none of it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer
    from pejling.direction.figures.aims import AimSet, Reader
    from pejling.direction.models import Document


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
    """What would help a condition to hold; `url` is where to do it, for those who may."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Explanation:
    """Why a condition stands as it does for one aim, and what would fill it."""

    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...] = ()


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
    strengths: "Callable[[AimSet], Mapping[int, Strength]] | None" = None
    explain: "Callable[[Reader, Strength, AimSet], Explanation] | None" = None
    waits_for: "str | _StrPromise" = ""


@dataclass(frozen=True)
class LinePart:
    """A value shown beside elements, computed for a whole set in one query."""

    key: str
    label: "str | _StrPromise"
    values: Callable[[Collection[int], "Viewer"], Mapping[int, str]]


Precondition = Callable[["Document"], "list[str]"]
"""What still hinders adoption, a sentence each; empty when nothing does."""

anchors: dict[str, Anchor] = {}
line_parts: dict[str, LinePart] = {}
preconditions: dict[str, Precondition] = {}


def register_anchor(anchor: Anchor) -> None:
    """Add a condition, or answer one that has been waiting: the same key replaces it."""
    anchors[anchor.key] = anchor


def register_line_part(part: LinePart) -> None:
    """Show a value beside elements."""
    line_parts[part.key] = part


def register_precondition(key: str, precondition: Precondition) -> None:
    """Let a room have a say in whether a document can be adopted."""
    preconditions[key] = precondition
