"""Undo what the medium did: lines become the headings, paragraphs, list items and rows that were written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pejling.reading.characters import single_spaced
from pejling.reading.furniture import set_aside
from pejling.reading.headings import is_running_text
from pejling.reading.markers import Marker, marker_of
from pejling.reading.source import Line, Source
from pejling.reading.wording import is_date, stands_alone

_DIVIDED = re.compile(r"[^\W_]-$")
_HYPHENATED = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_YEAR = re.compile(r"(?:19|20)\d\d(?: ?[-–] ?(?:20)?\d\d)?")
_BEFORE_A_DATE = re.compile(r"\b(?:den|d\.|til|i|på|fra|senest|inden|og)$")
_AND = frozenset({"og", "eller", "samt", "og/eller", "henholdsvis", "kontra", "til", "/"})
_ENDED = re.compile(r"[.!?:;]['\"”’»)]*$")
_OPENING = "\"'”’“‘»«(["
_WINDOW = 6
_LONGEST_WORD = 100
_NEVER_WRAPPED = 100_000


@dataclass(frozen=True)
class Block:
    """A whole heading, paragraph, list item or table row of the source."""

    text: str
    line: int
    heading: int = 0
    marker: Marker | None = None
    indent: int = 0
    gap: int = 0
    cells: tuple[str, ...] = ()
    is_bold: bool = False
    is_title: bool = False
    in_contents: bool = False
    page: int = 1


@dataclass(frozen=True)
class Mended:
    """The source as it was written, before the medium came between."""

    blocks: tuple[Block, ...]
    furniture: tuple[str, ...]
    has_contents: bool = False
    """Whether a table of contents was taken out."""


@dataclass
class _Growing:
    """A block to which lines are still added."""

    first: Line
    marker: Marker | None
    parts: list[str]
    last: Line
    last_length: int
    in_contents: bool
    is_first: bool


def mend(source: Source) -> Mended:
    """Put the lines of a source together again."""
    parted = set_aside(source)
    marked = _with_clauses([(line, *_marked(line)) for line in parted.lines])
    extents = _extents(marked)
    trusted = _gaps_are_trusted(marked)
    compounds = _compounds(parted.lines)
    growing: list[_Growing] = []
    for index, (line, marker, text) in enumerate(marked):
        last = growing[-1] if growing else None
        in_contents = line.number in parted.numbered
        if last and not in_contents and _continues(last, line, marker, text, extents[index - 1], trusted):
            _append(last, line, text, compounds)
        else:
            growing.append(_Growing(line, marker, [text], line, len(line.text), in_contents, not last))
    blocks = (_block(each) for each in growing)
    return Mended(tuple(block for block in blocks if block.text), parted.furniture, parted.has_contents)


def _marked(line: Line) -> tuple[Marker | None, str]:
    """The sign before a list item, typed or set by the format, and the text after it."""
    if line.cells:
        return None, line.text
    marker, text = marker_of(line.text)
    if line.list_level is not None:
        sign = "1" if line.ordered else "•"
        # Under a format's own list only another sign of the same sort is left over from the medium.
        typed = marker if marker and not marker.number else None
        return Marker(sign=sign, depth=line.list_level), single_spaced(text if typed else line.text)
    if line.heading and marker and not marker.number:
        return None, single_spaced(line.text)
    return marker, single_spaced(text)


def _with_clauses(marked: list[tuple[Line, Marker | None, str]]) -> list[tuple[Line, Marker | None, str]]:
    """Lines in a row that each begin with "at" are a list that has no signs."""
    begins = [not marker and text.startswith("at ") and line.joins is None for line, marker, text in marked]
    return [
        (
            line,
            Marker("•") if begins[index] and any(begins[max(0, index - 1) : index + 2 : 2]) else marker,
            text,
        )
        for index, (line, marker, text) in enumerate(marked)
    ]


def _extents(marked: list[tuple[Line, Marker | None, str]]) -> list[int]:
    """How many characters each line could have held: what the format says, else what the lines around it held."""
    lengths = [len(line.text) for line, _marker, _text in marked]
    wrapped = sorted(
        len(above.text)
        for (above, _mark, _words), (line, marker, text) in pairwise(marked)
        if not marker and text[:1].islower() and line.gap <= 1 and not _ENDED.search(above.text[-8:])
    )
    # Without a single line that goes on in small letters, each line is a paragraph however long it is.
    narrowest = wrapped[len(wrapped) // 4] if len(wrapped) > 1 else _NEVER_WRAPPED
    return [
        line.extent or max(narrowest, *lengths[max(0, index - _WINDOW) : index + _WINDOW + 1])
        for index, (line, _marker, _text) in enumerate(marked)
    ]


def _gaps_are_trusted(marked: list[tuple[Line, Marker | None, str]]) -> bool:
    """Whether an empty line parts two paragraphs; in text taken from slides it may stand anywhere."""
    gaps = broken = 0
    for (_above, _mark, above), (line, marker, text) in pairwise(marked):
        if line.gap and not marker and line.joins is None:
            gaps += 1
            broken += text[:1].islower() and not _ENDED.search(above[-8:])
    return broken < 2 or broken * 10 < gaps


def _compounds(lines: Iterable[Line]) -> frozenset[str]:
    """The words that the document itself writes with a hyphen."""
    return frozenset(
        match[0].casefold() for line in lines if "-" in line.text for match in _HYPHENATED.finditer(line.text)
    )


def _continues(
    above: _Growing, line: Line, marker: Marker | None, text: str, extent: int, trusted: bool
) -> bool:
    """Whether a line goes on with the text above it."""
    if line.joins is not None:
        return line.joins
    if above.marker and above.parts == [""]:
        # A bullet that stands alone belongs to the text on the next line.
        return not marker and not line.cells
    if marker or line.cells or above.first.cells or above.in_contents or line.heading != above.first.heading:
        return False
    if line.heading:
        return line.gap == 0 and line.page == above.last.page
    if line.is_bold != above.last.is_bold and line.gap:
        return False
    written = above.parts[-1]
    if _DIVIDED.search(written[-2:]) and line.gap <= 2 and text[:1].isalnum():
        return True
    turned = line.page != above.last.page
    return _reads_on(above, line, text, extent, bool(line.gap and trusted and not turned))


def _reads_on(above: _Growing, line: Line, text: str, extent: int, parted: bool) -> bool:
    """Whether the words go on, by the room that was left on the line above and by capitals and stops."""
    written = above.parts[-1]
    ended = bool(_ENDED.search(written[-8:]))
    room = extent - above.last_length
    shifted = room > len(_first_token(text)) + 1 + extent // 10
    opening = text.lstrip(_OPENING)[:1]
    if opening.islower() or opening == "/":
        # Danish sentences and headings begin with a capital: a small letter goes on with what stands above.
        if parted:
            return not ended and not shifted and line.gap == 1
        return not (written.endswith((":", ";")) and shifted) and (line.gap <= 1 or not ended)
    if parted or stands_alone(text) or stands_alone(written) or _begins_anew(above, line, text):
        return False
    if _YEAR.fullmatch(text) and not line.gap and not _ENDED.search(written[-8:]):
        return True
    if line.gap > 1 or shifted:
        return False
    if ended:
        return not line.gap and (not above.marker or line.indent > above.first.indent + 1)
    return True


def _begins_anew(above: _Growing, line: Line, text: str) -> bool:
    """A line that cannot go on with a capital: after the first line of all, indented, or a date on its own."""
    if above.first.number == above.last.number and above.is_first and line.gap:
        return True
    is_plain = not line.extent
    step = line.indent - above.last.indent
    if is_plain and (step == 1 or (step > 1 and not above.marker)):
        return True
    on_its_own = is_date(text) or is_date(" ".join(above.parts[:4]))
    return on_its_own and not _BEFORE_A_DATE.search(above.parts[-1][-10:])


def _append(above: _Growing, line: Line, text: str, compounds: frozenset[str]) -> None:
    above.last, above.last_length = line, len(line.text)
    head, _space, token = above.parts[-1].rpartition(" ")
    first, _space, rest = text.partition(" ")
    if _DIVIDED.search(token) and first and len(token) < _LONGEST_WORD:
        joined = _rejoined(token, first, compounds)
        above.parts[-1:] = [part for part in (head, joined, rest) if part]
    else:
        above.parts.append(text)


def _first_token(text: str) -> str:
    return text.partition(" ")[0]


def _rejoined(above: str, below: str, compounds: frozenset[str]) -> str:
    """Put a divided word together, and leave the hyphen where the writer meant it."""
    stem = above[:-1].lstrip(_OPENING)
    if below.strip(",.;:").casefold() in _AND:
        return f"{above} {below}"
    meant = (
        not below[0].islower()
        or _is_abbreviation(stem)
        or _is_chain(stem, below)
        or f"{stem}-{below}".casefold().strip('.,;:!?)”"') in compounds
    )
    return f"{above if meant else above[:-1]}{below}"


def _is_chain(stem: str, below: str) -> bool:
    """vision-politik-strategi is a chain of words; MED-samspil is one word whose second half was divided."""
    links = stem.split("-")
    return (
        below.count("-") >= 2
        or len(links) > 2
        or (len(links) == 2 and len(links[0]) > 2 and links[0].islower())
    )


def _is_abbreviation(stem: str) -> bool:
    """MED, IT, ESG and 2030 keep their hyphen; a word in small letters was divided by the line."""
    return len(stem) == 1 or not any(character.islower() for character in stem)


def _block(grown: _Growing) -> Block:
    line = grown.first
    text = " ".join(part for part in grown.parts if part)
    return Block(
        text=text,
        line=line.number,
        # A lead paragraph in the style of a heading is text all the same.
        heading=0 if is_running_text(text) else line.heading,
        marker=grown.marker,
        indent=line.indent,
        gap=line.gap,
        cells=tuple(cell.strip() for cell in line.cells),
        is_bold=line.is_bold,
        is_title=line.is_title,
        in_contents=grown.in_contents,
        page=line.page,
    )
