"""The bodies of a municipality, and the lines that say what one of them decided and when."""

import re
from dataclasses import dataclass

from pejling.reading.danish_dates import DATE, day_in

_BODY = (
    r"[\wæøåÆØÅ-]*(?:udvalg(?:et)?|råd(?:et)?|nævn(?:et)?|bestyrelse[n]?|direktion(?:en)?|ledelse[n]?|gruppe[n]?"
    r"|forum(?:met)?|kreds(?:en)?|forsamling(?:en)?"
    r"|magistrat(?:en)?|repræsentation(?:en)?|kommission(?:en)?|kollegi(?:um|et)|udvalgsmøde(?:t)?|rådsmøde(?:t)?"
    r"|MED)"
)
_NAME = (
    rf"(?:(?:[\wæøåÆØÅ]+-?,? ){{0,3}}(?:[\wæøåÆØÅ-]+,? (?:og |& )?){{0,4}}{_BODY}"
    rf"|{_BODY} (?:for|vedrørende|om) [\wæøåÆØÅ]+(?:(?:,| og|, og|-,)? [\wæøåÆØÅ-]+){{0,6}}?)"
)
_LED = (
    r"(?:(?:tidligere )?(?:beslutning(?:er)?|indstilling|behandling|behandlet|drøftelse|udtalelse|anbefaling"
    r"|referat|vedtagelse|protokol)"
    r"(?: (?:fra|i|på|af|truffet (?:af|i|på)|for|ved|til))? ?(?:(?:ordinært |ekstraordinært )?møde[t]? (?:i|for"
    r"|den)? ?)?)"
)
_WHEN = rf"(?:(?:på |i )?mødet? )?(?:den |d\. ?)?(?P<date>{DATE})(?:,? kl\.? ?[\d.:]+)?"
_ITEM = r"(?:,? ?\(?(?:pkt|punkt|sag|sags|dagsordenspunkt|dagsordenpunkt|beslutning|nr)\.?(?: ?(?:nr|nummer)\.?)? ?\d+\)?)?"
_TEXT = r" ?(?:(?:[:–]|- )\s*(?P<text>.*)|[.)]?)"
_PAREN = r"[,:]? ?(?:[–-] ?)?\(?"
_RULES = tuple(
    re.compile(rule, re.IGNORECASE | re.DOTALL)
    for rule in (
        rf"{_LED}(?P<forum>[\wæøåÆØÅ][\wæøåÆØÅ ,&/-]{{2,80}}?){_PAREN}{_WHEN}\)?{_ITEM}{_TEXT}",
        rf"(?P<forum>{_NAME})(?:s (?:beslutning|indstilling|anbefaling|udtalelse|behandling)(?: fra"
        rf"| af)?)?{_PAREN}{_WHEN}\)?{_ITEM}{_TEXT}",
        rf"(?:den |d\. ?)?(?P<date>{DATE})[,:]? ?(?:[–-] ?|i |på )?(?P<forum>{_NAME}){_ITEM}{_TEXT}",
    )
)
_LED_WITHOUT_DATE = re.compile(rf"{_LED}(?P<forum>{_NAME}){_ITEM}[.:]?", re.IGNORECASE)
_WITHOUT_DATE = re.compile(rf"(?P<forum>{_NAME}){_ITEM}: ?(?P<text>\S.*)", re.IGNORECASE | re.DOTALL)
_WHOLE = re.compile(rf"{_NAME}", re.IGNORECASE)
_GENITIVE = re.compile(r"s? (?:beslutning|indstilling|anbefaling|udtalelse|behandling)$", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"(?:indstilling|anbefaling)\b", re.IGNORECASE)
_RECOMMENDATION_TO = re.compile(r"(?:indstilling|anbefaling) til\b", re.IGNORECASE)
_HAS_DATE = re.compile(DATE, re.IGNORECASE)
_HEARD = re.compile(r"(?!by|region|kommunal)[\wæøå -]*råd(?:et)?|.*MED\b.*", re.IGNORECASE)
_LONGEST = 220
_OF_A_SENTENCE = re.compile(r"\b(?:på|i|fra|med|til|blev|er|har|som)\b")
_LED_BY_NOTHING = frozenset({"den", "d", "mødet", "møde", "dato"})


@dataclass(frozen=True)
class DecisionHead:
    """Who decided and when, and what of the words stands on the same line."""

    forum: str
    date: str
    text: str


def decision_head(line: str) -> DecisionHead | None:
    """A line that begins with a body and a day: "Økonomiudvalget den 12. marts 2025: Anbefales."."""
    if not (line[:1].isupper() or line[:1].isdigit()):
        return None
    start = line[:_LONGEST]
    if not _HAS_DATE.search(start) or _RECOMMENDATION_TO.match(start):
        return None
    for rule in _RULES:
        match = rule.fullmatch(start)
        if not match:
            continue
        forum = _GENITIVE.sub("", match["forum"].strip(" ,–-"))
        day = day_in(match["date"])
        if (
            day is None
            or forum.casefold() in _LED_BY_NOTHING
            or (rule is not _RULES[0] and _OF_A_SENTENCE.search(forum))
        ):
            continue
        return DecisionHead(forum, day.isoformat(), ((match["text"] or "") + line[_LONGEST:]).strip())
    return None


def led_without_date(line: str) -> str:
    """The body of a heading such as "Beslutning i Økonomiudvalget"."""
    if not line[:1].isupper() or _RECOMMENDATION.match(line):
        return ""
    match = _LED_WITHOUT_DATE.fullmatch(line.strip()[:_LONGEST])
    return match["forum"] if match else ""


def said_without_date(line: str) -> DecisionHead | None:
    """A body and its words without a day: "Økonomiudvalget: Anbefales."."""
    match = _WITHOUT_DATE.fullmatch(line[:_LONGEST]) if line[:1].isupper() else None
    return DecisionHead(match["forum"], "", (match["text"] + line[_LONGEST:]).strip()) if match else None


def is_heard(forum: str) -> bool:
    """Whether a body is one that is heard rather than one that decides: the elderly's council, a MED committee."""
    return bool(_HEARD.fullmatch(forum))


def is_forum(text: str) -> bool:
    """Whether a short text is the name of a body and nothing else."""
    return len(text) <= 80 and bool(_WHOLE.fullmatch(text.strip()))
