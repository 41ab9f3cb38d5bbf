"""Give a point a title and leave the rest as its text; no word is changed or left out."""

import re

from pejling.reading.rules_of_reading import DASHED_TITLES

TITLE_LIMIT = 250
_DASH = re.compile(r"(?<=\S) +[–—-] +(?=\S)")
_COLON = re.compile(r": +(?=\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?…]) +(?=[A-ZÆØÅ”\"»“(])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:bl\.a|f\.eks|fx|ca|mv|m\.v|m\.m|m\.fl|nr|jf|inkl|ekskl|pct|kl|d|dr|evt|pkt|stk|vedr|osv|o\.l|p\.t"
    r"|hhv|skt)|\b\w)\.$",
    re.IGNORECASE,
)
_QUOTES = {"”": "”", "“": "”", '"': '"', "»": "«", "«": "»"}
_LONGEST_NAME = 110
_MOST_WORDS = 15
_LONG = 140


def title_and_text(kind: str, written: str, prefix: str = "") -> tuple[str, str]:
    """Part the name of a point from its explanation, or its first sentence from the others."""
    title, text = _parted(kind, written)
    if len(title) > TITLE_LIMIT:
        short = title[: TITLE_LIMIT - 1].rpartition(" ")[0] or title[: TITLE_LIMIT - 1]
        return prefix + _capital(short) + "…", f"{title}\n\n{text}" if text else title
    return (prefix + _capital(unquoted(title))).strip(), text


def _parted(kind: str, written: str) -> tuple[str, str]:
    if kind in DASHED_TITLES:
        for rule in (_DASH, _COLON):
            match = rule.search(written)
            if match and _is_name(written[: match.start()]) and not _is_span(written, match):
                return written[: match.start()].strip(), written[match.end() :].strip()
    if len(written) > _LONG and (end := first_sentence_end(written)):
        return written[:end].strip(), written[end:].strip()
    return written, ""


def _is_name(text: str) -> bool:
    return 2 < len(text) <= _LONGEST_NAME and len(text.split()) <= _MOST_WORDS


def _is_span(written: str, match: re.Match[str]) -> bool:
    """2024 - 2028 and 10: 30 hold together."""
    return written[match.start() - 1].isdigit() and written[match.end()].isdigit()


def first_sentence_end(text: str) -> int:
    """Where the first sentence ends when another follows, else 0."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[max(0, match.start() - 8) : match.start()]):
            return match.start()
    return 0


def sentences_in(text: str) -> int:
    """How many sentences a text has."""
    return 1 + sum(
        not _ABBREVIATED.search(text[max(0, match.start() - 8) : match.start()])
        for match in _SENTENCE_END.finditer(text)
    )


def unquoted(title: str) -> str:
    """A title that is one quotation stands without its quotation marks."""
    if len(title) > 2 and title[-1] == _QUOTES.get(title[0]) and title.count(title[-1]) <= 2:
        inner = title[1:-1]
        if not any(mark in inner for mark in '”“"»«'):
            return inner.strip()
    return title


def is_quotation(text: str) -> bool:
    """Whether a whole line stands between quotation marks."""
    return unquoted(text) != text


def _capital(title: str) -> str:
    # "iPad" and "e-mail" begin as they do; an ordinary word may have a capital at the head of a list.
    if title[:1].islower() and title[1:2].islower():
        return title[0].upper() + title[1:]
    return title
