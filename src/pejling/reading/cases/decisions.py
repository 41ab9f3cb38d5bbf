"""What earlier bodies decided, from the lines and tables in which a case tells it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pejling.reading.cases.case import EarlierDecision
from pejling.reading.cases.forums import decision_head, is_forum, led_without_date, said_without_date
from pejling.reading.danish_dates import DATE, day_in
from pejling.reading.mending import Block

_DATE = re.compile(rf"(?:\w+dag,? )?(?:den |d\. ?)?{DATE}", re.IGNORECASE)
_WHEN_COLUMN = re.compile(r"(?:møde)?dato|hvornår|møde", re.IGNORECASE)
_WHO_COLUMN = re.compile(r"udvalg|forum|organ|hvem|instans|fora|udvalg/råd|behandlet i", re.IGNORECASE)
_WHAT_COLUMN = re.compile(
    r"beslutning(?:er)?|resultat|udfald|indstilling|bemærkning(?:er)?|hvad|referat|tekst|anbefaling",
    re.IGNORECASE,
)
_IN_SENTENCE = re.compile(
    rf"(?P<forum>[A-ZÆØÅ][\wæøå-]*(?:,? (?:og )?[\wæøåÆØÅ-]+){{0,6}}?) (?:besluttede|godkendte|vedtog|anbefalede"
    rf"|tiltrådte|drøftede|behandlede|tilsluttede sig|indstillede)"
    rf"\b(?:[^.]{{0,40}}?) (?:den |d\. ?)?(?P<date>{DATE})",
    re.IGNORECASE,
)


@dataclass
class _Growing:
    forum: str
    date: str
    texts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReadDecisions:
    """The decisions, and what stood among them and is none."""

    decisions: tuple[EarlierDecision, ...]
    rest: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    """The bodies and days that stand without words: a step of the route, not a decision."""


def decisions_of(heading: str, blocks: Sequence[Block], shown: Sequence[str]) -> ReadDecisions:
    """The decisions under a heading, which may itself say who decided and when; `shown` is each block as it is written."""
    head = decision_head(heading) or said_without_date(heading)
    forum = head.forum if head else led_without_date(heading)
    grown: list[_Growing] = []
    rest: list[str] = []
    if head or forum:
        grown.append(_Growing(forum, head.date if head else "", [head.text] if head and head.text else []))
    columns: list[str] = []
    for block, text in zip(blocks, shown, strict=True):
        if block.cells:
            named = _columns(block.cells)
            columns = named or columns
            row = None if named else _row(block.cells, columns)
            if row:
                grown.append(row)
            elif not named:
                rest.append(text)
            continue
        found = decision_head(block.text) or said_without_date(block.text)
        if found:
            grown.append(_Growing(found.forum, found.date, [found.text] if found.text else []))
        elif grown:
            grown[-1].texts.append(text)
        elif match := _IN_SENTENCE.match(block.text[:300]):
            day = day_in(match["date"])
            grown.append(_Growing(match["forum"], day.isoformat() if day else "", [text]))
        elif not grown and heading.casefold().startswith(("beslutning", "protokol")):
            grown.append(_Growing("", "", [text]))
        else:
            rest.append(text)
    awaited = tuple(f"{each.forum} {each.date}".strip() for each in grown if not each.texts)
    told = [EarlierDecision(each.forum, each.date, "\n".join(each.texts)) for each in grown if each.texts]
    return ReadDecisions(tuple(told), tuple(rest), awaited)


def _columns(cells: tuple[str, ...]) -> list[str]:
    named = []
    for cell in cells:
        name = cell.strip(" :")
        rules = (("when", _WHEN_COLUMN), ("who", _WHO_COLUMN), ("what", _WHAT_COLUMN))
        named.append(next((kind for kind, rule in rules if rule.fullmatch(name)), ""))
    return named if sum(map(bool, named)) >= 2 else []


def _row(cells: tuple[str, ...], columns: list[str]) -> _Growing | None:
    forum, date, texts = "", "", []
    for at, raw in enumerate(cells):
        cell = " ".join(raw.split())
        kind = columns[at] if at < len(columns) else ""
        head = decision_head(cell) if not kind or kind == "when" or kind == "who" else None
        if not cell:
            continue
        if head and not forum and not date:
            forum, date = head.forum, head.date
            texts += [head.text] if head.text else []
        elif kind == "when" or (not kind and _DATE.fullmatch(cell)):
            day = day_in(cell)
            date = day.isoformat() if day else date
        elif kind == "who" or (not kind and not forum and is_forum(cell)):
            forum = cell
        else:
            texts.append(raw.strip())
    return _Growing(forum, date, texts) if forum or date else None
