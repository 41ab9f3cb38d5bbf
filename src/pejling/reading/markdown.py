"""Markdown: headings, lists and tables are written with signs, so the structure is known."""

import re
from dataclasses import replace

from pejling.reading.characters import cleaned, lines_of
from pejling.reading.plain_text import too_many_lines
from pejling.reading.source import MAX_LINES, Line

_HEADING = re.compile(r"(#{1,6})\s+(\S.*)$")
_CLOSING_HASHES = re.compile(r"\s#+\s*$")
_ITEM = re.compile(r"([-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$")
_RULER = re.compile(r"(?:-\s*){3,}$|(?:\*\s*){3,}$|(?:_\s*){3,}$")
_UNDERLINE = re.compile(r"(=+|-+)$")
_DIVIDER = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_FENCE = re.compile(r"(```|~~~)")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\(([^)\s]{0,2000})[^)\n]{0,300}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\(([^)\s]{0,2000})[^)\n]{0,300}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,2000}?)\1")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_])(?=\S)([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_SIGNS = re.compile(r"^#{1,6}\s+\S|^\s*\|?\s*:?-{3,}:?\s*\|", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Tell by its headings or tables whether a text is written in Markdown."""
    return bool(_SIGNS.search(text[:200_000]))


def read_lines(text: str) -> tuple[Line, ...]:
    """Read each written line with the structure that its signs give it."""
    reader = _Reader()
    for number, raw in enumerate(lines_of(text.replace("\f", "\n")), start=1):
        reader.take(number, cleaned(raw))
        if len(reader.found) > MAX_LINES:
            raise too_many_lines()
    return tuple(reader.found)


class _Reader:
    def __init__(self) -> None:
        self.found: list[Line] = []
        self.gap = 0
        self.in_code = False
        self.indents: list[int] = []

    def take(self, number: int, line: str) -> None:
        """Take the next line of the file."""
        stripped = line.lstrip()
        if _FENCE.match(stripped):
            self.in_code = not self.in_code
            self.gap += 1
        elif not stripped:
            self.gap += 1
        elif self.in_code:
            self._add(Line(number, stripped, joins=False))
        else:
            self._take_marked(number, stripped.lstrip("> "), len(line) - len(stripped))

    def _take_marked(self, number: int, text: str, indent: int) -> None:
        if self._underlines(text) or not text or _RULER.match(text) or _DIVIDER.match(text):
            # A ruler or a table's divider says nothing in words.
            self.gap += 1
        elif match := _HEADING.match(text):
            level, title = len(match[1]), _CLOSING_HASHES.sub("", match[2])
            self._add(Line(number, _plain(title), heading=level, joins=False))
        elif text.startswith("|") and text.count("|") > 1:
            cells = tuple(_plain(cell.strip()) for cell in text.strip("|").split("|"))
            self._add(Line(number, " | ".join(cells), cells=cells, joins=False))
        elif match := _ITEM.match(text):
            self._add_item(number, match, indent)
        else:
            self._add_prose(number, text)

    def _underlines(self, text: str) -> bool:
        """A row of = or - under a line makes that line a heading."""
        last = self.found[-1] if self.found else None
        if not last or self.gap or last.heading or last.cells or last.list_level is not None:
            return False
        if not _UNDERLINE.match(text):
            return False
        self.found[-1] = replace(last, heading=1 if text[0] == "=" else 2)
        return True

    def _add_item(self, number: int, match: re.Match[str], indent: int) -> None:
        while self.indents and indent < self.indents[-1]:
            self.indents.pop()
        if not self.indents or indent > self.indents[-1] + 1:
            self.indents.append(indent)
        text, ordered = _plain(match[2]), match[1][0].isdigit()
        self._add(
            Line(number, text, list_level=len(self.indents) - 1, ordered=ordered, joins=False), in_list=True
        )

    def _add_prose(self, number: int, text: str) -> None:
        last = self.found[-1] if self.found else None
        continues = bool(last and not self.gap and not last.heading and not last.cells)
        is_bold = bool(re.fullmatch(r"(\*\*|__)[^*_]+\1:?", text))
        self._add(Line(number, _plain(text), is_bold=is_bold, joins=continues), in_list=continues)

    def _add(self, line: Line, in_list: bool = False) -> None:
        self.found.append(replace(line, gap=self.gap))
        self.gap = 0
        if not in_list:
            self.indents.clear()


def _plain(text: str) -> str:
    if "](" in text:
        text = _LINK.sub(r"\1 (\2)", _IMAGE.sub(r"\1", text))
    text = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", text.replace("`", ""))
