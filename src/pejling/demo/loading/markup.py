"""The story's simple Markdown as the rich text that documents keep: paragraphs, lists and lists with numbers."""

import html
import re
from itertools import groupby

from pejling.core.richtext import sanitise

_ITEM = re.compile(r"^(?:(?P<bullet>[-*])|(?P<number>\d+)\.)\s+(?P<text>.*)$")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ\"0-9])")


def rich(text: str) -> str:
    """The markup of a text; a blank line parts two paragraphs."""
    return sanitise(
        "".join(_block(block.splitlines()) for block in re.split(r"\n\s*\n", text.strip()) if block)
    )


def earlier(text: str) -> str:
    """The text as it may have stood before its last sentence was added; itself when it has one sentence only."""
    ends = list(_SENTENCE_END.finditer(text))
    return text[: ends[-1].start()] if ends and not _ITEM.match(text.splitlines()[-1]) else text


def _block(lines: list[str]) -> str:
    return "".join(_run(kind, list(run)) for kind, run in groupby(lines, key=_list_kind))


def _list_kind(line: str) -> str:
    match = _ITEM.match(line)
    return "" if match is None else "ul" if match["bullet"] else "ol"


def _run(kind: str, lines: list[str]) -> str:
    if not kind:
        return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"
    items = "".join(f"<li>{_inline(match['text'])}</li>" for line in lines if (match := _ITEM.match(line)))
    return f"<{kind}>{items}</{kind}>"


def _inline(text: str) -> str:
    return _STRONG.sub(r"<strong>\1</strong>", html.escape(text, quote=False))
