"""Whether words that are set as a heading can be one: a lead paragraph and a large figure are not."""

import re

from pejling.reading.titles import sentences_in

_UNIT = (
    r"pct|procent|promille|mio|mia|millioner|million|milliarder|milliard|t?kr|kroner"
    r"|tons|ton|km|m2|ha|timer|dage|år|ud|af"
)
_FIGURE = re.compile(rf"\W*\d[\W\d]*(?:\b(?:{_UNIT})\b[\W\d]*)*", re.IGNORECASE)
_LONGEST = 200
_FEWEST_LETTERS = 3
_MOST_WORDS_OF_A_SENTENCE = 6


def reads_as_heading(text: str) -> bool:
    """Whether words that only their size makes a heading are no sentences and no figure."""
    if len(text) > _LONGEST or is_figure(text) or text.endswith((",", ";")):
        return False
    is_sentence = text.endswith(".") and len(text.split()) > _MOST_WORDS_OF_A_SENTENCE
    return not is_sentence and not is_running_text(text)


def is_running_text(text: str) -> bool:
    """Several sentences, whatever style they were given."""
    return len(text) > _LONGEST * 2 or (len(text) > _LONGEST // 2 and sentences_in(text) > 1)


def is_figure(text: str) -> bool:
    """A figure as it stands large in a margin: "82 %", "1,2 mio. kr.", "4 ud af 5"."""
    letters = sum(map(str.isalpha, text))
    return (letters < _FEWEST_LETTERS and letters < len(text)) or bool(_FIGURE.fullmatch(text))
