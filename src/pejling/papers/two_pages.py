"""An overview on exactly two pages as plain values, and how it is shortened until each page holds it.

Word tells nobody how long a text becomes before it is opened, so room is reckoned here, on the safe side: with the widths of
a font wider than those that municipalities use, at the smallest size that is allowed. The same words then stand on the
screen, in the PDF and in the Word file; where a paper has more room it is set larger.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from pejling.core.sentences import clipped, first_sentences
from pejling.web.charts import Chart

SMALLEST = 9.0
"""No text is smaller, in points."""
LEADING = 1.26
"""From line to line, in sizes of the text."""
SHORT = 60
"""A text of so few characters takes too little to be left out."""


class Layout(StrEnum):
    """How the items of a part stand."""

    COLUMNS = "columns"
    TABLE = "table"
    LIST = "list"
    DATES = "dates"


@dataclass(frozen=True)
class Sign:
    """A status as a shape, with its word."""

    word: str
    tone: str
    shape: str


@dataclass(frozen=True)
class Item:
    """One thing that a part tells: its name, its text, and what stands beside it.

    `above` is the thread that it hangs in, `seen` how one can see it. `signs` and `cells` are its row in a table, `now` the
    sign before its text. Where not all find room, those of the greatest `weight` stay, each in its place.
    """

    title: str
    text: str = ""
    note: str = ""
    above: tuple[str, ...] = ()
    seen: str = ""
    now: Sign | None = None
    signs: tuple[Sign | None, ...] = ()
    cells: tuple[str, ...] = ()
    url: str = ""
    weight: int = 0


@dataclass(frozen=True)
class Part:
    """What stands under one heading: by the facts, or in `own` words. `left_out` counts the items without room.

    `wide` parts and the `narrow` one after them stand beside each other where the page has room for that.
    """

    code: str
    title: str
    layout: Layout = Layout.LIST
    lead: str = ""
    items: tuple[Item, ...] = ()
    headings: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    seen_label: str = ""
    chart: Chart | None = None
    own: bool = False
    is_outdated: bool = False
    breadth: str = "full"
    left_out: int = 0
    more: str = ""
    """What is said of those left out, with %(count)s."""

    @property
    def rest(self) -> str:
        """How many more there are, in words."""
        return self.more % {"count": self.left_out} if self.left_out and self.more else ""

    @property
    def words(self) -> str:
        """All that it says, as plain text: what an own text is held against."""
        said = [self.lead]
        for item in self.items:
            said += [item.title, item.text, item.note, *item.above, item.seen, *item.cells]
        return "\n".join(each for each in said if each)


@dataclass(frozen=True)
class Side:
    """One of the two pages."""

    headline: str
    lead: str
    parts: tuple[Part, ...]
    unshown: tuple[str, ...] = ()
    """The headings for which there was no room at all."""


@dataclass(frozen=True)
class TwoPages:
    """The whole: page 1 what is wanted, page 2 how it goes."""

    title: str
    owner: str
    sides: tuple[Side, Side]
    unshown: str
    """How the headings without room are told, with %(titles)s."""
    footers: tuple[str, str]
    dated: date
    language: str = "da"


@dataclass(frozen=True)
class Paper:
    """What a page holds, in points: how wide its text is, and how high its parts may stand below the headline.

    `letters` says how wide the letters are, against those of a wide sans serif. Above each part is a `gap`, a `chart` is so
    high, `between` parts the items of a list, and where parts are `paired` a narrow one may stand beside a wide one.
    """

    width: float
    room: float
    letters: float = 1.0
    gap: float = 20.0
    chart: float = 140.0
    between: float = 4.0
    paired: bool = False

    def lines(self, text: str, width: float, size: float = SMALLEST, *, bold: bool = False) -> int:
        """How many lines the text takes at most, with its words kept whole where they fit on a line.

        However narrow a column is reckoned, a letter has room in it.
        """
        return _lines(text, max(width / (size * self.letters * (1.12 if bold else 1)), 1.0)) if text else 0

    def height(self, part: Part, width: float = 0) -> float:
        """How high a part stands at the smallest size, at most."""
        width, line = width or self.width, SMALLEST * LEADING
        high = self.gap + line * 1.4 * self.lines(part.title, width, SMALLEST * 1.15, bold=True)
        high += line * self.lines(part.lead, width) + (4 if part.lead else 0)
        high += self.chart if part.chart else 0
        match part.layout:
            case Layout.COLUMNS:
                high += self._columns(part, width, 7)
            case Layout.DATES:
                high += self._columns(part, width, 14)
            case Layout.TABLE if part.items:
                high += self._table(part, width)
            case _:
                high += sum(self._item(each, width - 14) + self.between for each in part.items)
        return high + line * self.lines(part.rest, width)

    def rows(self, parts: Sequence[Part]) -> list[tuple[Part, ...]]:
        """The parts under each other, but for a wide one and the narrow one after it, where that takes less."""
        found: list[tuple[Part, ...]] = []
        for part in parts:
            last = found[-1] if found else ()
            pair = (*last, part)
            if (
                self.paired
                and part.breadth == "narrow"
                and len(last) == 1
                and last[0].breadth == "wide"
                and self.height_of_row(pair) < sum(map(self.height, pair))
            ):
                found[-1] = pair
            else:
                found.append((part,))
        return found

    def height_of_row(self, row: Sequence[Part]) -> float:
        """The higher of two, each at its own width."""
        if len(row) == 1:
            return self.height(row[0])
        wide = (self.width - 20) * 0.63
        return max(self.height(row[0], wide), self.height(row[1], self.width - 20 - wide))

    def total(self, side: Side) -> float:
        """How high all that stands below the headline is, at most."""
        return self.above(side) + sum(map(self.height_of_row, self.rows(side.parts)))

    def above(self, side: Side) -> float:
        """What a headline of many lines takes beyond the two that are reckoned with, and the lead below it."""
        beyond = self.lines(side.headline, self.width, 18, bold=True) - 2
        unshown = self.lines(", ".join(side.unshown), self.width) + 1 if side.unshown else 0
        high = max(beyond, 0) * 18 * LEADING + unshown * SMALLEST * LEADING
        return high + self.lines(side.lead, self.width * 0.88, 10.5) * 10.5 * LEADING

    def _columns(self, part: Part, width: float, between: float) -> float:
        column = (width - 2 * 14) / 3
        rows = [part.items[at : at + 3] for at in range(0, len(part.items), 3)]
        return sum(max(self._item(each, column) for each in row) + between for row in rows)

    def _item(self, item: Item, width: float) -> float:
        line = SMALLEST * LEADING
        count = self.lines(item.title, width - (12 if item.now else 0), bold=True)
        count += self.lines(item.text, width - (12 if item.now else 0)) + self.lines(item.note, width)
        count += sum(self.lines(each, width - 12) for each in item.above)
        count += (1 + self.lines(item.seen, width - 8)) if item.seen else 0
        return count * line + (4 + 5 * len(item.above) if item.above else 0) + (6 if item.seen else 0)

    def _table(self, part: Part, width: float) -> float:
        """As the papers share the width out: the name, who answers, a narrow column for each time, and the cells."""
        shares = shares_of(part)
        line, unit = SMALLEST * LEADING, width / sum(shares)
        cells = [share * unit - 8 for share in shares[2 + len(part.times) :]]
        high = line * max(self.lines(text, room) for text, room in zip(part.headings[2:], cells, strict=True))
        for each in part.items:
            counts = [self.lines(each.title, shares[0] * unit - 8, bold=True)]
            counts.append(self.lines(each.note, shares[1] * unit - 8))
            counts += [
                self.lines(text, room - (12 if each.now else 0))
                for text, room in zip(each.cells, cells, strict=True)
            ]
            high += max(counts) * line + 7
        return high + 8


PDF = Paper(width=476, room=690, letters=0.9, gap=19, chart=150, between=7, paired=True)
"""A page of ours: 168 by 253 mm, in a font whose letters we know."""


@lru_cache(maxsize=4_000)
def _lines(text: str, width: float) -> int:
    """With the width in sizes of the text."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        here = 0.0
        for token in paragraph.split(" "):
            wide = sum(map(_width, token))
            if here and here + wide > width:
                count, here = count + 1, 0.0
            while wide > width:
                count, wide = count + 1, wide - width
            here += wide + 0.4
    return count


@lru_cache(maxsize=1_000)
def _width(character: str) -> float:
    """In sizes, as in a wide sans serif."""
    for letters, width in WIDTHS:
        if character in letters:
            return width
    if character.isupper():
        return 0.74
    return 0.635 if ord(character) < 0x2000 else 1.0


WIDTHS = (
    (" .,:;'|!ijlI·", 0.33),
    ("rftJ-()[]/", 0.43),
    ("sckvxyz", 0.58),
    ("wæ", 0.98),
    ("mMWÆ@%—…", 1.0),
)
"""As in a wide sans serif, in sizes."""


def shares_of(part: Part) -> list[float]:
    """How wide the columns of a table are to each other."""
    others = len(part.headings) - 2
    cells = (17, 12) if others == 2 else (14,) * others
    return [42, 20, *(5.6 for _time in part.times), *cells]


def fitted(side: Side, paper: Paper = PDF) -> Side:
    """The page as it finds room, shortened no more than it must be.

    Each part begins as short as `STEPS` make it, and takes back what costs the reader most to miss as long as the page holds
    it. If the least of every part is too much still, the last parts go, and their headings are told.
    """
    ways = [_way_to_the_least(part) for part in side.parts]
    side = replace(side, parts=tuple(way[-1][1] for way in ways))
    while side.parts and paper.total(side) > paper.room:
        side = replace(side, parts=side.parts[:-1], unshown=(side.parts[-1].title, *side.unshown))
    growing = {place: way[:] for place, way in enumerate(ways[: len(side.parts)])}
    while growing := {place: way for place, way in growing.items() if len(way) > 1}:
        place = max(growing, key=lambda each: (growing[each][-1][0], -each))
        growing[place].pop()
        parts = (*side.parts[:place], growing[place][-1][1], *side.parts[place + 1 :])
        longer = replace(side, parts=parts)
        if paper.total(longer) <= paper.room:
            side = longer
        else:
            del growing[place]
    return side


Shorten: TypeAlias = "Callable[[Part], Part | None]"
"""One step shorter; None where a part has no such step."""


def _way_to_the_least(part: Part) -> list[tuple[int, Part]]:
    """The part as it is, and ever shorter, each with the number of the step that made it so."""
    way = [(-1, part)]
    for number, step in enumerate(() if part.own else STEPS):
        while (less := step(way[-1][1])) is not None:
            way.append((number, less))
    return way


def _down_to(**most: int) -> Shorten:
    """Of a layout's items no more than so many stay: those of the greatest weight."""

    def shorten(part: Part) -> Part | None:
        count, fewest = len(part.items), most[part.layout.value]
        if count <= fewest:
            return None
        # Of those three beside each other a whole row goes, else nothing is won.
        fewer = count - 1 if part.layout in (Layout.TABLE, Layout.LIST) else max((count - 1) // 3 * 3, fewest)
        kept = sorted(range(count), key=lambda at: (-part.items[at].weight, at))[:fewer]
        items = tuple(part.items[at] for at in sorted(kept))
        return replace(part, items=items, left_out=part.left_out + count - fewer)

    return shorten


def _to_first_sentence(part: Part) -> Part | None:
    items = tuple(replace(item, text=first_sentences(item.text, 1)) for item in part.items)
    return replace(part, items=items) if items != part.items else None


def _without_the_longest_text(part: Part) -> Part | None:
    """The longest text goes, where its title says something without it."""
    longest = max((len(item.text) for item in part.items if item.title), default=0)
    if longest < SHORT:
        return None
    items = tuple(
        replace(item, text="") if item.title and len(item.text) == longest else item for item in part.items
    )
    return replace(part, items=items)


def _with_a_short_lead(part: Part) -> Part | None:
    lead = first_sentences(part.lead, 1)
    return replace(part, lead=lead) if lead != part.lead else None


def _without_what_stands_beside(part: Part) -> Part | None:
    items = tuple(replace(item, above=(), seen="") for item in part.items)
    return replace(part, items=items) if items != part.items else None


def _without_chart(part: Part) -> Part | None:
    return replace(part, chart=None) if part.chart and (part.items or part.lead) else None


STEPS: tuple[Shorten, ...] = (
    _down_to(table=12, columns=9, list=6, dates=6),
    _to_first_sentence,
    _down_to(table=8, columns=6, list=4, dates=6),
    _down_to(table=6, columns=6, list=3, dates=3),
    _without_the_longest_text,
    _down_to(table=5, columns=3, list=3, dates=3),
    _with_a_short_lead,
    _down_to(table=4, columns=3, list=2, dates=3),
    _without_what_stands_beside,
    _down_to(table=2, columns=1, list=1, dates=1),
    _down_to(table=1, columns=1, list=1, dates=1),
    _without_chart,
)
"""How a page is shortened: what costs the reader least to miss goes first, a picture last."""


def bounded(part: Part, *, title: int = 120, text: int = 420) -> Part:
    """The part with no title, text or note longer than paper bears: whole sentences, and never half a word."""
    return replace(
        part,
        title=clipped(part.title, 60),
        lead=first_sentences(part.lead, 3, text),
        items=tuple(_bounded(item, title, text) for item in part.items),
        own=part.own,
    )


def bounded_head(side: Side) -> Side:
    """The page with a headline and a lead that paper bears."""
    return replace(side, headline=clipped(side.headline, 250), lead=first_sentences(side.lead, 3, 420))


def _bounded(item: Item, title: int, text: int) -> Item:
    return replace(
        item,
        title=clipped(item.title, title),
        text=first_sentences(item.text, 3, text),
        note=clipped(item.note, 160),
        above=tuple(clipped(each, 90) for each in item.above[:2]),
        seen=clipped(first_sentences(item.seen, 1), 120),
        cells=tuple(clipped(each, 60) for each in item.cells),
    )


def all_words(sides: Sequence[Side]) -> int:
    """How many words stand under the headings."""
    return sum(
        len(f"{side.headline} {side.lead} {' '.join(part.words for part in side.parts)}".split())
        for side in sides
    )
