"""Word files: styles, numbering and tables say what each paragraph is.

The parts are read straight from the package, with limits set before anything is unpacked. python-docx leaves
out what stands in content controls and text boxes, and nothing of a source may be lost.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from pejling.direction.imports.characters import cleaned, single_spaced
from pejling.direction.imports.plain_text import too_many_lines
from pejling.direction.imports.source import MAX_LINES, MAX_UNPACKED_BYTES, Line, UnreadableSource
from pejling.direction.imports.word_styles import Styles, attribute, tag

_MAX_MEMBERS = 10_000
_MAX_PART_BYTES = 80 * 1024 * 1024
_PACKED_TOO_HARD = 400
"""A part that unpacks to more than this many times its size was made to do harm."""
_MAX_DEPTH = 200
_BROKEN = (
    *(ParseError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(KeyError, ValueError, EOFError, NotImplementedError, RuntimeError, OSError),
)
"""All that a broken package or broken XML makes the readers say."""
_TEXT_TAGS = {tag("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_SIGNS = {tag("tab"): "    ", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "-"}
_SKIPPED = {
    # The same text box a second time, for old programs; and what was struck out under tracked changes.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    tag("del"),
    tag("moveFrom"),
}
_OWN_PARAGRAPHS = tag("txbxContent")


def is_word(archive: zipfile.ZipFile) -> bool:
    """Tell by its parts whether a package holds a Word document."""
    return "word/document.xml" in archive.namelist()


def read_lines(data: bytes) -> tuple[tuple[Line, ...], str]:
    """Read the document's lines, and its title where a paragraph is styled as one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check_package(archive)
        try:
            reader = _Reader(archive)
            lines = tuple(reader.lines())
        except DefusedXmlException as error:
            raise _harmful() from error
        except _BROKEN as error:
            raise _damaged() from error
    return lines, next((line.text for line in lines if line.is_title), "")


def check_package(archive: zipfile.ZipFile) -> None:
    """Refuse a package that is locked or would unpack to more than a document can be."""
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableSource(_("Filen er låst med en adgangskode. Gem den uden adgangskode, og prøv igen."))
    unpacked = sum(member.file_size for member in members)
    too_hard = any(
        member.file_size > 1_000_000 and member.file_size > member.compress_size * _PACKED_TOO_HARD
        for member in members
    )
    if len(members) > _MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES or too_hard:
        raise _harmful()


def _harmful() -> UnreadableSource:
    return UnreadableSource(
        _(
            "Filen fylder urimeligt meget, når den pakkes ud, og bliver ikke læst. Gem dokumentet igen i Word, og prøv igen."
        )
    )


def _damaged() -> UnreadableSource:
    return UnreadableSource(
        _("Word-filen er beskadiget og kan ikke læses. Åbn den i Word, gem den igen, og prøv igen.")
    )


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > _MAX_PART_BYTES:
        raise _harmful()
    part: Element = fromstring(archive.read(name), forbid_dtd=True)
    return part


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.styles = Styles(_part(archive, "word/styles.xml"), _part(archive, "word/numbering.xml"))
        self.number = 0

    @cached_property
    def body(self) -> Element:
        document = _part(self.archive, "word/document.xml")
        body = document.find(tag("body")) if document is not None else None
        if body is None:
            raise ValueError
        return body

    def lines(self) -> Iterator[Line]:
        """The lines of the body and then of the notes."""
        yield from self._blocks(self.body)
        notes = _part(self.archive, "word/footnotes.xml")
        for note in notes if notes is not None else ():
            # Separators between text and notes are notes of a kind of their own.
            if attribute(note, "type") == "":
                yield from self._blocks(note)

    def _blocks(self, parent: Element, depth: int = 0) -> Iterator[Line]:
        if depth > _MAX_DEPTH:
            raise ValueError
        for child in parent:
            if child.tag == tag("p"):
                yield from self._paragraph(child, depth)
            elif child.tag == tag("tbl"):
                yield from self._table(child, depth)
            elif child.tag not in _SKIPPED:
                yield from self._blocks(child, depth + 1)

    def _next_number(self) -> int:
        self.number += 1
        if self.number > MAX_LINES:
            raise too_many_lines()
        return self.number

    def _paragraph(self, paragraph: Element, depth: int) -> Iterator[Line]:
        number = self._next_number()
        look = self.styles.look(paragraph)
        is_bold = look.is_bold or _all_bold(paragraph)
        for index, part in enumerate(_text(paragraph).split("\n")):
            text = cleaned(part)
            if not single_spaced(text):
                continue
            line = Line(
                number,
                text.strip(),
                heading=look.heading,
                list_level=look.list_level,
                ordered=look.ordered,
                is_bold=is_bold,
                is_title=look.is_title,
                joins=False,
            )
            # A line shift inside a list item or a heading goes on with the same text.
            yield (
                replace(line, joins=True) if index and (look.heading or look.list_level is not None) else line
            )
        for box in _boxes(paragraph):
            yield from self._blocks(box, depth + 1)

    def _table(self, table: Element, depth: int) -> Iterator[Line]:
        rows = list(_children(table, tag("tr")))
        cells = [list(_children(row, tag("tc"))) for row in rows]
        if max((len(row) for row in cells), default=0) <= 1:
            # A frame around text is drawn as a table with one column: its content is ordinary text.
            for row in cells:
                for cell in row:
                    yield from self._blocks(cell, depth + 1)
            return
        for row in cells:
            texts = tuple(_cell_text(cell) for cell in row)
            if any(texts):
                shown = " | ".join(single_spaced(text.replace("\n", " ")) for text in texts)
                yield Line(self._next_number(), shown, cells=texts, joins=False)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in {tag("tbl"), tag("p"), tag("tc"), *_SKIPPED}:
            yield from _children(child, wanted)


def _walk(element: Element) -> Iterator[Element]:
    """Every part of a paragraph but text boxes, which hold paragraphs of their own."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in _SKIPPED or child.tag in {_OWN_PARAGRAPHS, tag("pPr")}:
            continue
        yield child
        waiting.extend(reversed(child))


def _boxes(paragraph: Element) -> Iterator[Element]:
    waiting = list(reversed(paragraph))
    while waiting:
        child = waiting.pop()
        if child.tag == _OWN_PARAGRAPHS:
            yield child
        elif child.tag not in _SKIPPED:
            waiting.extend(reversed(child))


def _text(paragraph: Element) -> str:
    parts = []
    for element in _walk(paragraph):
        if element.tag in _TEXT_TAGS:
            parts.append(element.text or "")
        elif element.tag == tag("sym"):
            parts.append("\uf0b7")
        elif element.tag in _SIGNS:
            parts.append(_SIGNS[element.tag])
    return "".join(parts).strip()


def _cell_text(cell: Element) -> str:
    texts = (cleaned(_text(paragraph)).strip() for paragraph in cell.iter(tag("p")))
    return "\n".join(text for text in texts if text)


def _all_bold(paragraph: Element) -> bool:
    runs = [run for run in _walk(paragraph) if run.tag == tag("r") and run.find(tag("t")) is not None]
    return bool(runs) and all(_is_bold(run) for run in runs)


def _is_bold(run: Element) -> bool:
    bold = run.find(f"{tag('rPr')}/{tag('b')}")
    return bold is not None and attribute(bold, "val") not in {"0", "false", "off"}
