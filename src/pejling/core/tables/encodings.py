"""Which character set a text file is written in: read when it is sure, asked about when it is not.

Danish letters tell it. In the right reading they stand inside words as Danish letters do; in a wrong one there are signs
inside words, or letters that no Danish word has.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

PLAIN = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 BE",
    "cp1252": "Windows (Windows-1252)",
    "cp850": "MS-DOS (cp850)",
    "mac_roman": "Macintosh (Mac Roman)",
}
"""The character sets, and what people call them."""
SPOILT = {
    f"{right}-as-{wrong}": (right, wrong)
    for wrong in ("cp1252", "cp850", "mac_roman")
    for right in ("utf-8", "cp1252", "cp850", "mac_roman")
    if right != wrong
}
"""A file that was once read as `wrong` though it was `right`, and then saved as UTF-8 with what that made of it."""
ENCODINGS = (*PLAIN, *SPOILT)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DANISH, _NORDIC = frozenset("æøåÆØÅ"), frozenset("éÉüÜöÖäÄ")
_FITS, _ODD, _APART = 3.0, 10.0, 3.0
_MOST_SIGNS = 50_000
"""So many signs beyond the plain ones are weighed; the first of them tell how a file is written."""
_CONTROLS = frozenset(map(chr, range(32))) - set("\t\n\v\f\r\x1a\x1b")
_SAMPLE = 4096
_RARE = 20
"""One control character in so many is dirt in a text; more of them are another kind of file."""
_WORD = re.compile(r"[^\s;,\t|\"]*[^\x00-\x7f\s][^\s;,\t|\"]*")
_BROKEN = re.compile(
    "|".join(
        re.escape(letter.encode().decode(wrong))
        for wrong in ("cp1252", "cp850", "mac_roman")
        for letter in "æøåÆØÅéüöä"
    )
)
_LOST = re.compile(r"(?<=[a-zæøå])\?(?=[a-zæøå])", re.IGNORECASE)


@dataclass(frozen=True)
class DecodedText:
    """A file read as one character set; `oddity` is how little it looks like Danish, from 0 to 10."""

    encoding: str
    text: str
    oddity: float

    @property
    def label(self) -> str:
        """What people call the character set."""
        return label_of(self.encoding)

    @property
    def examples(self) -> list[str]:
        """The first words in which the reading shows, as it reads them."""
        return list(dict.fromkeys(_WORD.findall(self.text[:200_000])))[:6]


class UnsureEncoding(Exception):
    """Nothing in the file tells how its letters are written; the readings are those to choose from."""

    def __init__(self, readings: list[DecodedText]) -> None:
        super().__init__(readings)
        self.readings = readings

    def __str__(self) -> str:
        return ", ".join(reading.encoding for reading in self.readings)


def label_of(encoding: str) -> str:
    """What people call a character set."""
    if encoding in PLAIN:
        return PLAIN[encoding]
    right, wrong = SPOILT[encoding]
    words = _("%(right)s, som engang er læst som %(wrong)s")
    return words % {"right": PLAIN[right], "wrong": PLAIN[wrong]}


def decode(data: bytes, encoding: str = "") -> DecodedText:
    """Read a file, as one of `ENCODINGS` where somebody has said so. Raises `UnsureEncoding` when nothing tells."""
    if encoding:
        return _read(data, encoding, errors="replace")
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return _without_doubt(_read(data, marked, errors="replace"))
    if wide := _without_mark(data[:2_000]):
        return _read(data, wide, errors="replace")
    try:
        return _without_doubt(_read(data, "utf-8"))
    except UnicodeDecodeError:
        return _likeliest(
            [reading for name in ("cp1252", "cp850", "mac_roman") for reading in _tried(data, name)]
        )


def is_binary(data: bytes, encoding: str = "") -> bool:
    """Whether this is no text at all, in whatever character set: one sign in twenty is a control character."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    wide = encoding or marked or _without_mark(data[:2_000])
    if wide.startswith("utf-16"):
        return _is_dirty(data[:_SAMPLE].decode(wide, "replace").replace("\ufffd", "\0"))
    return _is_dirty(data[:_SAMPLE].decode("latin-1"))


def _is_dirty(sample: str) -> bool:
    return sum(sign in _CONTROLS for sign in sample) * _RARE > len(sample)


def is_broken(text: str) -> bool:
    """Whether letters of the text were certainly lost before it came here."""
    return "\ufffd" in text or bool(_BROKEN.search(text))


def looks_broken(text: str) -> bool:
    """Whether a sign in the text stands where Danish has none, so that somebody should look."""
    return bool(_LOST.search(text)) or any(
        not sign.isascii() and _weight(text, at) >= _ODD for at, sign in enumerate(text)
    )


def _without_mark(sample: bytes) -> str:
    """Every other byte of plain signs in UTF-16 is nothing."""
    if sample.count(0) <= len(sample) // 4:
        return ""
    return "utf-16-le" if sample[1::2].count(0) > sample[0::2].count(0) else "utf-16-be"


def _without_doubt(plain: DecodedText) -> DecodedText:
    """A text that decodes is what it says, unless it was spoilt before it was saved."""
    if plain.oddity < _FITS:
        return plain
    mended = [reading for name in SPOILT for reading in _tried(plain.text.encode(errors="replace"), name)]
    for reading in _in_order(mended):
        # That UTF-8 comes out of it again cannot be by chance.
        if SPOILT[reading.encoding][0] == "utf-8" and reading.oddity < plain.oddity:
            return reading
    better = [each for each in mended if each.oddity <= _FITS and each.oddity + _APART <= plain.oddity]
    if better:
        raise UnsureEncoding([*_in_order(better), plain])
    return plain


def _likeliest(readings: list[DecodedText]) -> DecodedText:
    first, *others = _in_order(readings)
    if first.oddity > _FITS or any(other.oddity - first.oddity < _APART for other in others):
        raise UnsureEncoding([first, *others])
    return first


def _in_order(readings: list[DecodedText]) -> list[DecodedText]:
    return sorted(readings, key=lambda reading: reading.oddity)


def _tried(data: bytes, encoding: str) -> list[DecodedText]:
    try:
        return [_read(data, encoding)]
    except UnicodeError:
        return []


def _read(data: bytes, encoding: str, errors: str = "strict") -> DecodedText:
    if encoding in SPOILT:
        right, wrong = SPOILT[encoding]
        spoilt = data.decode("utf-8", errors)
        data, encoding_of_bytes = b"".join(_byte(sign, wrong, errors) for sign in spoilt), right
    else:
        encoding_of_bytes = encoding
    text = data.decode(encoding_of_bytes, errors).removeprefix("\ufeff")
    return DecodedText(encoding, text, _oddity(text))


def _byte(sign: str, encoding: str, errors: str) -> bytes:
    """The byte that was read as this sign; Windows reads a byte that it has no sign for as a control character."""
    if encoding == "cp1252" and "\x80" <= sign <= "\x9f":
        return sign.encode("latin-1")
    return sign.encode(encoding, errors)


def _oddity(text: str) -> float:
    """How odd the signs beyond the plain ones stand, on average."""
    weights = []
    for match in re.finditer(r"[^\x00-\x7f]", text):
        weights.append(_weight(text, match.start()))
        if len(weights) == _MOST_SIGNS:
            break
    return sum(weights) / len(weights) if weights else 0.0


def _weight(text: str, at: int) -> float:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if unicodedata.combining(sign):
        return 0.0
    if sign.isalpha() and sign not in "ªºµ":
        return _weight_of_letter(sign, before, after)
    if sign.isspace() or sign in "\xad\u200b\u2060\ufeff":
        return 2.0 if before.isalpha() and after.isalpha() else 0.0
    if sign in "’´":
        return 1.0 if before.isalpha() else _ODD
    if sign in "°²³":
        return 1.0 if before.isdigit() or (sign != "°" and before == "m") else _ODD
    if sign in "–—“”„»«§½¼€£…•·":
        return _ODD if before.isalpha() and after.isalpha() else 1.0
    return _ODD


def _weight_of_letter(sign: str, before: str, after: str) -> float:
    if not before.isalpha() and not after.isalpha():
        return _ODD
    if before.isdigit() or after.isdigit():
        return _ODD / 2
    if sign.isupper() and before.islower():
        return _ODD
    if (sign.isupper() and before.isupper() and after.islower()) or (
        sign.islower() and before.isupper() and after.isupper()
    ):
        return _ODD / 2
    if sign in _DANISH:
        return 0.0
    if sign in _NORDIC:
        return 1.0 if sign in "éÉ" else 2.0
    return 3.0
