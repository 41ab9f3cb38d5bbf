"""The aims that a question is asked about, with what answering it needs at hand."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from pejling.core import request_cache
from pejling.core.dates import today
from pejling.core.permissions import may
from pejling.direction.figures.contributing import possible_contributors
from pejling.direction.figures.graph import Graph
from pejling.direction.figures.graph_building import graph_near
from pejling.direction.figures.named_elements import Named, named_elements
from pejling.direction.models import Element
from pejling.direction.registries import AnchorSource, Strength

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer


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

    def answers(self, source: AnchorSource) -> Mapping[int, Strength]:
        """For which of the aims a source lets its condition hold: asked once, for the ring and for its explanation."""
        return request_cache.get_or_set((source, self.key), lambda: source.strengths(self))


@dataclass(frozen=True)
class Reader:
    """Somebody who reads why an aim is anchored as it is; asked once what they may know and do."""

    viewer: "Viewer"
    aim: Element

    def named(self, graph: Graph) -> Named:
        """What the explanations of the aim's ring name, as far as the reader may see it: read once for all of them."""
        key = "named elements", self.aim.pk, self.viewer.pk
        return request_cache.get_or_set(key, lambda: named_elements(self.aim.pk, graph, self.viewer))

    @cached_property
    def may_tie(self) -> bool:
        """Whether they may tie the aim to others, and so strengthen it."""
        return may(self.viewer, "direction.tie", self.aim)

    @cached_property
    def may_edit(self) -> bool:
        """Whether they may change what is said about the document of the aim, and who answers for it."""
        return may(self.viewer, "direction.edit", self.aim.document)

    @cached_property
    def has_contributors(self) -> bool:
        """Whether there is any element that they may tie to the aim."""
        return possible_contributors(self.aim, self.viewer).exists()

    @cached_property
    def may_know_people(self) -> bool:
        """Whether they may see who works in the municipality."""
        return may(self.viewer, "organisation.view")
