"""Boxes in columns with threads between them: whatever the graph, no thread runs behind a box."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from pejling.web.charts.layers import WAYPOINT, Column, Layers, Thread, layered

COLUMNS = tuple(Column(240.0 * place, 180.0) for place in range(5))
TOP = 40.0
Point = tuple[float, float]


@some.composite
def graphs(draw: some.DrawFn) -> tuple[list[list[str]], dict[str, float], list[Thread]]:
    """Boxes of any height in five columns, some of them empty, and any threads between them."""
    counts = draw(some.lists(some.integers(0, 6), min_size=5, max_size=5))
    boxes = [[f"{place}-{number}" for number in range(count)] for place, count in enumerate(counts)]
    names = [name for column in boxes for name in column]
    heights = {name: draw(some.floats(20, 200)) for name in names}
    if len(names) < 2:
        return boxes, heights, []
    pairs = some.tuples(some.sampled_from(names), some.sampled_from(names)).filter(
        lambda ends: ends[0] != ends[1]
    )
    return boxes, heights, [Thread(*ends) for ends in draw(some.lists(pairs, max_size=30, unique=True))]


def points(path: str) -> list[Point]:
    """Points along a path, near enough to each other that no box fits between them."""
    numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", path)]
    commands = re.findall(r"[A-Z]", path)
    x, y, found = numbers[0], numbers[1], [(numbers[0], numbers[1])]
    at = 2
    for command in commands[1:]:
        if command == "H":
            found += [(x + (numbers[at] - x) * step / 20, y) for step in range(1, 21)]
            x, at = numbers[at], at + 1
        else:
            bend = [(x, y), *zip(numbers[at : at + 6 : 2], numbers[at + 1 : at + 6 : 2], strict=True)]
            found += [_on(bend, step / 60) for step in range(1, 61)]
            x, y = bend[-1]
            at += 6
    return found


def _on(bend: list[Point], share: float) -> Point:
    weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, bend, strict=True)) for axis in (0, 1))
    return x, y


def is_inside(point: Point, name: str, layers: Layers, heights: dict[str, float]) -> bool:
    """Whether a point lies behind a box, its edge not counted."""
    column, middle = layers.columns[layers.places[name]], layers.middles[name]
    is_level = abs(point[1] - middle) < heights[name] / 2 - 0.2
    return is_level and column.x + 0.2 < point[0] < column.right - 0.2


@given(graphs())
def test_no_thread_runs_behind_a_box(graph: tuple[list[list[str]], dict[str, float], list[Thread]]) -> None:
    boxes, heights, threads = graph
    layers = layered(COLUMNS, boxes, heights, threads, top=TOP)
    for thread in threads:
        way = points(layers.path(thread))
        hidden = [name for name in heights for point in way if is_inside(point, name, layers, heights)]
        assert hidden == []


@given(graphs())
def test_thread_leads_from_the_one_box_to_the_other(
    graph: tuple[list[list[str]], dict[str, float], list[Thread]],
) -> None:
    boxes, heights, threads = graph
    layers = layered(COLUMNS, boxes, heights, threads, top=TOP)
    for thread in threads:
        way = points(layers.path(thread))
        ends = {round(way[0][1], 1), round(way[-1][1], 1)}
        assert ends == {float(f"{layers.middles[name]:.1f}") for name in thread}
        assert {_column_beside(point) for point in (way[0], way[-1])} == {
            layers.places[name] for name in thread
        }


def _column_beside(point: Point) -> int:
    (found,) = [
        place for place, column in enumerate(COLUMNS) if round(point[0], 1) in (column.x, column.right)
    ]
    return found


@given(graphs())
def test_boxes_of_a_column_stand_clear_of_each_other_and_within_the_picture(
    graph: tuple[list[list[str]], dict[str, float], list[Thread]],
) -> None:
    boxes, heights, threads = graph
    layers = layered(COLUMNS, boxes, heights, threads, top=TOP)
    for column in boxes:
        down = sorted(column, key=lambda name: layers.middles[name])
        edges = [
            (layers.middles[name] - heights[name] / 2, layers.middles[name] + heights[name] / 2)
            for name in down
        ]
        assert all(below[0] >= above[1] for above, below in pairwise(edges))
        assert all(upper >= TOP - 0.01 and lower <= layers.height + 0.01 for upper, lower in edges)


def test_threads_to_the_same_box_share_their_way() -> None:
    boxes = [["goal"], ["between"], ["one", "two"], [], []]
    threads = [Thread("one", "goal"), Thread("two", "goal")]
    layers = layered(COLUMNS, boxes, dict.fromkeys(("goal", "between", "one", "two"), 60.0), threads)
    one, two = (layers.path(thread) for thread in threads)
    assert one[: one.index("H")] == two[: two.index("H")]


def test_box_stands_level_with_what_it_is_joined_to() -> None:
    boxes = [["goal"], ["one", "two", "three"], [], [], []]
    heights = dict.fromkeys(("goal", "one", "two", "three"), 60.0)
    layers = layered(COLUMNS, boxes, heights, [Thread(each, "goal") for each in ("one", "two", "three")])
    assert layers.middles["goal"] == layers.middles["two"]


def test_box_stands_no_further_down_than_it_may() -> None:
    names = [f"{number}" for number in range(30)]
    boxes: list[list[str]] = [["goal"], names, [], [], []]
    heights = dict.fromkeys(("goal", *names), 60.0)
    threads = [Thread(each, "goal") for each in names]
    free = layered(COLUMNS, boxes, heights, threads)
    held = layered(COLUMNS, boxes, heights, threads, lowest={"goal": 300})
    assert free.middles["goal"] > 1_000
    assert held.middles["goal"] <= 300 + WAYPOINT
