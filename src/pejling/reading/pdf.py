"""PDF: text with places and sizes, from which headings, columns and margins can be told."""

import ctypes
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.reading.characters import cleaned, single_spaced
from pejling.reading.furniture import once_each
from pejling.reading.headings import reads_as_heading
from pejling.reading.pdf_tables import Piece, Set, is_table_head, with_tables
from pejling.reading.plain_text import too_many_lines
from pejling.reading.source import MAX_LINES, MAX_PAGES, Line

_LINE_ENDS = re.compile("\r\n|\r|\n|\ufffe|\x02")
_DIVISIONS = ("\ufffe", "\x02")
_MARGIN = 0.09
"""The share of a page's height, at top and bottom, where headers and footers stand."""
_LARGER = 1.12
"""How much larger than the running text a heading is at least set."""
_MOST_LINES = 4
"""A heading runs over no more lines than this."""
_FARTHEST = 1.9
"""How far two lines of a heading stand from each other at most, in heights of a letter."""
_MOST_SIGNS = 100_000
"""A page with more signs than this was made to do harm."""
_SPACE = re.compile(r"(?<=\S)\s+(?=\S)")
_WIDE = 0.9
"""How wide, in heights of a letter, a space is that parts two columns."""
_FEWEST_LETTERS = 20
"""Fewer letters than this in a whole file are a stamp on a scan, not a text."""


def read_pdf(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Every page's lines in the order in which the file sets them, and what is to be told of how they were read."""
    document = _opened(data)
    try:
        if len(document) > MAX_PAGES:
            raise Unreadable(
                _("PDF-filen har for mange sider. Del den op, og prøv igen med en del ad gangen.")
            )
        every = list(_set_lines(document))
    except pypdfium2.PdfiumError as error:
        raise _damaged() from error
    finally:
        document.close()
    lines, across = _upright(every)
    if sum(character.isalpha() for line in lines for character in line.text) < _FEWEST_LETTERS:
        raise Unreadable(
            _(
                "PDF-filen er scannet og indeholder ingen tekst. "
                "Find den oprindelige fil, eller kør den gennem tekstgenkendelse (OCR) først."
            )
        )
    return _as_lines(with_tables(lines)), _told(across)


def _told(across: list[Set]) -> tuple[str, ...]:
    texts = once_each(single_spaced(line.text) for line in across)
    return (
        (gettext("Tekst på tværs af siden er taget ud: %(text)s") % {"text": "; ".join(texts)},)
        if texts
        else ()
    )


def _upright(lines: list[Set]) -> tuple[list[Set], list[Set]]:
    """The lines that run as most of their page does, and those along its edge, which belong to no line of the text."""
    turns: dict[int, Counter[int]] = defaultdict(Counter)
    for line in lines:
        turns[line.page][line.turn] += len(line.text)
    usual = {page: counted.most_common(1)[0][0] for page, counted in turns.items()}
    upright = [line for line in lines if line.turn == usual[line.page]]
    return upright, [line for line in lines if line.turn != usual[line.page]]


def _opened(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable(
                _("PDF-filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen.")
            ) from error
        raise _damaged() from error


def _damaged() -> Unreadable:
    return Unreadable(_("PDF-filen er beskadiget og kan ikke læses. Gem den igen, og prøv igen."))


def _set_lines(document: pypdfium2.PdfDocument) -> Iterator[Set]:
    taken = 0
    for number, page in enumerate(document, start=1):
        text_page = page.get_textpage()
        if text_page.count_chars() > _MOST_SIGNS:
            raise too_many_lines()
        for line in _lines_on(text_page, number, page.get_height()):
            taken += 1
            if taken > MAX_LINES:
                raise too_many_lines()
            yield line
        text_page.close()
        page.close()


def _lines_on(text_page: pypdfium2.PdfTextPage, number: int, height: float) -> Iterator[Set]:
    text, start = text_page.get_text_range(), 0
    for end in [*_LINE_ENDS.finditer(text), None]:
        stop = end.start() if end else len(text)
        divided = "-" if end and end[0] in _DIVISIONS else ""
        if text[start:stop].strip():
            yield _set_line(text_page, text, start, stop, divided, number, height)
        start = end.end() if end else stop


def _set_line(
    text_page: pypdfium2.PdfTextPage, text: str, start: int, stop: int, divided: str, page: int, height: float
) -> Set:
    raw = text[start:stop]
    first = start + len(raw) - len(raw.lstrip())
    last = start + len(raw.rstrip()) - 1
    left, bottom, _right, _top = text_page.get_charbox(first, loose=True)
    right = text_page.get_charbox(last, loose=True)[2]
    # The sign of a list is often set in another font: the letter after it tells the size of the text.
    told_by = next((at for at in range(first, last + 1) if text[at].isalnum()), first)
    pieces = tuple(_pieces(text_page, text, first, last + 1))
    return Set(
        pieces=pieces,
        text=cleaned(raw.strip() + divided),
        page=page,
        left=left,
        right=right,
        bottom=bottom,
        size=round(pdfium.FPDFText_GetFontSize(text_page, told_by) * 2 * _scale(text_page, told_by)) / 2,
        is_bold=_is_bold(text_page, told_by),
        at_edge=not height * _MARGIN < bottom < height * (1 - _MARGIN),
        turn=round(pdfium.FPDFText_GetCharAngle(text_page, told_by) / (math.pi / 2)) % 4,
    )


def _pieces(text_page: pypdfium2.PdfTextPage, text: str, start: int, stop: int) -> Iterator[Piece]:
    """The words of a line, parted where the space between two is wider than any in running text."""
    begun = start
    left = text_page.get_charbox(start, loose=True)[0]
    for space in _SPACE.finditer(text, start, stop):
        before = text_page.get_charbox(space.start() - 1, loose=True)
        after = text_page.get_charbox(space.end(), loose=True)
        if after[0] - before[2] > (before[3] - before[1]) * _WIDE:
            yield Piece(cleaned(text[begun : space.start()]), left, before[2])
            begun, left = space.end(), after[0]
    yield Piece(cleaned(text[begun:stop]), left, text_page.get_charbox(stop - 1, loose=True)[2])


def _scale(text_page: pypdfium2.PdfTextPage, at: int) -> float:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, at, matrix):
        return 1.0
    return abs(matrix.d) or abs(matrix.b) or 1.0


def _is_bold(text_page: pypdfium2.PdfTextPage, at: int) -> bool:
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, at, name, 128, flags)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _as_lines(lines: list[Set]) -> tuple[Line, ...]:
    headings = _headings(lines)
    bold_means_something = sum(line.is_bold for line in lines) < len(lines) / 2
    pitch = _usual_pitch(lines)
    found = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        is_head = is_table_head(line, lines[index + 1] if index + 1 < len(lines) else None)
        found.append(
            Line(
                number=index + 1,
                text=line.text,
                page=line.page,
                gap=_gap(above, line, pitch),
                indent=int(line.left),
                heading=0 if is_head else headings.get(index, 0),
                is_bold=line.is_bold and bold_means_something and not is_head,
                cells=line.cells,
                extent=_extent(lines, index),
                at_edge=line.at_edge,
            )
        )
    return tuple(found)


def _headings(lines: list[Set]) -> dict[int, int]:
    """The levels of the lines that are headings: set larger than the running text, the largest first."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    larger = letters.most_common(1)[0][0] * _LARGER
    groups = [group for group in _groups(lines) if lines[group[0]].size >= larger]
    headings = [group for group in groups if _reads_as_heading(lines, group)]
    sizes = sorted({lines[group[0]].size for group in headings}, reverse=True)
    return {at: min(sizes.index(lines[at].size) + 1, 6) for group in headings for at in group}


def _groups(lines: list[Set]) -> list[list[int]]:
    """Lines of one size right under each other, as a heading or a lead paragraph over several lines."""
    groups: list[list[int]] = []
    for index, line in enumerate(lines):
        above = lines[index - 1] if index else None
        if above and above.page == line.page and above.size == line.size and _is_near(above, line):
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups


def _is_near(above: Set, line: Set) -> bool:
    return 0 < above.bottom - line.bottom < line.size * _FARTHEST


def _reads_as_heading(lines: list[Set], group: list[int]) -> bool:
    texts = [single_spaced(lines[at].text) for at in group]
    return len(texts) <= _MOST_LINES and reads_as_heading(" ".join(texts))


def _usual_pitch(lines: list[Set]) -> float:
    """The usual distance between two lines, in heights of a letter."""
    pitches = [
        (above.bottom - line.bottom) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and above.size == line.size and line.size and above.bottom > line.bottom
    ]
    return statistics.median(pitches) if pitches else 1.2


def _gap(above: Set | None, line: Set, pitch: float) -> int:
    if above is None or above.page != line.page or above.bottom <= line.bottom:
        return 0
    return int(above.bottom - line.bottom > max(line.size, above.size) * pitch * 1.2)


def _extent(lines: list[Set], index: int) -> int:
    """How many characters this line could have held, told by the lines around it."""
    line = lines[index]
    around = lines[max(0, index - 6) : index + 7]
    edge = max(other.right for other in around if other.page == line.page)
    width = max(line.right - line.left, 1.0)
    length = len(single_spaced(line.text))
    return min(1_000, round(length * max(edge - line.left, width) / width))
