"""Hold a line against the rules of reading: what it announces, what it says itself to be."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pejling.reading.rules_of_reading import (
    ATTRIBUTES,
    FOUNDATION_NOUNS,
    KINDS,
    LED_IN,
    MONTHS,
    NAMED_ON_THE_WAY,
    NEUTRAL,
    Firing,
)

_DATE = re.compile(
    rf"(?:\d{{1,2}}\. ?)?{MONTHS}\.?(?: ?[-–] ?{MONTHS}\.?)?(?: (?:19|20)\d\d)?:?", re.IGNORECASE
)
_BEFORE = (
    r"(?:(?:(?:[\wæøå-]+(?:e|s|t|n|sk|ig)|vi|og|kommune|to|tre|fire|fem|seks|syv|otte|ni|ti|\d{1,2}) ){0,5})"
)
_AFTER = (
    r"(?:(?: (?:for|i|på|til|frem|inden|med|fra|mod|af|og|over|under|der|som|vi|\d)|,| ?[–—(-]).{0,110})?"
)
_ALL_NOUNS = "|".join(words.nouns for words in KINDS)
_HEADINGS = tuple(
    (
        words.kind,
        re.compile(
            rf"{_BEFORE}(?:(?:{_ALL_NOUNS})(?: og| &| samt| /)? ){{0,2}}{_BEFORE}(?P<noun>{words.nouns}){_AFTER}"
            rf"|(?:{words.phrases})"
        ),
    )
    for words in KINDS
)
_ANYWHERE = tuple((words.kind, re.compile(rf"(?<![\w-])(?:{words.nouns})(?!\w)")) for words in KINDS)
_PHRASES = tuple((words.kind, re.compile(rf"(?:.* )?(?:{words.phrases})$")) for words in KINDS)
_POINTS = re.compile(r"\b(?:følgende|disse|nedenstående|her er|to|tre|fire|fem|seks|syv|otte|ni|ti)\b")
_POINTED = tuple(
    (words.kind, re.compile(rf".*?{_POINTS.pattern} (?:[\w-]+(?:e|s|t|n|er) ){{0,3}}(?:{words.nouns})(?!\w)"))
    for words in KINDS
)
_BEGINNINGS = tuple((words.kind, re.compile(rf"{_BEFORE}(?:{words.nouns})(?!\w)")) for words in KINDS)
_LABELS = tuple(
    (
        words.kind,
        re.compile(
            r"(?P<label>(?:(?:strategisk|overordnet|politisk|tværgående|fælles|konkret|lokalt?)e? )?"
            rf"(?:{words.nouns})(?!\w)"
            r"(?P<number> (?:nr\.? ?)?(?:\d{1,2}(?:\.\d{1,2})*|(?-i:[A-H]|[IVX]{1,4}))\b)?)"
            r"\s*(?P<mark>[:.]|[–—-](?= ))?\s*(?P<rest>.*)",
            re.IGNORECASE | re.DOTALL,
        ),
    )
    for words in KINDS
)
_COLUMNS = tuple(
    (words.kind, re.compile(rf"{_BEFORE}(?:{words.nouns}){_AFTER}|(?:{words.phrases})")) for words in KINDS
)
_FOUNDATION = re.compile(rf"{_BEFORE}(?:{FOUNDATION_NOUNS}){_AFTER}")
_TRIMMED = " :.?!*_\"”“’'«»"
_LONGEST_HEADING = 120


def _plain(text: str) -> str:
    return text.strip(_TRIMMED).replace(",", "").casefold()


@lru_cache(maxsize=4096)
def announced_by_heading(text: str) -> tuple[str, ...]:
    """The kinds that a heading announces for what stands under it, in the order of its words."""
    plain = _plain(text)
    if len(plain) > _LONGEST_HEADING or is_neutral(text):
        return ()
    found = [(match.start("noun"), kind) for kind, rule in _HEADINGS if (match := rule.fullmatch(plain))]
    return tuple(kind for _place, kind in sorted(found))


@dataclass(frozen=True)
class LeadIn:
    """What a sentence before a list says is in it."""

    kind: str
    firing: Firing


def announced_by_lead_in(text: str) -> LeadIn | None:
    """The kind that a sentence before a list announces: the one it points at, else the one it begins with."""
    plain = _plain(_last_sentence(text))
    if is_neutral(plain):
        return None
    for rules in (_PHRASES, _POINTED):
        for kind, rule in rules:
            if rule.match(plain):
                return LeadIn(kind, LED_IN)
    if _POINTS.search(plain):
        # "... følgende partnere:" points at something that is no kind of point.
        return None
    if begins := [kind for kind, rule in _BEGINNINGS if rule.match(plain)]:
        return LeadIn(begins[0], LED_IN)
    named = sorted((match.start(), kind) for kind, rule in _ANYWHERE if (match := rule.search(plain)))
    return LeadIn(named[0][1], NAMED_ON_THE_WAY) if named else None


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?]) (?=[A-ZÆØÅ])", text[-600:])[-1]


def announces_foundation(text: str) -> bool:
    """Whether a chapter is about what all else rests on."""
    plain = _plain(text)
    return len(plain) <= _LONGEST_HEADING and bool(_FOUNDATION.fullmatch(plain))


def is_date(text: str) -> bool:
    """Whether a whole line is a date or a span of months, as on a timeline."""
    return len(text) <= 40 and bool(_DATE.fullmatch(text))


@lru_cache(maxsize=4096)
def is_neutral(text: str) -> bool:
    """Whether a heading or lead-in is one that every document has."""
    return bool(NEUTRAL.fullmatch(text.strip(_TRIMMED)[:_LONGEST_HEADING]))


@dataclass(frozen=True)
class Label:
    """A kind that a line states of itself: "Målsætning 1: Flere i job"."""

    kind: str
    label: str
    number: str
    rest: str
    before: str

    @property
    def prefix(self) -> str:
        """A numbered label belongs to the title: others refer to it by its number."""
        return self.before if self.number else ""

    @property
    def said(self) -> str:
        """A label without a number says no more than the kind does."""
        return "" if self.number else self.label


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """Read the label at the start of a line; without a number it needs its colon to be one."""
    for kind, rule in _LABELS:
        match = rule.match(text)
        if not match:
            continue
        number, mark, rest = match["number"] or "", match["mark"] or "", match["rest"]
        if number and (mark or not rest or rest[:1].isupper()):
            return Label(kind, match["label"], number.strip(), rest, text[: len(text) - len(rest)])
        if mark == ":" and rest:
            return Label(kind, match["label"], "", rest, "")
    return None


def is_attribute(text: str) -> bool:
    """Whether a line says who, when or how of the point above it."""
    name, mark, _rest = text[:60].partition(":")
    return bool(mark) and bool(ATTRIBUTES.fullmatch(name.strip()))


def stands_alone(line: str) -> bool:
    """Whether a line says itself what it is, so that no other line goes on with it."""
    if not line[:1].isupper():
        return False
    if is_attribute(line) or (line.endswith(":") and len(line) < 60 and announced_by_heading(line)):
        return True
    label = label_of(line)
    return bool(label and (label.number or line[len(label.label) :].startswith(":")))


def kind_of_column(text: str) -> str | None:
    """The kind that a column of a table holds."""
    plain = _plain(text)
    return next((kind for kind, rule in _COLUMNS if rule.fullmatch(plain)), None)


def names_a_kind(text: str) -> bool:
    """Whether a short text is only the name of a kind, as in "Strategisk mål 2"."""
    plain = _plain(text)
    return any(rule.fullmatch(plain) for _kind, rule in _COLUMNS)
