"""Where everything stands in the picture of the chain: plain geometry, in the units of the picture's own grid.

How boxes and threads get out of each other's way, `web.charts.layers` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pejling.chain.figures.bundles import Bundle
from pejling.chain.figures.chain import Chain, ChainBox, ChainColumn, ChainNode, ChainThread
from pejling.direction.models import Column
from pejling.web.charts import layers
from pejling.web.charts.drawing import wrapped

WIDTH, GAP, NARROW, WIDEST = 1212, 56, 44, 250
HEAD, PADDING, MARGIN, RING = 40, 9, 12, 22
LINE, SMALL_LINE, TEXT, SMALL = 16.0, 14.0, 13, 12
SLENDER = 1.05
"""Sentences are narrower than single words in capitals, which `width_of` has room for; the margin takes the difference."""
LOWEST_FOCUS = 330
"""What the chain is seen from stands no further down than this, if it can, so that it is seen at once."""


@dataclass(frozen=True)
class Words:
    """A line of words in a box, at its height within the box."""

    text: str
    y: float


@dataclass(frozen=True)
class Drawn:
    """A box: its place, its name and where it stands, broken into lines, and what is above and below it in the chain."""

    box: ChainBox
    x: float
    y: float
    width: float
    height: float
    name: tuple[Words, ...]
    small: tuple[Words, ...]
    mark_y: float
    above: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def node(self) -> ChainNode | None:
        """The element, if it is one."""
        return self.box if isinstance(self.box, ChainNode) else None

    @property
    def bundle(self) -> Bundle | None:
        """The bundle, if it is one."""
        return self.box if isinstance(self.box, Bundle) else None

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


@dataclass(frozen=True)
class Curve:
    """A thread as a path."""

    path: str
    thread: ChainThread


@dataclass(frozen=True)
class Stub:
    """The dashed end of a thread that leads nowhere."""

    path: str
    key: str


@dataclass(frozen=True)
class Heading:
    """A column's heading."""

    column: ChainColumn
    x: float
    width: float


@dataclass(frozen=True)
class Lit:
    """The way up and the way down from a box, with the box itself in both."""

    above: frozenset[str]
    below: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.above)

    def __contains__(self, key: str) -> bool:
        return key in self.above or key in self.below

    def has(self, thread: ChainThread) -> bool:
        """Whether a thread is part of the way."""
        ends = {thread.lower, thread.upper}
        return ends <= self.above or ends <= self.below


@dataclass(frozen=True)
class Picture:
    """The whole picture."""

    width: float
    height: float
    headings: tuple[Heading, ...]
    boxes: tuple[Drawn, ...]
    curves: tuple[Curve, ...]
    stubs: tuple[Stub, ...]

    def lit(self, key: str) -> "Lit":
        """What lights up when a box is chosen; nothing when it is not in the picture."""
        for drawn in self.boxes:
            if drawn.box.key == key:
                return Lit(frozenset((key, *drawn.above)), frozenset((key, *drawn.below)))
        return Lit(frozenset(), frozenset())


def picture(chain: Chain) -> Picture:
    """The chain drawn: vision to the left, effect to the right."""
    headings, width = _headings(chain)
    written = {box.key: _written(box, heading.width) for heading in headings for box in heading.column.boxes}
    stand = layers.layered(
        [layers.Column(heading.x, heading.width) for heading in headings],
        [[box.key for box in heading.column.boxes] for heading in headings],
        {key: height for key, (height, *_words) in written.items()},
        [layers.Thread(thread.lower, thread.upper) for thread in chain.threads],
        top=HEAD,
        lowest={node.key: LOWEST_FOCUS for node in chain.nodes.values() if node.is_focus},
    )
    boxes = [
        _drawn(box, heading, stand.middles[box.key], written[box.key], chain)
        for heading in headings
        for box in sorted(heading.column.boxes, key=lambda box: stand.middles[box.key])
    ]
    curves = [
        Curve(stand.path(layers.Thread(thread.lower, thread.upper)), thread) for thread in chain.threads
    ]
    stubs = _stubs(chain, {drawn.box.key: drawn for drawn in boxes})
    return Picture(
        width, round(stand.height + PADDING), tuple(headings), tuple(boxes), tuple(curves), tuple(stubs)
    )


def _headings(chain: Chain) -> tuple[list[Heading], float]:
    """Columns that hold something share the width; the empty ones are narrow."""
    filled = sum(bool(column.boxes) for column in chain.columns)
    empty = len(chain.columns) - filled
    free = WIDTH - GAP * (len(chain.columns) - 1) - NARROW * empty
    wide = min(WIDEST, free / filled) if filled else NARROW
    headings, x = [], 0.0
    for column in chain.columns:
        width = wide if column.boxes else NARROW
        headings.append(Heading(column, round(x, 1), round(width, 1)))
        x += width + GAP
    return headings, round(x - GAP, 1)


def _written(box: ChainBox, width: float) -> tuple[float, tuple[Words, ...], tuple[Words, ...], float]:
    """How high a box is, its name, what stands in small below, and where its mark stands. Nothing is cut."""
    room = width - 2 * MARGIN
    if isinstance(box, Bundle):
        name, small, beside = box.name, box.counted, 0
    else:
        name, small, beside = box.element.title, box.where, RING if box.ring else 0
    y, lines = PADDING - 3.0, []
    for line in _lines(name, room, beside):
        y += LINE
        lines.append(Words(line, y))
    notes = []
    for line in wrapped(small, room * SLENDER, SMALL):
        y += SMALL_LINE
        notes.append(Words(line, y + 1))
    has_mark = isinstance(box, ChainNode) and box.marks
    if has_mark:
        y += SMALL_LINE + 2
    return y + PADDING, tuple(lines), tuple(notes), y


def _lines(name: str, room: float, beside: float) -> list[str]:
    """A name as lines, of which the first leaves room for the ring."""
    first, *rest = wrapped(name, (room - beside) * SLENDER, TEXT)
    return [first, *wrapped(" ".join(rest), room * SLENDER, TEXT)] if rest else [first]


def _drawn(
    box: ChainBox,
    heading: Heading,
    middle: float,
    written: tuple[float, tuple[Words, ...], tuple[Words, ...], float],
    chain: Chain,
) -> Drawn:
    height, name, small, mark_y = written
    return Drawn(
        box=box,
        x=heading.x,
        y=round(middle - height / 2, 1),
        width=heading.width,
        height=height,
        name=name,
        small=small,
        mark_y=mark_y,
        above=tuple(chain.above(box.key)),
        below=tuple(chain.below(box.key)),
    )


def _stubs(chain: Chain, boxes: Mapping[str, Drawn]) -> list[Stub]:
    """Where a thread ought to go on: to the left of what hangs loose or is broken, to the right of what lacks support."""
    loose = {node.key for node in chain.loose} | {str(each.lower.pk) for each in chain.broken}
    stubs = [Stub(f"M{boxes[key].x} {boxes[key].y + boxes[key].height - 9}h-18", key) for key in loose]
    lacking = [node.key for node in chain.unsupported if node.element.document.kind.column != Column.EFFECT]
    return stubs + [
        Stub(f"M{boxes[key].right} {boxes[key].y + boxes[key].height - 9}h18", key) for key in lacking
    ]
