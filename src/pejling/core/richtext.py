"""Rich text: the few tags that a steering document needs, and nothing that could do harm."""

import html
import re

import nh3

from pejling.core.text import clean

TAGS = {"p", "br", "h3", "h4", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "a"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_WORD_HEADINGS = str.maketrans({"1": "3", "2": "3", "5": "4", "6": "4"})
_HEADING = re.compile(r"<(/?)h([1256])(?=[\s>])", re.I)
_RENAMED = (
    (re.compile(r"<(/?)b(?=[\s>])", re.I), r"<\1strong"),
    (re.compile(r"<(/?)i(?=[\s>])", re.I), r"<\1em"),
)
_BLOCK_END = re.compile(r"</(p|h3|h4|li|tr|blockquote)>|<br ?/?>")
_UNSEEN_IN_ADDRESSES = re.compile(r"[\x00-\x20]")
_ANY_TAG = re.compile(r"<[^>]*>")


def sanitise(markup: str) -> str:
    """The markup with only the tags we keep; headings of other levels, as Word pastes them, become ours."""
    markup = _HEADING.sub(lambda m: f"<{m[1]}h{m[2].translate(_WORD_HEADINGS)}", clean(markup))
    for pattern, replacement in _RENAMED:
        markup = pattern.sub(replacement, markup)
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=_within_the_house,
    ).strip()


def _within_the_house(address: str) -> str | None:
    """An address without a scheme leads to a page of ours; `//host`, however it is written, would lead out of the house."""
    read_by_browsers = _UNSEEN_IN_ADDRESSES.sub("", address).replace("\\", "/")
    return None if read_by_browsers.startswith("//") else address


def from_plain(text: str) -> str:
    """Paragraphs from plain text: a blank line parts them, a line end breaks the line."""
    paragraphs = re.split(r"\n\s*\n", clean(text).strip())
    return "".join(
        f"<p>{html.escape(p.strip(), quote=False).replace(chr(10), '<br>')}</p>"
        for p in paragraphs
        if p.strip()
    )


def to_plain(markup: str) -> str:
    """The words of the markup, a line per paragraph, heading, list item or row."""
    text = html.unescape(_ANY_TAG.sub("", _BLOCK_END.sub("\n", markup)))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def from_form(text: str) -> str:
    """What a form sends: markup from the editor, plain paragraphs from a browser without JavaScript."""
    return sanitise(text) if text.lstrip().startswith("<") else from_plain(text)
