"""The anchors of an aim: the kinds in which a room tells a condition of the ring, and the aims that it is asked about."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pejling.chain.graph import Graph, Strength
from pejling.chain.graph_building import graph_near
from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.core.rooms import Part, parts
from pejling.direction.models import Element

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from pejling.core.permissions import Viewer


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


@dataclass(frozen=True)
class AimSet:
    """A set of aims on a day. With `public_only` nothing but public documents counts, as for the public's own pages.

    The part of the chain that their rings depend on is read once, however many conditions ask for it.
    """

    ids: Collection[int]
    public_only: bool = False
    on: date = field(default_factory=today)

    @cached_property
    def graph(self) -> Graph:
        """What is above and near below the aims."""
        return graph_near(self.ids, self.on, public_only=self.public_only)

    @cached_property
    def key(self) -> Hashable:
        """What is read about the aims is kept for the request under it."""
        return frozenset(self.ids), self.public_only, self.on

    def answers(self, source: "AnchorSource") -> Mapping[int, Strength]:
        """For which of the aims a source lets its condition hold: asked once, for the ring and for its explanation."""
        return request_cache.get_or_set((source, self.key), lambda: source.strengths(self))


@dataclass(frozen=True)
class Reader:
    """Somebody who reads why an aim is anchored as it is; asked once what they may know and do."""

    viewer: "Viewer"
    aim: Element

    @cached_property
    def may_tie(self) -> bool:
        """Whether they may tie the aim to others, and so strengthen it."""
        return may(self.viewer, "direction.tie", self.aim)

    @cached_property
    def may_edit(self) -> bool:
        """Whether they may change what is said about the document of the aim, and who answers for it."""
        return may(self.viewer, "direction.edit", self.aim.document)

    @cached_property
    def may_know_people(self) -> bool:
        """Whether they may see who works in the municipality."""
        return may(self.viewer, "organisation.view")


Strengths = Callable[[AimSet], Mapping[int, Strength]]
Explain = Callable[[Reader, Strength, AimSet], Explanation]


@dataclass(frozen=True)
class AnchorSource(Part):
    """What makes the condition `anchor` hold for some aims, and tells it; what the two functions are, `Anchor` says.

    The strongest of a condition's sources counts, and each explains itself.
    """

    anchor: str
    key: str
    strengths: Strengths
    explain: Explain


@dataclass(frozen=True)
class Anchor(Part):
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


def anchors() -> dict[str, Anchor]:
    """The ring's conditions, by key: a room that answers one that has been waiting takes its place."""
    return {each.key: each for each in parts(Anchor)}
