"""Rich text: the few tags that a steering document needs, and nothing that could do harm."""

import html
import re

import nh3

from pejling.core.markup import Kept, bounded, refuse_long
from pejling.core.text import clean

TAGS = {"p", "br", "h3", "h4", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "a"}
TAGS |= {"table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
WORDS_OWN = {"h1": "h3", "h2": "h3", "h5": "h4", "h6": "h4", "b": "strong", "i": "em"}
"""Tags that Word pastes, and ours that say the same."""
_BLOCK_END = re.compile(r"</(p|h3|h4|li|tr|blockquote)>|<br ?/?>")
_UNSEEN_IN_ADDRESSES = re.compile(r"[\x00-\x20]")
_ANY_TAG = re.compile(r"<[^<>]*>")


def sanitise(markup: str) -> str:
    """The markup with only the tags we keep; headings of other levels, as Word pastes them, become ours.

    ValidationError, in words for who wrote it, when it is longer or nested deeper than a text can be.
    """
    kept = Kept({**{tag: tag for tag in TAGS}, **WORDS_OWN}, ATTRIBUTES)
    cleaned = nh3.clean(
        bounded(clean(markup), kept),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        url_relative=_within_the_house,
    ).strip()
    refuse_long(cleaned)
    return cleaned


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


def is_plain(markup: str) -> bool:
    """Whether a plain box shows all of a text: paragraphs and line ends, and nothing else."""
    bare = markup
    for tag in ("<p>", "</p>", "<br>", "<br />"):
        bare = bare.replace(tag, "")
    return "<" not in bare


def as_plain(markup: str) -> str:
    """The text for a plain box, a blank line between paragraphs."""
    paragraphs = (
        p.replace("<p>", "").replace("<br />", "\n").replace("<br>", "\n") for p in markup.split("</p>")
    )
    return "\n\n".join(html.unescape(p).strip() for p in paragraphs if p.strip())
