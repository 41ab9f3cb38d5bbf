"""Where everything stands in the picture of the chain: plain geometry, in the units of the picture's own grid."""

from dataclasses import dataclass
from textwrap import wrap

from pejling.chain.figures.chain import Chain, ChainColumn, ChainNode
from pejling.chain.graph import FULL, Edge
from pejling.direction.models import Column

WIDTH, GAP, NARROW, WIDEST = 1232, 44, 76, 236
HEAD, ROW, BOX = 36, 78, 66
LETTER, MARGIN, RING = 6.6, 12, 20
LINES = 2
LOWEST_START = 3
"""Short columns stand about the middle, but begin no further down than so many rows, so that they are seen at once."""


@dataclass(frozen=True)
class Box:
    """A node's box: its place, and its words broken into lines."""

    node: ChainNode
    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    source: str

    @property
    def middle(self) -> float:
        """The height at which threads meet it."""
        return self.y + BOX / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Curve:
    """A thread as a path."""

    path: str
    edge: Edge

    @property
    def is_half(self) -> bool:
        """Whether it is worth half only."""
        return self.edge.strength < FULL


@dataclass(frozen=True)
class Heading:
    """A column's heading."""

    column: ChainColumn
    x: float
    width: float


@dataclass(frozen=True)
class Picture:
    """The whole picture. `stubs` are the dashed ends of threads that lead nowhere, as paths."""

    width: float
    height: float
    headings: tuple[Heading, ...]
    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    stubs: tuple[str, ...]


def picture(chain: Chain) -> Picture:
    """The chain drawn: vision to the left, effect to the right, each column near the middle but begun high up."""
    headings, width = _headings(chain)
    tallest = max((len(column.nodes) for column in chain.columns), default=0)
    height = HEAD + max(tallest, 1) * ROW
    boxes = {}
    for heading in headings:
        top = HEAD + min((tallest - len(heading.column.nodes)) / 2, LOWEST_START) * ROW
        for place, node in enumerate(heading.column.nodes):
            boxes[node.element.pk] = _box(node, heading, top + place * ROW)
    curves = [_curve(edge, boxes[edge.lower], boxes[edge.upper]) for edge in chain.edges]
    return Picture(
        width, height, tuple(headings), tuple(boxes.values()), tuple(curves), tuple(_stubs(chain, boxes))
    )


def _headings(chain: Chain) -> tuple[list[Heading], float]:
    """Columns that hold something share the width; the empty ones are narrow."""
    filled = sum(bool(column.nodes) for column in chain.columns)
    empty = len(chain.columns) - filled
    free = WIDTH - GAP * (len(chain.columns) - 1) - NARROW * empty
    wide = min(WIDEST, free / filled) if filled else NARROW
    headings, x = [], 0.0
    for column in chain.columns:
        width = wide if column.nodes else NARROW
        headings.append(Heading(column, round(x, 1), round(width, 1)))
        x += width + GAP
    return headings, round(x - GAP, 1)


def _box(node: ChainNode, heading: Heading, y: float) -> Box:
    letters = int((heading.width - 2 * MARGIN) / LETTER)
    beside_ring = letters - int(RING / LETTER) if node.ring else letters
    lines = wrap(node.element.title, beside_ring, max_lines=LINES, placeholder=" …")
    source = wrap(node.element.document.title, letters, max_lines=1, placeholder=" …")
    return Box(node, heading.x, round(y, 1), heading.width, tuple(lines), source[0] if source else "")


def _curve(edge: Edge, lower: Box, upper: Box) -> Curve:
    if lower.x == upper.x:
        turn = lower.x - GAP / 2 - abs(upper.middle - lower.middle) / 40
        start, end, turns = lower.x, upper.x, (turn, turn)
    else:
        start, end = (lower.x, upper.right) if lower.x > upper.x else (lower.right, upper.x)
        reach = (end - start) * 0.45
        turns = (start + reach, end - reach)
    middles = f"{turns[0]:.1f} {lower.middle} {turns[1]:.1f} {upper.middle}"
    return Curve(f"M{start} {lower.middle}C{middles} {end} {upper.middle}", edge)


def _stubs(chain: Chain, boxes: dict[int, Box]) -> list[str]:
    """Where a thread ought to go on: to the left of what hangs loose or is broken, to the right of what lacks support."""
    loose = {node.element.pk for node in chain.loose} | {each.lower.pk for each in chain.broken}
    stubs = [f"M{boxes[pk].x} {boxes[pk].middle + 12}h-18" for pk in loose if pk in boxes]
    lacking = [
        node.element.pk for node in chain.unsupported if node.element.document.kind.column != Column.EFFECT
    ]
    return stubs + [f"M{boxes[pk].right} {boxes[pk].middle + 12}h18" for pk in lacking]
