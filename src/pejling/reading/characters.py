"""One way of writing each letter: what a medium added to the characters is taken out again."""

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffc\ufffe\uffff"
    "\ud800-\udfff]"
)
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_LAST_SOFT_HYPHEN = re.compile("\u00ad\\s*$")
_RUNS = re.compile(r" {2,}")


def cleaned(text: str) -> str:
    """Compose letters, drop what nobody can see, and make every kind of space a plain one; runs of spaces stay."""
    if text.isascii() and text.isprintable():
        return text.rstrip()
    text = _SPACES.sub(lambda match: "    " if match[0] == "\t" else " ", text)
    text = _LAST_SOFT_HYPHEN.sub("-", text).replace("\u00ad", "")
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).rstrip()


def single_spaced(text: str) -> str:
    """Write text with one space between words and without the private signs of a font."""
    return _RUNS.sub(" ", _PRIVATE.sub(" ", text)).strip()


def lines_of(text: str) -> list[str]:
    """Split at line ends only, so that line numbers are those that an editor shows."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return text.split("\n")
