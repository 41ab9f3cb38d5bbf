"""The lines of rich text - paragraphs, list items, headings, rows - told apart, taken out, and marked where they stand."""

import html
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from pejling.core.text import clean_line

_TOKEN = re.compile(r"(<[^>]*>)")
_BLOCK = re.compile(r"</?(p|h3|h4|li|ul|ol|blockquote|table|thead|tbody|tr|br)(?=[\s/>])", re.IGNORECASE)
_ROW = re.compile(r"</?tr(?=[\s>])", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]>", re.IGNORECASE)
_EMPTY = re.compile(
    r"<(p|h3|h4|li|ul|ol|blockquote|tr|thead|tbody|table)(?: [^>]*)?>(?:\s|<br ?/?>|</?t[dh][^>]*>)*</\1>"
)
_BARE_ITEM = re.compile(r"<li>\s*<(ul|ol)[^>]*>((?:(?!</?(?:ul|ol)[ >]).)*)</\1>\s*</li>", re.DOTALL)
_BREAK_AT_EDGE = re.compile(
    r"(<(?:p|li|blockquote)>)(?:\s*<br ?/?>)+|(?:<br ?/?>\s*)+(?=</(?:p|li|blockquote)>)"
)


@dataclass(frozen=True)
class _Span:
    """A line's tokens, from the first to the one after the last."""

    start: int
    end: int
    words: str


def lines(markup: str) -> list[str]:
    """The words of each line, in reading order; the cells of a row stand together."""
    return [span.words for span in _spans(_TOKEN.split(markup))]


def without(markup: str, numbers: Set[int]) -> str:
    """The markup with these lines taken out, counted from 0, and with what only held them."""
    if not numbers:
        return markup
    tokens = _TOKEN.split(markup)
    for number, span in enumerate(_spans(tokens)):
        if number in numbers:
            tokens[span.start : span.end] = [""] * (span.end - span.start)
    return _tidied("".join(tokens))


def marked(markup: str, marks: Mapping[int, str]) -> str:
    """The markup with something put after the words of each of these lines, counted from 0."""
    tokens = _TOKEN.split(markup)
    for number, span in enumerate(_spans(tokens)):
        if number in marks:
            at = next(
                at
                for at in range(span.end - 1, span.start - 1, -1)
                if tokens[at].strip() and tokens[at][0] != "<"
            )
            tokens[at] = tokens[at].rstrip() + marks[number]
    return "".join(tokens)


def _spans(tokens: list[str]) -> list[_Span]:
    spans: list[_Span] = []
    start, in_row = 0, False
    for at, token in enumerate([*tokens, "<p>"]):
        is_row = bool(_ROW.match(token))
        if not (is_row or (_BLOCK.match(token) and not in_row)):
            continue
        if words := _words(tokens[start:at]):
            spans.append(_Span(start, at, words))
        start = at + 1
        in_row = is_row and token[1] != "/"
    return spans


def _words(tokens: list[str]) -> str:
    parts = [" · " if _CELL_END.match(token) else "" if token.startswith("<") else token for token in tokens]
    return clean_line(html.unescape("".join(parts)).strip().strip("·"))


def _tidied(markup: str) -> str:
    """Lists, rows and paragraphs that have nothing left in them are gone too."""
    before = ""
    while before != markup:
        before = markup
        markup = _BARE_ITEM.sub(
            r"\2", _EMPTY.sub("", _BREAK_AT_EDGE.sub(lambda match: match[1] or "", markup))
        )
    return markup
