"""The markup of other systems as plain text: a line for each paragraph and item, headings told apart."""

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from pejling.reading.characters import cleaned, lines_of, single_spaced

_BLOCKS = frozenset({
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "table", "tbody", "thead", "tfoot", "tr",
    "section", "article", "header", "footer", "blockquote", "pre", "dl", "dt", "dd", "body", "html", "form",
    "fieldset", "center", "hr", "address", "main",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"title", "style", "script", "head"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdo", "big", "br", "cite", "code", "em", "font", "i", "img", "input", "label", "mark",
    "meta", "link", "base", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "td", "th",
    "col", "colgroup", "caption", "wbr", "del", "ins", "title", "style", "script", "head", "area", "map", "nobr",
})  # fmt: skip
_KNOWN = _BLOCKS | _INLINE
_TAG = re.compile(
    rf"<\s*/?\s*(?:{'|'.join(sorted(_KNOWN, key=len, reverse=True))}|[a-z]\w*:\w+)\b[^<>]*>", re.IGNORECASE
)
_ENTITY = re.compile(
    r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|amp|lt|gt|quot|nbsp|aelig|oslash|aring|AElig|Oslash|Aring|ndash|mdash);"
)
_DEEPEST = 8


@dataclass(frozen=True)
class Stretch:
    """A heading, and the text that stands under it; the text before the first heading has none."""

    heading: str
    text: str


def is_markup(text: str) -> bool:
    """Whether a text has tags that a browser would know."""
    return bool(_TAG.search(text))


def plain_text(text: str) -> str:
    """The text without its tags, a line for each paragraph."""
    stretches = stretches_of(text)
    return "\n".join(part for each in stretches for part in (each.heading, each.text) if part)


def stretches_of(text: str) -> tuple[Stretch, ...]:
    """The text by its headings."""
    if not is_markup(text):
        lines = (single_spaced(cleaned(unescaped(line))) for line in lines_of(text))
        plain = "\n".join(line for line in lines if line)
        return (Stretch("", plain),) if plain else ()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    return tuple(reader.stretches())


def one_line(text: str) -> str:
    """A title or a number on one line, also where it was escaped twice."""
    if is_markup(text):
        text = plain_text(text)
    return single_spaced(cleaned(" ".join(unescaped(text).split())))


def unescaped(text: str) -> str:
    """A text in which letters were written as the names of signs."""
    return unescape(text) if _ENTITY.search(text) else text


def _local(tag: str) -> str:
    """A tag without the letters of its vocabulary, where a browser knows what is left."""
    name = tag.rpartition(":")[2]
    return name if name in _KNOWN else tag


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[tuple[bool, str]] = []
        self.line: list[str] = []
        self.sign = ""
        self.lists: list[int | None] = []
        self.unseen = 0
        self.in_heading = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = _local(tag)
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag not in _KNOWN and ":" not in tag:
            # A word in angle brackets is no tag, and nothing of a text may be lost.
            self.line.append(self.get_starttag_text() or "")
        elif tag in {"ul", "ol"}:
            self.end_line()
            self.lists = [*self.lists[-_DEEPEST:], 0 if tag == "ol" else None]
        elif tag == "li":
            self.end_line()
            self.sign = self._next_sign()
        elif tag == "br" or tag in _BLOCKS:
            self.end_line()
            self.in_heading = tag in _HEADINGS or (self.in_heading and tag == "br")
        elif tag in {"td", "th"} and "".join(self.line).strip():
            self.line.append(" | ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if _local(tag) not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        tag = _local(tag)
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS:
            self.end_line()
            self.in_heading = self.in_heading and tag not in _HEADINGS
            if tag in {"ul", "ol"} and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.line.append(data)

    def _next_sign(self) -> str:
        if not self.lists or self.lists[-1] is None:
            return "- "
        self.lists[-1] += 1
        return f"{self.lists[-1]}. "

    def end_line(self) -> None:
        """Put away the line that was gathered; a paragraph inside an item goes on with the item's sign."""
        text = single_spaced(cleaned(" ".join("".join(self.line).split())))
        self.line = []
        if text:
            self.lines.append((self.in_heading, f"{self.sign}{text}"))
            self.sign = ""

    def stretches(self) -> list[Stretch]:
        found: list[tuple[str, list[str]]] = [("", [])]
        for is_heading, text in self.lines:
            if is_heading:
                found.append((text.rstrip(" :"), []))
            else:
                found[-1][1].append(text)
        return [Stretch(heading, "\n".join(texts)) for heading, texts in found if heading or texts]
