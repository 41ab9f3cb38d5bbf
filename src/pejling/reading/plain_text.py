"""Plain text: a medium without structure, so each line carries only where it stood."""

import codecs
from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.core.tables.encodings import is_binary
from pejling.reading.characters import cleaned, lines_of, single_spaced
from pejling.reading.markers import marker_of
from pejling.reading.source import MAX_CHARACTERS, MAX_LINES, Line

_SAMPLE = 4096
_WIDEST_CELL = 400


def decoded(data: bytes) -> str:
    """Decode UTF-8, UTF-16 or Windows-1252; anything else is not text that a person wrote."""
    text = _decode(data)
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(_("Teksten er for lang. Del filen op, og prøv igen med en del ad gangen."))
    return text


def _decode(data: bytes) -> str:
    try:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return data.decode("utf-16")
        if encoding := _utf16_without_mark(data):
            return data.decode(encoding)
        if b"\x00" in data or is_binary(data):
            raise Unreadable(_UNKNOWN)
        return _decode_bytes(data)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("Filen er beskadiget og kan ikke læses. Åbn den i sit eget program, og gem den igen.")
        ) from error


def _decode_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes have no sign in Windows-1252; one of them must not cost the municipality the whole text.
        return data.decode("cp1252", errors="replace")


def _utf16_without_mark(data: bytes) -> str:
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) > half * 0.7 and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def read_lines(text: str) -> tuple[Line, ...]:
    """Number the lines that hold something, and count the empty ones above each; a form feed turns the page."""
    found: list[Line] = []
    page, gap = 1, 0
    for number, raw in enumerate(lines_of(text), start=1):
        page += raw.count("\f")
        line = cleaned(raw.replace("\f", " "))
        if not line:
            gap += 1
            continue
        stripped = line.lstrip()
        cells = _cells(raw)
        found.append(
            Line(number, stripped, page=page, gap=gap, indent=len(line) - len(stripped), cells=cells)
        )
        gap = 0
        if len(found) > MAX_LINES:
            raise too_many_lines()
    return tuple(_only_tables(found))


def _cells(raw: str) -> tuple[str, ...]:
    """The columns of a line that was copied from a table; a tab after a bullet or before a page is none."""
    cells = tuple(single_spaced(cleaned(cell)) for cell in raw.strip(" \f\n").split("\t"))
    if len(cells) < 2 or marker_of(f"{cells[0]} x")[0] or (len(cells) == 2 and cells[1].isdigit()):
        return ()
    return cells if all(len(cell) < _WIDEST_CELL for cell in cells) and any(cells) else ()


def _only_tables(lines: list[Line]) -> Iterator[Line]:
    """Two lines or more with the same columns right under each other are a table; a tab elsewhere is a space."""
    for index, line in enumerate(lines):
        beside = [lines[at] for at in (index - 1, index + 1) if 0 <= at < len(lines)]
        in_table = line.cells and any(len(other.cells) == len(line.cells) for other in beside)
        yield line if in_table or not line.cells else replace(line, cells=())


def too_many_lines() -> Unreadable:
    """Say that the file holds more lines than a steering document can have."""
    return Unreadable(_("Filen har for mange linjer. Del den op, og prøv igen med en del ad gangen."))


_UNKNOWN = _("Filtypen kan ikke læses. Gem dokumentet som Word (.docx), PDF eller tekst, og prøv igen.")


def unknown_type() -> Unreadable:
    """Say that the content is of no kind that can be read."""
    return Unreadable(_UNKNOWN)
