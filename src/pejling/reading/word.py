"""Word files: styles, numbering and tables say what each paragraph is.

The parts are read straight from the package, with limits set before anything is unpacked. python-docx leaves
out what stands in content controls and text boxes, and nothing of a source may be lost.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from pejling.core.packages import main_part, opened, part, related
from pejling.reading.characters import cleaned, single_spaced
from pejling.reading.plain_text import too_many_lines
from pejling.reading.source import MAX_LINES, Line
from pejling.reading.word_fields import Fields
from pejling.reading.word_headings import Seen, with_headings
from pejling.reading.word_notices import notices
from pejling.reading.word_styles import Look, Styles
from pejling.reading.word_tags import attribute, is_on, tag, value

_MAX_DEPTH = 200
_TEXT_TAGS = {tag("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"}
_SIGNS = {tag("tab"): "    ", tag("br"): "\n", tag("cr"): "\n", tag("noBreakHyphen"): "-"}
_SKIPPED = {
    # The same text box a second time, for old programs; and what was struck out under tracked changes.
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    tag("del"),
    tag("moveFrom"),
}
_OWN_PARAGRAPHS = tag("txbxContent")
_STRUCK_OUT = ("del", "moveFrom")
_DAMAGED = _("Word-filen er beskadiget og kan ikke læses. Åbn den i Word, gem den igen, og prøv igen.")


def read_word(data: bytes) -> tuple[tuple[Line, ...], tuple[str, ...], tuple[str, ...]]:
    """The document's lines, its running heads and feet, and what is to be told of how it was read."""
    with opened(data, _DAMAGED) as archive:
        reader = _Reader(archive)
        lines = with_headings(list(reader.seen()), reader.styles.usual_size)
        return tuple(lines), tuple(reader.margins()), tuple(notices(archive, reader.body, reader.parts))


class _Reader:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        main = main_part(archive)
        self.parts = related(archive, main)
        self.styles = Styles(self._related("styles"), self._related("numbering"))
        self.fields = Fields()
        self.number = 0
        document = part(archive, main)
        body = document.find(tag("body")) if document is not None else None
        if body is None:
            raise ValueError(main)
        self.body = body

    def _related(self, name: str) -> Element | None:
        named = self.parts.get(name, [])
        return part(self.archive, named[0]) if named else None

    def seen(self) -> Iterator[Seen]:
        """The lines of the body and then of the notes."""
        yield from self._blocks(self.body)
        for name in ("footnotes", "endnotes"):
            notes = self._related(name)
            for note in notes if notes is not None else ():
                # Separators between text and notes are notes of a kind of their own.
                if attribute(note, "type") == "":
                    yield from self._blocks(note)

    def margins(self) -> Iterator[str]:
        """What runs along the top and the bottom of the pages."""
        for name in (*self.parts.get("header", []), *self.parts.get("footer", [])):
            root = part(self.archive, name)
            for paragraph in root.iter(tag("p")) if root is not None else ():
                if text := single_spaced(cleaned(self._text(paragraph)[0].replace("\n", " "))):
                    yield text

    def _blocks(self, parent: Element, depth: int = 0) -> Iterator[Seen]:
        if depth > _MAX_DEPTH:
            raise ValueError
        struck_mark = ""
        for child in parent:
            if child.tag == tag("p"):
                text, in_contents = self._text(child)
                whole = struck_mark + text
                if _is_struck_out(child.find(f"{tag('pPr')}/{tag('rPr')}")):
                    # Without its mark a paragraph goes on in the next.
                    struck_mark, whole = whole, ""
                else:
                    struck_mark = ""
                yield from self._paragraph(child, whole, in_contents, depth)
            elif child.tag == tag("tbl"):
                yield from self._table(child, depth)
            elif child.tag not in _SKIPPED and not _holds_no_text(child):
                with self.fields.inside(child):
                    yield from self._blocks(child, depth + 1)
        if struck_mark.strip():
            yield Seen(Line(self._next_number(), cleaned(struck_mark).strip(), joins=False), 0)

    def _next_number(self) -> int:
        self.number += 1
        if self.number > MAX_LINES:
            raise too_many_lines()
        return self.number

    def _paragraph(self, paragraph: Element, written: str, in_contents: bool, depth: int) -> Iterator[Seen]:
        number = self._next_number()
        look = self.styles.look(paragraph)
        is_bold, size = self._set(paragraph, look)
        for index, each in enumerate(f"{look.label} {written}".split("\n") if written.strip() else ()):
            text = cleaned(each)
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
                in_contents=in_contents or look.in_contents,
            )
            # A line shift inside a list item or a heading goes on with the same text.
            goes_on = index and (look.heading or look.list_level is not None)
            yield Seen(replace(line, joins=True) if goes_on else line, size)
        for box in _boxes(paragraph):
            yield from self._blocks(box, depth + 1)

    def _set(self, paragraph: Element, look: Look) -> tuple[bool, float]:
        """Whether all of a paragraph's words are bold, and how large most of them are set."""
        runs = [run for run in self._walk(paragraph) if run.tag == tag("r") and _words_of(run)]
        if not runs:
            return False, 0
        bold = [run.find(f"{tag('rPr')}/{tag('b')}") for run in runs]
        is_bold = all(is_on(each) if each is not None else look.is_bold for each in bold)
        usual = look.size or self.styles.usual_size
        letters: dict[float, int] = {}
        for run in runs:
            size = self.styles.size_of_run(run) or usual
            letters[size] = letters.get(size, 0) + len(_words_of(run))
        return is_bold and not look.heading, max(letters, key=lambda each: letters[each])

    def _table(self, table: Element, depth: int) -> Iterator[Seen]:
        rows = [row for row in _children(table, tag("tr")) if not _is_gone(row.find(tag("trPr")))]
        cells = [
            [cell for cell in _children(row, tag("tc")) if not _is_gone(cell.find(tag("tcPr")))]
            for row in rows
        ]
        if max((len(row) for row in cells), default=0) <= 1:
            # A frame around text is drawn as a table with one column: its content is ordinary text.
            for row in cells:
                for cell in row:
                    yield from self._blocks(cell, depth + 1)
            return
        for row in cells:
            texts = tuple(text for cell in row for text in self._across(cell, depth))
            if any(texts):
                shown = " | ".join(single_spaced(text.replace("\n", " ")) for text in texts)
                yield Seen(Line(self._next_number(), shown, cells=texts, joins=False), 0)

    def _across(self, cell: Element, depth: int) -> list[str]:
        """The text of a cell, and nothing for the other columns that it stretches over."""
        told = value(cell.find(tag("tcPr")), "gridSpan")
        span = min(int(told), 60) if told.isdigit() else 1
        number = self.number
        lines = [each.line for each in self._blocks(cell, depth + 1)]
        # A row is one line of the source, however much stands in its cells.
        self.number = number
        return ["\n".join(_marked(line) for line in lines), *[""] * (span - 1)]

    def _walk(self, paragraph: Element) -> Iterator[Element]:
        """All that is seen of a paragraph but its text boxes, which hold paragraphs of their own."""
        waiting = list(reversed(paragraph))
        while waiting:
            child = waiting.pop()
            if child.tag in _SKIPPED or child.tag in {_OWN_PARAGRAPHS, tag("pPr")} or _holds_no_text(child):
                continue
            if child.tag == tag("r") and self.styles.hides(child, paragraph):
                continue
            yield child
            waiting.extend(reversed(child))

    def _text(self, paragraph: Element) -> tuple[str, bool]:
        """What a paragraph says, and whether a field makes it part of a table of contents."""
        parts, in_contents = [], False
        for element in self._walk(paragraph):
            self.fields.take(element)
            if element.tag in _TEXT_TAGS:
                parts.append(element.text or "")
                in_contents = in_contents or self.fields.in_contents
            elif element.tag == tag("sym"):
                parts.append("\uf0b7")
            elif element.tag in _SIGNS:
                parts.append(_SIGNS[element.tag])
        return "".join(parts), in_contents


def _marked(line: Line) -> str:
    """A line of a cell; an item of a list has its sign."""
    return f"• {line.text}" if line.list_level is not None and not line.joins else line.text


def _words_of(run: Element) -> str:
    return "".join(each.text or "" for each in run.iter(tag("t"))).strip()


def _holds_no_text(element: Element) -> bool:
    """A content control that still shows what is to be typed into it."""
    shows = element.find(f"{tag('sdtPr')}/{tag('showingPlcHdr')}") if element.tag == tag("sdt") else None
    return shows is not None and is_on(shows)


def _is_struck_out(properties: Element | None) -> bool:
    return properties is not None and any(properties.find(tag(name)) is not None for name in _STRUCK_OUT)


def _is_gone(properties: Element | None) -> bool:
    """Whether a row or a cell was struck out under tracked changes, or is hidden."""
    gone = (*_STRUCK_OUT, "cellDel", "hidden")
    return properties is not None and any(properties.find(tag(name)) is not None for name in gone)


def _children(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == wanted:
            yield child
        elif child.tag not in {tag("tbl"), tag("p"), tag("tc"), *_SKIPPED}:
            yield from _children(child, wanted)


def _boxes(paragraph: Element) -> Iterator[Element]:
    waiting = list(reversed(paragraph))
    while waiting:
        child = waiting.pop()
        if child.tag == _OWN_PARAGRAPHS:
            yield child
        elif child.tag not in _SKIPPED:
            waiting.extend(reversed(child))
