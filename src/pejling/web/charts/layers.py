"""Boxes in columns, and the threads between them, so placed that no thread runs behind a box.

A thread between neighbouring columns bends in the gutter between them. One that goes farther has a waypoint of its own in
each column on its way, between the boxes there; threads to the same box share these, and so become one trunk. The order
within a column is by the mean height of what a box is joined to (Sugiyama, Tagawa and Toda 1981), the heights are those
nearest to what is wished for that leave room for all (isotonic regression by pooling of neighbours).
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

WAYPOINT, SPACE = 9.0, 12.0
"""The height of a waypoint for threads that pass by, and what is free below a box."""
SWEEPS = 6
Name = Hashable


class Waypoint(NamedTuple):
    """Where threads to a box pass a column."""

    goal: Name
    column: int


class Thread(NamedTuple):
    """A thread between two boxes. `goal` is the one of them whose threads may run together."""

    start: Name
    goal: Name


@dataclass(frozen=True)
class Column:
    """A column: its left edge and its width."""

    x: float
    width: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Layers:
    """What stands where: the middle of each box and waypoint, and how far down it all goes."""

    columns: Sequence[Column]
    places: Mapping[Name, int]
    middles: Mapping[Name, float]
    height: float

    def path(self, thread: Thread) -> str:
        """The way of a thread as an SVG path, from left to right; within a column from its goal to its start."""
        left, right = thread.goal, thread.start
        if self.places[left] > self.places[right]:
            left, right = right, left
        here, there = self.places[left], self.places[right]
        if here == there:
            return self._beside(self.columns[here].x, self.middles[thread.goal], self.middles[thread.start])
        x, y = self.columns[here].right, self.middles[left]
        path = f"M{x:.1f} {y:.1f}"
        for between in range(here + 1, there):
            column, level = self.columns[between], self.middles[Waypoint(thread.goal, between)]
            path += f"{_bend(x, y, column.x, level)}H{column.right:.1f}"
            x, y = column.right, level
        return path + _bend(x, y, self.columns[there].x, self.middles[right])

    def _beside(self, x: float, above: float, below: float) -> str:
        """Out into the gutter and back: farther for a longer way, so that two of them can be told apart."""
        turn = x - min(18 + abs(below - above) / 12, 40)
        return f"M{x:.1f} {above:.1f}C{turn:.1f} {above:.1f} {turn:.1f} {below:.1f} {x:.1f} {below:.1f}"


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    turn = (to_x - x) * 0.5
    return f"C{x + turn:.1f} {y:.1f} {to_x - turn:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def layered(
    columns: Sequence[Column],
    boxes: Sequence[Sequence[Any]],
    heights: Mapping[Any, float],
    threads: Collection[Thread],
    *,
    top: float = 0,
    lowest: Mapping[Any, float] | None = None,
) -> Layers:
    """Boxes as they stand in each column at first, with their heights. `lowest`: no further down should a box be."""
    places: dict[Name, int] = {box: place for place, column in enumerate(boxes) for box in column}
    order: list[list[Name]] = [list(column) for column in boxes]
    joined = _through_slots(threads, places, order)
    _untangle(order, joined)
    middles = _placed(order, joined, heights, top, lowest or {})
    bottoms = (middles[each] + heights.get(each, WAYPOINT) / 2 for column in order for each in column)
    return Layers(columns, places, middles, max(bottoms, default=top))


def _through_slots(
    threads: Collection[Thread], places: Mapping[Name, int], order: list[list[Name]]
) -> Mapping[Name, list[Name]]:
    """What each box and waypoint is joined to in other columns. The waypoints are added to the columns."""
    joined: dict[Name, dict[Name, None]] = defaultdict(dict)
    for thread in threads:
        start, goal = places[thread.start], places[thread.goal]
        step = 1 if start < goal else -1
        last: Name = thread.start
        for between in range(start + step, goal, step):
            waypoint = Waypoint(thread.goal, between)
            if waypoint not in joined:
                order[between].append(waypoint)
            joined[last][waypoint] = joined[waypoint][last] = None
            last = waypoint
        if start != goal:
            joined[last][thread.goal] = joined[thread.goal][last] = None
    return {name: list(others) for name, others in joined.items()}


def _untangle(order: list[list[Name]], joined: Mapping[Name, list[Name]]) -> None:
    """Each column ordered by the mean height of what its boxes are joined to: there and back."""
    height = {name: (place + 0.5) / len(column) for column in order for place, name in enumerate(column)}

    def wish(name: Name) -> float:
        others = joined.get(name)
        return sum(height[other] for other in others) / len(others) if others else height[name]

    for column in (*order, *reversed(order), *order):
        column.sort(key=wish)
        height.update({name: (place + 0.5) / len(column) for place, name in enumerate(column)})


def _placed(
    order: list[list[Name]],
    joined: Mapping[Name, list[Name]],
    heights: Mapping[Any, float],
    top: float,
    lowest: Mapping[Any, float],
) -> dict[Name, float]:
    """The middle of each box: as level with what it is joined to as the others in its column let it be."""
    rooms = [
        [heights.get(name, WAYPOINT) + (SPACE if name in heights else 0) for name in column]
        for column in order
    ]
    middles: dict[Name, float] = {}
    for column, room in zip(order, rooms, strict=True):
        middles.update(zip(column, _spread([top] * len(column), room, top), strict=True))
    for sweep in range(SWEEPS):
        turn = list(zip(order, rooms, strict=True))
        for column, room in reversed(turn) if sweep % 2 else turn:
            wishes = []
            for name in column:
                others = joined.get(name)
                wish = sum(middles[other] for other in others) / len(others) if others else middles[name]
                wishes.append(min(wish, lowest.get(name, wish)))
            middles.update(zip(column, _spread(wishes, room, top), strict=True))
    return middles


def _spread(wishes: Sequence[float], rooms: Sequence[float], top: float) -> list[float]:
    """Middles in the same order, as near to the wishes as can be, each with its room and none above the top."""
    offsets, sofar = [], 0.0
    for room in rooms:
        offsets.append(sofar + room / 2)
        sofar += room
    pools: list[tuple[float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        total, count = wish - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            above, many = pools.pop()
            total, count = total + above, count + many
        pools.append((total, count))
    levels = [max(total / count, top) for total, count in pools for _each in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]
