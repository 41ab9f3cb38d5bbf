"""What the head of a case says of it: its number, who is responsible, who wrote it, whether it is open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pejling.reading.cases.case import Fact, Openness
from pejling.reading.cases.openness import mark_of, of_value

NUMBER, RESPONSIBLE, OFFICER, OPENNESS, TITLE = "number", "responsible", "case_officer", "openness", "title"
_SYSTEM = r"(?:(?:esdh|acadre|sbsys|edoc|e-doc|getorganized|workzone|public 360|f2)[ -]?)?"
_LABELS = {
    NUMBER: (
        rf"{_SYSTEM}sag(?:s|ens)?[ -]?(?:nr|nummer|id|no)\.?|sag nr\.?|{_SYSTEM}(?:journal|j)\.?[ -]?(?:nr"
        rf"|nummer)\.?|(?:esdh|acadre|sbsys|edoc)[ -]?(?:sag|nr)\.?|sagens? nummer"
        r"|sagsreference|sagsnr\. ?/ ?(?:dok|j)\.?(?:nr)?\.?"
    ),
    RESPONSIBLE: (
        r"sags?ansvarlig(?: og |/| / )sagsbehandler|sags?ansvarlig(?: direktør| chef| leder)?"
        r"|ansvarlig(?: direktør| chef| centerchef| leder| person)?"
        r"|direktør(?:ansvarlig)?|fagansvarlig"
        r"|ansvarlig for (?:sagen|punktet)|sagsejer|punktansvarlig|direktionsansvarlig"
    ),
    OFFICER: (
        r"sagsbehandler(?:e|en)?|sagsbeh\.?|kontaktperson|kontakt|udarbejdet af|forfatter|sagsfremstiller"
        r"|skrevet af|medarbejder"
        r"|sagsbehandlende medarbejder|sagen er udarbejdet af"
    ),
    OPENNESS: (
        r"åbent? ?/ ?lukket(?: sag| punkt| dagsorden)?|lukket ?/ ?åbent?(?: sag| punkt)?|offentlighed(?:sstatus)?"
        r"|offentlig(?:t|gøres)?|åben(?:t)?(?: sag| punkt)?"
        r"|lukket(?: sag| punkt)?|fortrolig(?:hed|t)?|adgang|publicering|dagsordens?type|punkttype|punktets status"
        r"|åbenhed|mødetype|status|behandles"
    ),
    TITLE: (
        r"(?:sags?|punkt|sagens |punktets |dagsordenspunktets )?(?:titel|overskrift)|emne|vedrørende|vedr\.?"
        r"|sag|punkt|dagsordenspunkt"
    ),
}
_OTHER = (
    r"dok(?:ument)?\.?[ -]?(?:nr|nummer|id)\.?|dok\.|initialer|forum|udvalg|mødedato|dato|mødested|sted|tidspunkt"
    r"|møde|kompetence|beslutningskompetence"
    r"|(?:ansvarlig |udførende )?(?:forvaltning|afdeling|center|område|enhed|fagområde)|sagstype|type|varighed|tid"
    r"|fremsat af|deltagere|kle(?:[ -]?(?:nr|emne))?\.?"
    r"|fravær(?:ende)?|afbud|journalplan|version|frist|behandlingsform|punkt ?nr\.?|dagsordenspunkt nr\.?"
    r"|pkt\.?(?: ?nr\.?)?|godkendt af|direktørområde|næste (?:møde|behandling)"
)
_ALL = "|".join([*_LABELS.values(), _OTHER])
_KINDS = tuple((kind, re.compile(rf"(?:{labels})", re.IGNORECASE)) for kind, labels in _LABELS.items())
_LABEL = re.compile(rf"(?:{_ALL})", re.IGNORECASE)
_WITH_COLON = re.compile(rf"(?:(?<=\s)|(?<=^)|(?<=\())(?P<label>{_ALL})\s*:(?!\S*//)\s*", re.IGNORECASE)
_NUMBER_FIRST = re.compile(
    rf"(?P<label>{_LABELS[NUMBER]}|sag)\s+(?=[A-Z]{{0,6}}-?\d[\w./-]*\d)", re.IGNORECASE
)
_PERSON_FIRST = re.compile(
    rf"(?P<label>{_LABELS[RESPONSIBLE]}|{_LABELS[OFFICER]})\s+(?=[A-ZÆØÅ])", re.IGNORECASE
)
_OPEN_FIRST = re.compile(
    r"(?P<label>åbent? ?/ ?lukket|lukket ?/ ?åbent?|offentlighed)\s+(?=(?:åben|lukket|offentlig|ikke|fortrolig))",
    re.IGNORECASE,
)
_CASE_NUMBER = re.compile(
    r"(?<![\w/])(?:\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d+-\d{2,4}|[A-ZÆØÅ]{1,6}[ -]?\d{2,}(?:[-/]\d+)*"
    r"|\d+ ?/ ?\d+(?:-\d+)?"
    r"|\d[\d.]*(?:-[A-Z]?\d+)+|\d{4,})(?![\w/])"
)
_ALONE = re.compile(
    r"\(?(\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d+-\d{2,4}|\d{2}/\d{3,6}|20\d\d-\d{4,7}|\d{3}-20\d\d-\d+|S20\d\d-\d+)\)?"
)
_NUMBER_ANYWHERE = re.compile(rf"(?:{_LABELS[NUMBER]})\s+(?={_CASE_NUMBER.pattern})", re.IGNORECASE)
_OFFICER_IN_VALUE = re.compile(
    r"(?:\s*[,;/|]\s*(?:og )?|\s+og\s+|\s*\n\s*)(?P<label>sagsbehandler|kontaktperson"
    r"|sagsbeh\.)(?P<colon>\s*:)?(?=\s)",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[\s|–-]+((?:åben|åbent|lukket)(?: sag| punkt)?)\.?$", re.IGNORECASE)
_FEWEST_DIGITS = 4
_LONGEST_LABEL, _LONGEST_VALUE = 50, 300


@dataclass
class Facts:
    """All that was found of a case's facts; the first of each that says anything counts."""

    number: str = ""
    responsible: str = ""
    case_officer: str = ""
    title: str = ""
    marks: list[Openness] = field(default_factory=list)
    others: list[Fact] = field(default_factory=list)

    def take(self, label: str, value: str) -> bool:
        """Take a label and its value; False when the label is none that a case has."""
        label, value = label.strip(" :.*_"), value.strip(" \t|")
        kind = label_kind(label)
        if not kind:
            return False
        if not value.strip(" -–:"):
            return True
        if kind in {NUMBER, RESPONSIBLE, OFFICER, TITLE} and getattr(self, kind):
            if value.replace(" ", "") not in getattr(self, kind).replace(" ", ""):
                self.others.append(Fact(label, value))
        elif kind == NUMBER:
            self._take_number(value)
        elif kind == OPENNESS:
            self._take_openness(label, value)
        elif kind in {RESPONSIBLE, OFFICER}:
            self._take_person(kind, label, value)
        elif kind == TITLE:
            self._take_title(label, value)
        else:
            self.others.append(Fact(label, value))
        return True

    def _take_number(self, value: str) -> None:
        match = _CASE_NUMBER.search(value)
        told = match[0] if match else value if len(value) <= 40 and any(map(str.isdigit, value)) else ""
        # "Sag nr. 14" is its place on the agenda.
        self.number = self.number or (
            "" if told.isdigit() and len(told) < _FEWEST_DIGITS else told.replace(" ", "")
        )

    def _take_openness(self, label: str, value: str) -> None:
        mark, alone = of_value(label, value), mark_of(label)
        if mark:
            self.marks.append(mark)
        elif alone:
            # "Lukket punkt: Køb af ejendom" says what the case is called as well.
            self.marks.append(alone)
            self.title = self.title or _one_line(value)
        else:
            self.others.append(Fact(label, value))

    def _take_person(self, kind: str, label: str, value: str) -> None:
        value = " ".join(value.split("\n")) if kind == OFFICER else value
        if kind == RESPONSIBLE and "sagsbehandler" in label.casefold():
            # One label for both: the second of them, or the one who is both.
            value, _slash, officer = value.partition("/")
            self.case_officer = self.case_officer or _one_line(officer or value)
        match = _OFFICER_IN_VALUE.search(value)
        if kind == RESPONSIBLE and match:
            officer = value[match.end() if match["colon"] else match.start("label") :]
            self.case_officer = self.case_officer or _one_line(officer)
            value = value[: match.start()]
        if not getattr(self, kind):
            setattr(self, kind, _one_line(value))

    def _take_title(self, label: str, value: str) -> None:
        number = _CASE_NUMBER.fullmatch(value.strip())
        if label.casefold() in {"sag", "punkt", "dagsordenspunkt"} and (number or value.strip().isdigit()):
            if label.casefold() == "sag":
                self._take_number(value)
            return
        self.title = self.title or _one_line(value)


def _one_line(text: str) -> str:
    return " ".join(text.split()).strip(" ,;|")


def label_kind(text: str) -> str:
    """Which fact a label names: one of the kinds, "other" for one that a case has besides, nothing for no label."""
    text = " ".join(text.split()).strip(" :.*_")
    if not text or len(text) > _LONGEST_LABEL:
        return ""
    for kind, rule in _KINDS:
        if rule.fullmatch(text) or rule.fullmatch(f"{text}."):
            return kind
    return "other" if _LABEL.fullmatch(text) or _LABEL.fullmatch(f"{text}.") else ""


def is_label(text: str) -> bool:
    """Whether a cell or a line is the name of a fact, and not itself a mark such as "Åben sag"."""
    return bool(label_kind(text)) and not mark_of(text)


def is_strong(text: str) -> bool:
    """Whether a label can mean nothing else, wherever it stands: the number, and the two people."""
    return label_kind(text) in {NUMBER, RESPONSIBLE, OFFICER}


def facts_in(line: str, *, in_head: bool) -> list[tuple[str, str]]:
    """The labels and values of a line, where it begins with a label; outside the head only what can mean nothing else."""
    line = line.strip()
    found = list(_with_colons(line[: _LONGEST_VALUE * 2]))
    if found:
        return found if in_head or is_strong(found[0][0]) else []
    for rule in (
        (_NUMBER_FIRST, _PERSON_FIRST, _OPEN_FIRST) if in_head and len(line) <= _LONGEST_VALUE else ()
    ):
        if match := rule.match(line):
            value = line[match.end() :]
            if rule is _PERSON_FIRST and (value.endswith(".") or len(value.split()) > 14):
                continue
            return (
                list(_number_and_more(line, match.end()))
                if rule is _NUMBER_FIRST
                else [(match["label"], value)]
            )
    return []


def _number_and_more(line: str, start: int) -> Iterator[tuple[str, str]]:
    """A number without a colon before it, and the facts that follow it on the same line."""
    number = _CASE_NUMBER.match(line, start)
    if not number:
        return
    yield "Sagsnr.", number[0]
    rest = line[number.end() :]
    if mark := _TRAILING.search(rest):
        yield "Åben/lukket", mark[1]
        rest = rest[: mark.start()]
    labels = list(_WITH_COLON.finditer(rest))
    for at, match in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(rest)
        yield match["label"], rest[match.end() : end].strip(" ,;|")


def _with_colons(line: str) -> Iterator[tuple[str, str]]:
    labels = list(_WITH_COLON.finditer(line))
    if not labels or labels[0].start() != 0:
        return
    for at, match in enumerate(labels):
        end = labels[at + 1].start() if at + 1 < len(labels) else len(line)
        value = line[match.end() : end].strip(" ,;|·•–-")
        mark = _TRAILING.search(value)
        if mark and label_kind(match["label"]) not in {TITLE, OPENNESS}:
            yield "Åben/lukket", mark[1]
            value = value[: mark.start()]
        yield match["label"], value


def facts_of_rows(rows: Sequence[tuple[str, ...]]) -> tuple[list[tuple[str, str]], set[int]]:
    """The labels and values of a table, and which rows held them: beside each other, or names above values."""
    found: list[tuple[str, str]] = []
    used: set[int] = set()
    for at, row in enumerate(rows):
        cells = [cell.strip() for cell in row]
        if at in used:
            continue
        written = [cell for cell in cells if cell]
        below = rows[at + 1] if at + 1 < len(rows) else ()
        if len(written) > 1 and all(is_label(cell) for cell in written) and len(below) == len(cells):
            found += [(name, value) for name, value in zip(cells, below, strict=True) if name]
            used |= {at, at + 1}
            continue
        pairs = list(_pairs(cells))
        if pairs:
            found += pairs
            used.add(at)
    return found, used


def _pairs(cells: list[str]) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(cells):
        if at + 1 < len(cells) and is_label(cells[at]) and not is_label(cells[at + 1]):
            yield cells[at], cells[at + 1]
            at += 2
            continue
        for line in cells[at].split("\n"):
            yield from facts_in(line, in_head=True)
        at += 1


def number_alone(line: str) -> str:
    """A case number that stands alone on its line, in a form that is nothing else."""
    match = _ALONE.fullmatch(line.strip())
    return match[1] if match else ""


def number_within(line: str) -> str:
    """A labelled case number anywhere in a line, as in a running head."""
    for match in _WITH_COLON.finditer(line[:_LONGEST_VALUE]):
        if label_kind(match["label"]) == NUMBER and (told := _CASE_NUMBER.match(line, match.end())):
            return told[0].replace(" ", "")
    found = _NUMBER_ANYWHERE.search(line[:_LONGEST_VALUE])
    told = _CASE_NUMBER.match(line, found.end()) if found else None
    return told[0].replace(" ", "") if told else ""
