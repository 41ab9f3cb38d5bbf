"""Text as people type it: cleaned of what does no good, and keyed so that Danish sorts as Danes expect."""

import re
import unicodedata

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, signs of no width, what turns the direction of the text round, and what is no character at all."""
_ALPHABET = " 0123456789abcdefghijklmnopqrstuvwxyzæøå"
_WEIGHT = {letter: f"{position:02x}" for position, letter in enumerate(_ALPHABET)}


def clean(text: str) -> str:
    """The text composed (NFC), without control and invisible characters, and with plain line ends."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _CONTROL.sub("", composed)


def clean_line(text: str) -> str:
    """`clean` for a text that stands on one line: every run of white space is one space."""
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """The text as one searches for it: small letters, æ ø å spelled out, other accents gone."""
    small = unicodedata.normalize("NFC", text).casefold()
    spelled = small.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return "".join(c for c in unicodedata.normalize("NFD", spelled) if not unicodedata.combining(c))


def _base_letters(text: str) -> str:
    """Small letters of the Danish alphabet: accents other than the ring dropped, aa read as å, the rest as spaces."""
    small = unicodedata.normalize("NFC", text).casefold().replace("aa", "å")
    letters = (c if c in _WEIGHT else unicodedata.normalize("NFD", c)[0] for c in small)
    return "".join(c if c in _WEIGHT else " " for c in letters)


def sort_key(text: str, length: int = 60) -> str:
    """A key that sorts Danish text rightly by plain comparison, whatever the database's collation.

    Every letter becomes two hexadecimal digits by its place in the Danish alphabet; `length` letters are kept.
    """
    return "".join(_WEIGHT[letter] for letter in " ".join(_base_letters(text).split())[:length])
