"""Sparse positions: what is put between two neighbours takes a number between theirs, so that only its own row changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from pejling.core.history import update_all

if TYPE_CHECKING:
    from pejling.people.models import Person

POSITION_GAP = 1 << 20
"""So far rows are put from each other at first."""


class Placed(Protocol):
    """A row that stands somewhere among others."""

    position: int


def place_in(siblings: Sequence[Placed], index: int, *, by: "Person") -> int:
    """The position of a row that is to stand before `siblings[index]`.

    The siblings are numbered anew, in one statement, only when the gap there is exhausted.
    """
    position = _between(siblings, index)
    if position is None:
        _renumber(siblings, by=by)
        position = _between(siblings, index)
    assert position is not None
    return position


def _between(siblings: Sequence[Placed], index: int) -> int | None:
    """A free number halfway between the neighbours; None when there is no room."""
    if not siblings:
        return POSITION_GAP
    if index >= len(siblings):
        return siblings[-1].position + POSITION_GAP
    before: int = siblings[index - 1].position if index else siblings[0].position - 2 * POSITION_GAP
    after = siblings[index].position
    return (before + after) // 2 if after - before > 1 else None


def _renumber(siblings: Sequence[Any], *, by: "Person") -> None:
    for number, row in enumerate(siblings, start=1):
        row.position = number * POSITION_GAP
    update_all(type(siblings[0]), siblings, ["position"], by=by)
