"""Decide what each mended block is: a heading, a paragraph, a list item or a table row, and how deep it stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from pejling.reading.mending import Block
from pejling.reading.rules_of_reading import HOLDERS, RANKS
from pejling.reading.wording import (
    announced_by_heading,
    announces_foundation,
    is_attribute,
    is_date,
    is_neutral,
    label_of,
)

_LONGEST_HEADING = 120
_MOST_WORDS, _MOST_WORDS_OF_A_NAME = 18, 4
_FEWEST_DATES = 3
_LONGEST_UNDER_ANOTHER = 70
_YEAR = re.compile(r"(?:19|20)\d\d\b")
_MAX_DEPTH = 5
_NEVER_LAST = (".", ",", ";", ":", "!", "-", "/")
_INNER = frozenset({"goal", "initiative", "success_criterion"})
"""Headings of these kinds stand inside a focus area when there is one."""


class Role(Enum):
    """What a block is in the outline of its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class Part:
    """A block with its place in the outline."""

    role: Role
    text: str
    line: int
    level: int = 0
    """The level of a heading from 1, or the depth of an item from 0."""
    number: str = ""
    is_ordered: bool = False
    cells: tuple[str, ...] = ()
    label: str = ""
    """The label that stood alone on the line above a heading: "Fokusområde 1"."""
    is_guessed: bool = False
    """A heading whose level nothing in the file tells."""

    @property
    def numbered_text(self) -> str:
        """The text with the number that was typed before it."""
        if not self.number:
            return self.text
        return f"{self.number}{' ' if '.' in self.number else '. '}{self.text}"


def outline(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Give each block its role."""
    by_format = any(block.heading for block in blocks)
    likely = [_may_be_heading(block, by_format) for block in blocks]
    if not by_format:
        likely = _with_timeline(blocks, _without_labels_of_drawings(blocks, likely))
    counted = _counted_items(blocks)
    levels, depths = _Levels(by_format), _Depths()
    parts = []
    for index, block in enumerate(blocks):
        has_more = index + 1 < len(blocks) and not blocks[index + 1].heading
        if block.heading or (likely[index] and has_more and not counted[index]):
            level = levels.of(block, _is_item(blocks, index + 1))
            parts.append(
                _heading(block, level, is_guessed=not (by_format or levels.has_numbers or block.marker))
            )
            depths.reset()
        elif block.cells:
            parts.append(Part(Role.ROW, block.text, block.line, cells=block.cells))
        elif block.marker and not block.in_contents:
            parts.append(_item(block, depths.of(block)))
        else:
            parts.append(_paragraph(block))
            depths.reset()
    return tuple(parts)


def _is_item(blocks: Sequence[Block], index: int) -> bool:
    return index < len(blocks) and blocks[index].marker is not None


def _heading(block: Block, level: int, is_guessed: bool) -> Part:
    number = block.marker.number if block.marker else ""
    return Part(
        Role.HEADING, block.text.rstrip(" :"), block.line, level=level, number=number, is_guessed=is_guessed
    )


def _paragraph(block: Block) -> Part:
    number = block.marker.number if block.marker else ""
    return Part(Role.PARAGRAPH, f"{number} {block.text}".strip(), block.line)


def _item(block: Block, depth: int) -> Part:
    assert block.marker
    number = block.marker.number
    return Part(Role.ITEM, block.text, block.line, depth, number, block.marker.is_ordered)


def _may_be_heading(block: Block, by_format: bool) -> bool:
    if block.cells or block.in_contents or not _is_short(block):
        return False
    if block.marker:
        return block.marker.may_head
    if by_format and not block.is_bold:
        # Where the format has headings, an unmarked line is one only when its words say so.
        return bool(announced_by_heading(block.text)) and len(block.text.split()) <= 4
    return True


def _is_short(block: Block) -> bool:
    text, words = block.text, block.text.split()
    if is_attribute(text):
        return False
    if len(text) > _LONGEST_HEADING or len(words) > _MOST_WORDS or not any(map(str.isalpha, text)):
        return False
    first = text.lstrip("\"'”“’‘»«(")
    if first[:1].islower() or (first[:1].isdigit() and not _YEAR.match(first)):
        return False
    if block.marker and block.marker.number and text.endswith(".") and len(words) <= 5:
        return True
    label = label_of(text)
    # "Indsats: Jobmesse" is a line that names itself; "Indsats 1" heads what stands under it.
    return bool(label.number) if label else not text.endswith(_NEVER_LAST) or _is_bold_name(block)


def _is_bold_name(block: Block) -> bool:
    """ "Mål:" in bold is a heading; in plain letters it leads in a list."""
    is_name = block.text.endswith(":") and len(block.text.split()) <= _MOST_WORDS_OF_A_NAME
    return block.is_bold and is_name and bool(announced_by_heading(block.text))


def _says_what_it_is(block: Block) -> bool:
    return bool(
        (block.marker and block.marker.number)
        or is_neutral(block.text)
        or announced_by_heading(block.text)
        or announces_foundation(block.text)
        or label_of(block.text)
    )


def _without_labels_of_drawings(blocks: Sequence[Block], likely: list[bool]) -> list[bool]:
    """Three or more short lines in a row are labels of a drawing; only the last may head what follows."""
    kept = list(likely)
    start = 0
    while start < len(likely):
        end = start
        while end < len(likely) and likely[end] and not blocks[end].marker:
            end += 1
        heads_text = end < len(likely) and not likely[end]
        if end - start == 1 and end < len(likely) and likely[end]:
            # A line right over the next chapter's number has nothing to head.
            kept[start] = _says_what_it_is(blocks[start])
        if end - start >= 3:
            for index in range(start, end - 1 if heads_text else end):
                kept[index] = _says_what_it_is(blocks[index])
        elif end - start == 2 and len(blocks[end - 1].text) > _LONGEST_UNDER_ANOTHER:
            # A long line under a heading is the first sentence of its text.
            kept[end - 1] = _says_what_it_is(blocks[end - 1])
        start = max(end, start + 1)
    return kept


def _with_timeline(blocks: Sequence[Block], likely: list[bool]) -> list[bool]:
    """Where dates stand alone again and again, each heads what happens on it."""
    dates = [index for index, block in enumerate(blocks) if is_date(block.text) and not block.marker]
    if len(dates) < _FEWEST_DATES:
        return likely
    kept = list(likely)
    for index in dates:
        if index + 1 < len(blocks):
            kept[index], kept[index + 1] = True, False
    return kept


def _counted_items(blocks: Sequence[Block]) -> list[bool]:
    """Numbered lines that count on right under each other, or under a line that leads in, are items of a list."""
    counted = [False] * len(blocks)
    last, is_led = -1, False
    for index, block in enumerate(blocks):
        if not block.marker or not block.marker.may_head or block.heading:
            # Bullets below a numbered item do not end its list; a paragraph shows that the numbers are chapters.
            last = last if block.marker and not block.heading else -1
            continue
        if last >= 0 and _counts_on(blocks[last], block) and (is_led or counted[last] or last == index - 1):
            counted[last] = counted[index] = True
        else:
            is_led = block.marker.position == 1 and index > 0 and _leads_in(blocks[index - 1])
        last = index
    return counted


def _counts_on(above: Block, below: Block) -> bool:
    first, second = above.marker, below.marker
    if not first or not second:
        return False
    if first.is_decimal and second.is_decimal:
        return first.number.count(".") == second.number.count(".")
    return bool(first.position) and second.position == first.position + 1


def _leads_in(block: Block) -> bool:
    return block.text.endswith(":") or bool(not block.marker and announced_by_heading(block.text))


@dataclass
class _Levels:
    """The levels of headings where the format does not give them."""

    by_format: bool
    styled: int = 0
    has_numbers: bool = False
    in_areas: bool = False
    just_announced: int = 0
    offset: int = 0
    label: tuple[int, int] | None = None
    """The level and the rank of the numbered point that stands above, as "Mål 2"."""
    holds: bool = False

    def of(self, block: Block, before_items: bool) -> int:
        """The level of a heading."""
        if block.heading:
            self.styled = block.heading
            return block.heading
        if self.by_format:
            return min(self.styled + 1, 6)
        if block.marker and block.marker.number:
            return self._numbered(block.marker.number)
        return self._unnumbered(block, before_items)

    def _numbered(self, number: str) -> int:
        if number == "1" and self.just_announced:
            # Chapters that begin to count right under "Prioriteter" are what it gathers.
            self.offset = self.just_announced
        self.has_numbers = self.has_numbers or not self.offset
        self.in_areas, self.just_announced, self.label = False, 0, None
        return min(number.count(".") + 1 + self.offset, 6)

    def _unnumbered(self, block: Block, before_items: bool) -> int:
        kinds = announced_by_heading(block.text)
        level = self._level_of(block, kinds, before_items)
        self.just_announced = level if kinds else 0
        return level

    def _level_of(self, block: Block, kinds: tuple[str, ...], before_items: bool) -> int:
        base = 2 if self.has_numbers else 1
        if (label := label_of(block.text)) and label.number:
            self.label = (base + int(self.in_areas), RANKS[label.kind])
            return self.label[0]
        if self.label and kinds and kinds[0] in _INNER and RANKS[kinds[0]] > self.label[1]:
            return self.label[0] + 1
        self.label, self.offset = None, 0
        if kinds and kinds[0] not in _INNER:
            # "Indsatsområder" followed by a list has said it all; followed by headings it gathers them.
            self.in_areas, self.holds = not before_items, kinds[0] in HOLDERS
            return base
        if is_neutral(block.text) or (kinds and not self.holds):
            self.in_areas = False
            return base
        return base + (2 if kinds and self.in_areas else int(self.in_areas))


@dataclass
class _Depths:
    """The depths of list items where the format does not give them: by indent, else by the kind of sign."""

    signs: list[tuple[str, int]] = field(default_factory=list)

    def reset(self) -> None:
        """A list has ended."""
        self.signs = []

    def of(self, block: Block) -> int:
        """The depth of an item."""
        marker = block.marker
        assert marker
        if marker.depth is not None:
            return min(marker.depth, _MAX_DEPTH)
        known = self.signs
        sign = "1" if marker.is_decimal else marker.sign
        for depth, (other, indent) in enumerate(known):
            if other == sign and block.indent <= indent + 1:
                self.signs = known[: depth + 1]
                return min(depth, _MAX_DEPTH)
        self.signs = [*[each for each in known if each[1] <= block.indent], (sign, block.indent)]
        return min(len(self.signs) - 1, _MAX_DEPTH)
