"""Open or closed: the words by which a case and its enclosures say which of the two they are."""

import re

from pejling.reading.cases.case import Openness

_CLOSED = (
    r"(?:lukkede?|lukket|fortroligt?e?|ikke[- ]offentligt?e?|ej offentligt?"
    r"|undtaget(?: fra)? (?:offentlighed|aktindsigt)|intern[te]?)"
)
_OPEN = r"(?:åben|åbent|åbne|offentligt?|offentlige)"
WORD = rf"(?:{_CLOSED}|{_OPEN})"
"""A word that says it, to be used without regard to capitals."""
_THING = (
    r"(?:sag(?:en)?|punkt(?:et)?|dagsorden|dagsordenspunkt(?:et)?|dagsordenpunkt|beslutningspunkt|del|møde"
    r"|behandling|sagsfremstilling)"
)
_MARK = re.compile(
    rf"(?:dette (?:er )?(?:et |en )?)?(?P<word>{WORD})(?: {_THING})?[.!]?"
    rf"|(?P<word2>{WORD})(?: {_THING})?(?P<rest>\s*(?:[-–(:,/]|jf|i henhold|efter|jævnfør|§).{{0,160}})"
    rf"|(?:{_THING} )?(?:behandles? )?for (?P<word3>åbne|lukkede) døre(?P<rest2>[ .,(].{{0,160}})?"
    rf"|{_THING} (?:er|behandles|behandles som) (?:et |en )?(?P<word4>{WORD})(?P<rest3>[ .,(-].{{0,160}})?",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"[-–(:,/\s]*(?:§|jf|jævnfør|i henhold|efter|ifølge|lov|styrelseslov|forvaltningslov|offentlighedslov)",
    re.IGNORECASE,
)
_TITLE_MARK = re.compile(
    rf"(?P<word>{_CLOSED}|{_OPEN})(?: {_THING})?\s*(?::|\s[-–])\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL
)
_TITLE_IN_BRACKETS = re.compile(
    rf"[(\[](?P<word>{WORD})(?: {_THING})?[)\]]\s*[:–-]?\s*(?P<title>\S.*)", re.IGNORECASE | re.DOTALL
)
_TITLE_END = re.compile(
    rf"(?P<title>.*\S)\s*(?:[-–]\s*|[(\[])(?P<word>{WORD})(?: {_THING})?[)\]]?", re.IGNORECASE | re.DOTALL
)
_CHOSEN = re.compile(rf"(?:☒|☑|✓|✔|■|\[[xX]\]|\([xX]\))\s*(?P<word>{WORD})", re.IGNORECASE)
_CHOSEN_AFTER = re.compile(
    rf"(?P<word>{WORD})(?: {_THING})?\s*:?\s*(?:☒|☑|✓|✔|\[[xX]\]|\([xX]\)|[xX]\b)", re.IGNORECASE
)
_BOX = re.compile(r"[☐□☒☑■]|\[[ xX]?\]")
_WORD = re.compile(rf"\b{WORD}\b", re.IGNORECASE)
_IS_CLOSED = re.compile(_CLOSED, re.IGNORECASE)
_YES, _NO = (
    re.compile(r"(?:ja|x|true|yes)\b", re.IGNORECASE),
    re.compile(r"(?:nej|false|no)\b", re.IGNORECASE),
)
_LONGEST = 260


def of_word(word: str) -> Openness:
    """What one of the words says."""
    return "closed" if _IS_CLOSED.fullmatch(word.strip()) else "open"


def mark_of(line: str) -> Openness | None:
    """What a line says that is nothing but such a mark: "Lukket punkt", "Åben sag", "Behandles for lukkede døre"."""
    line = line.strip(" .*_")[:_LONGEST]
    line = line[1:-1] if line[:1] in "([" and line[-1:] in ")]" else line
    if _BOX.search(line):
        return chosen_in(line)
    match = _MARK.fullmatch(line)
    if not match:
        return None
    rest = next((match[name] for name in ("rest", "rest2", "rest3") if match[name]), "")
    if match["rest"] and not _LEGAL.match(rest):
        return None
    word = next(match[name] for name in ("word", "word2", "word3", "word4") if match[name])
    if rest and _IS_CLOSED.search(rest) and of_word(word) == "open":
        return None
    return of_word(word)


def chosen_in(text: str) -> Openness | None:
    """What is ticked where both words stand."""
    match = _CHOSEN.search(text) or _CHOSEN_AFTER.search(text)
    return of_word(match["word"]) if match else None


def of_value(label: str, value: str) -> Openness | None:
    """What a field says: "Åben/lukket: Lukket", "Lukket: Nej", "Offentlighed: Åben dagsorden"."""
    if _BOX.search(value):
        return chosen_in(value)
    words = {of_word(each) for each in _WORD.findall(value)}
    if len(words) == 1:
        return words.pop()
    if words:
        return chosen_in(value)
    asked = {of_word(each) for each in _WORD.findall(label)}
    if len(asked) == 1 and (_YES.match(value.strip()) or _NO.match(value.strip())):
        (said,) = asked
        is_yes = bool(_YES.match(value.strip()))
        return said if is_yes else "open" if said == "closed" else "closed"
    return None


def part_title(title: str) -> tuple[str, Openness | None]:
    """A title without the mark before or after it: "Lukket punkt: Køb af ejendom"."""
    for rule in (_TITLE_MARK, _TITLE_IN_BRACKETS, _TITLE_END):
        match = rule.fullmatch(title)
        if match and not _LEGAL.match(match["title"]):
            return match["title"].strip(), of_word(match["word"])
    return title, None
