"""Markup brought within bounds before a sanitiser builds a tree of it: one pass, linear in the length of the text.

A sanitiser reads markup as browsers do, and what browsers do with tags that are nested ten thousand deep, never closed, or
laden with attributes takes time that grows with the square of it. So only the tags that are kept go on to it, each closed in
its turn, with the attributes that are kept, and never more than so many within each other.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST = 500_000
"""Characters of markup in one text; a whole municipal plan has fewer."""
DEEPEST = 40
"""Tags within each other: a list of nine levels in a table in a quotation, and room to spare."""
LONGEST_VALUE = 2_000
"""Characters of an attribute; no address is longer."""

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>"'<]*+)((?:[^"'>]++|"[^"]*+"|'[^']*+')*+)>""")
_BEGINS_TAG = re.compile("</?[a-zA-Z]")
_ATTRIBUTE = re.compile(r"""(?<![\w-])([a-zA-Z]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_SIGNS = str.maketrans({"<": "%3C", ">": "%3E"})
"""In an address these two are written by their numbers: so none stands within a tag, and what reads tags stays simple."""
_ASIDE = (("<!--", "-->"), ("<!", ">"), ("<?", ">"))
"""What is neither text nor tag: comments, and what Word puts between signs of its own."""
_SILENT = {name: re.compile(f"</{name}", re.I) for name in ("script", "style")}
"""What stands between these is not for readers."""
_BLOCKS = ("p", "h3", "h4", "ul", "ol", "blockquote", "table")
_ROWS = frozenset({"table", "thead", "tbody", "tr"})
_OF_TABLES = frozenset({"thead", "tbody", "tr", "td", "th"})
_CELL = frozenset({"td", "th"})
_ENDS: Mapping[str, tuple[Collection[str], Collection[str]]] = {
    **dict.fromkeys(_BLOCKS, (("p",), (*_CELL, "li", "blockquote"))),
    **dict.fromkeys(("h3", "h4"), (("p", "h3", "h4"), (*_CELL, "li", "blockquote"))),
    "li": (("li",), (*_CELL, "ul", "ol", "blockquote")),
    "td": (_CELL, ("table",)),
    "th": (_CELL, ("table",)),
    "tr": (("tr",), ("table",)),
    "thead": (("thead", "tbody"), ("table",)),
    "tbody": (("thead", "tbody"), ("table",)),
    "a": (("a",), ()),
}
"""What the beginning of a tag ends by itself, when it is open; it is looked for no further out than these."""


@dataclass
class Kept:
    """The tags that are kept, by the names that they come under, with their attributes; and what is written so far."""

    tags: Mapping[str, str]
    attributes: Mapping[str, Collection[str]]
    parts: list[str] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        """Text as it stands, with its entities. Between the rows of a table no text can stand: it ends the table."""
        if self.opened and self.opened[-1] in _ROWS and text.strip():
            self.close("table")
        self.parts.append(text.replace("<", "&lt;"))

    def open(self, written: str, attributes: str) -> None:
        """A tag begins. Of one that is not kept, or is of a table and stands in none, the text is left."""
        name = self.tags.get(written.lower(), "")
        if not name or (name in _OF_TABLES and "table" not in self.opened):
            return
        if name == "br":
            self.parts.append("<br>")
            return
        if name not in _OF_TABLES and self.opened and self.opened[-1] in _ROWS:
            self.close("table")
        self._end_what_it_ends(name)
        if len(self.opened) == DEEPEST:
            raise ValidationError(
                _(
                    "Der er for mange lister, tabeller eller citater inden i hinanden. Gør teksten fladere. "
                    "Intet er gemt, men teksten står her stadig."
                )
            )
        self.opened.append(name)
        self.parts.append(f"<{name}{self._attributes(name, attributes)}>")

    def close(self, written: str) -> None:
        """A tag ends, and with it what was opened within it; the end of what is not open is nothing."""
        name = self.tags.get(written.lower(), "")
        if name in self.opened:
            while (inner := self.opened.pop()) != name:
                self.parts.append(f"</{inner}>")
            self.parts.append(f"</{name}>")

    def _end_what_it_ends(self, name: str) -> None:
        ended, outermost = _ENDS.get(name, ((), ()))
        for each in reversed(self.opened):
            if each in ended:
                self.close(each)
            if each in ended or each in outermost:
                return

    def _attributes(self, name: str, written: str) -> str:
        wanted = self.attributes.get(name, ())
        found: dict[str, str] = {}
        for each in _ATTRIBUTE.finditer(written) if wanted else ():
            value = html.unescape(each[2] or each[3] or each[4] or "").translate(_SIGNS)
            if each[1].lower() in wanted and len(value) <= LONGEST_VALUE:
                found.setdefault(each[1].lower(), value)
        return "".join(f' {key}="{html.escape(value)}"' for key, value in found.items())

    @property
    def whole(self) -> str:
        """All of it, with what was left open closed."""
        return "".join([*self.parts, *(f"</{name}>" for name in reversed(self.opened))])


def bounded(markup: str, kept: Kept) -> str:
    """The markup as far as it is kept, well-formed; ValidationError in words when it is beyond the bounds."""
    refuse_long(markup)
    for text, tag in _parts(markup):
        kept.text(text)
        if tag and tag[1]:
            kept.close(tag[2])
        elif tag:
            kept.open(tag[2], tag[3])
    return kept.whole


def refuse_long(markup: str) -> None:
    """Say so when it is longer than a text can be, before anything reads it and as it would be kept."""
    if len(markup) > LONGEST:
        raise ValidationError(
            _(
                "Teksten er for lang til ét afsnit. Del den i flere. Intet er gemt, men teksten står her stadig."
            )
        )


def _parts(markup: str) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Each tag with the text before it, and the text after the last one."""
    at = 0
    while (start := markup.find("<", at)) >= 0:
        text = markup[at:start]
        aside = next((end for begin, end in _ASIDE if markup.startswith(begin, start)), "")
        if aside:
            end = markup.find(aside, start + 2)
            at = end + len(aside) if end >= 0 else len(markup)
            yield text, None
        elif tag := _TAG.match(markup, start):
            at = _after(tag, markup)
            yield text, tag
        elif _BEGINS_TAG.match(markup, start):
            # A tag that never ends. So none that comes later does, and all that follows is text.
            break
        else:
            at = start + 1
            yield f"{text}<", None
    yield markup[at:], None


def _after(tag: re.Match[str], markup: str) -> int:
    """Where the reading goes on after a tag."""
    silent = None if tag[1] else _SILENT.get(tag[2].lower())
    if silent is None:
        return tag.end()
    end = silent.search(markup, tag.end())
    return end.start() if end else len(markup)
