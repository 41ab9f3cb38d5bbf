"""The list of enclosures, in the many ways in which it is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pejling.reading.cases.case import Enclosure, Openness
from pejling.reading.cases.openness import WORD, mark_of, of_value, of_word
from pejling.reading.mending import Block
from pejling.reading.rules_of_reading import MONTHS

_ID = r"(?:[A-ZÆØÅ]{1,5}-?)?\d[\d./-]*\d"
_DOCUMENT = re.compile(
    rf"[(\[]?\s*\b(?:dokument(?:ets)?|dok|doc)\.?[ -]?(?:(?:nr|nummer|id|no|løbenr)\b\.?)?"
    rf"\s*[:#]?\s*(?P<id>{_ID})(?:\s*[)\]])?",
    re.IGNORECASE,
)
_RECORD = re.compile(
    rf"[(\[]?\s*\b(?:akt|journal|j|sags?|record)\.?[ -]?(?:nr|nummer|id|no)?\b\.?\s*[:#]?\s*(?P<id>{_ID})(?:\s*[)\]])?",
    re.IGNORECASE,
)
_RECORD_ALONE = re.compile(
    r"[(\[]\s*(?P<id>(?!(?:19|20)\d\d/\d\d\s*[)\]])\d{1,7}/(?:20)?\d{2}(?:-\d+)?|\d{2}/\d{3,7}(?:-\d+)?"
    r"|\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d+-\d{2,4})\s*[)\]]"
)
_RECORD_LAST = re.compile(
    rf"(?<=\s)(?P<id>(?!(?:19|20)\d\d/)(?:\d{{3,7}}/\d{{2}}|\d{{2}}/\d{{3,7}})(?:-\d+)?)(?=$|\s+[-–|]?\s*{WORD}$)",
    re.IGNORECASE,
)
_DOCUMENT_ALONE = re.compile(
    r"[(\[]\s*#?(?P<id>\d{6,10}|[A-Z]{1,4}-?20\d\d-\d{3,}(?:-\d+)?|20\d\d-\d{4,}(?:-\d+)?|\d{3}-20\d\d-\d{3,}|[A-Z]{1,3}\d{6,})\s*[)\]]"
)
_DOCUMENT_BARE = re.compile(
    r"(?<![\w/-])#?(?P<id>[A-Z]{1,4}-?20\d\d-\d{3,}(?:-\d+)?|20\d\d-\d{5,}(?:-\d+)?|\d{3}-20\d\d-\d{4,}"
    r"|\d{7,10})(?![\w/-])"
)
_DOCUMENT_FIRST = re.compile(r"#?(?P<id>\d{5,10}|[A-Z]{1,4}-?20\d\d-\d{3,}(?:-\d+)?)(?=\s|$)\s*[-–:]?\s*")
_NUMBER_FIRST = re.compile(
    rf"(?P<number>\d{{1,3}})(?:\s*[-–.):]+\s*|\s+(?=\d{{5,}}\b|bilag\b"
    rf"|[(\[](?:{WORD})[)\]]))(?!\d{{1,2}}\b(?!\d))(?!{MONTHS}\b)(?=\S)",
    re.IGNORECASE,
)
_OF_BILAG = re.compile(r"bilag\s+(?:nr\.?\s*)?(?P<number>\d{1,3})(?![\w/.]*\d)", re.IGNORECASE)
_MAIN_DOCUMENT = re.compile(r"\s*\(H\)")
_MARK_WORD = re.compile(rf"(?:{WORD})(?: bilag)?|H", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,120})[)\]]")
_IN_BRACKETS = re.compile(
    rf"\s*[(\[]\s*(?P<word>{WORD})(?: (?:bilag|dokument|punkt))?\s*[)\]]", re.IGNORECASE
)
_LABELLED = re.compile(
    rf"[,;(\[–-]?\s*\b(?P<label>(?:åbent? ?/ ?lukket|lukket ?/ ?åbent?|adgang|offentlighed|offentligt?"
    rf"|status|publicering|åbenhed|lukket|åbent?|fortroligt?))\s*:\s*"
    rf"(?P<value>{WORD}|ja|nej)\b(?: bilag)?\s*[)\]]?",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"(?P<word>{WORD})(?:(?: bilag| dokument)?\s*[-–:|]\s*|\s+(?=bilag\s*[\dA-Z]))", re.IGNORECASE
)
_FIRST_AFTER_ID = re.compile(rf"(?P<word>{WORD})\s+(?=[A-ZÆØÅ\d])", re.IGNORECASE)
_LAST = re.compile(
    rf"\s*(?:[-–,;|:]\s*|(?<=[)\]])\s*)(?P<word>{WORD})(?: (?:bilag|dokument))?\.?$", re.IGNORECASE
)
_AFTER_NUMBER = re.compile(
    rf"(?P<before>bilag\s+(?:nr\.?\s*)?\w{{1,3}}\.?)\s*[-–,]?\s*(?P<word>{WORD})\s*(?=[-–:])", re.IGNORECASE
)
_NONE = re.compile(
    r"(?:ingen(?: bilag)?|der er (?:ingen|ikke(?: vedlagt)?) bilag(?: til (?:sagen|punktet))?|intet|nej|-+|–|n/?a"
    r"|ikke relevant)\.?",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"(?:følgende|der er vedlagt|vedlagt|se |nedenstående|bilagene|alle bilag|se alle bilag).{0,80}",
    re.IGNORECASE,
)
_GROUP = re.compile(
    rf"(?P<word>{WORD})e? (?:bilag|dokumenter)(?: til (?:sagen|punktet))?\s*:?", re.IGNORECASE
)
_HEAD_LINE = re.compile(
    r"(?:(?:(?:bilags?[ -]?)?(?:nr\.?|nummer|titel|navn)|dok\.? ?(?:nr\.?|id)|dokument(?:nr\.?|-?id|titel)?"
    r"|åben/lukket"
    r"|status|adgang|offentlig(?:hed)?|journalnr\.?|akt(?:id)?|id|type|bilag)\s*){2,}",
    re.IGNORECASE,
)
_SAYS_CLOSED = re.compile(r"\b(?:lukket|fortroligt?|ikke[- ]offentligt?)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"[,;]?\s+(?=bilag\s+(?:nr\.?\s*)?\d{1,3}\s*[-–:.])", re.IGNORECASE)
_STARTS = re.compile(
    rf"(?:\d{{1,3}}\s*[-–.):]\s*(?!{MONTHS}\b)\S|\d{{1,3}}\s+(?:\d{{5,}}|bilag)\b"
    rf"|bilag\s+(?:nr\.?\s*)?(?:\d{{1,3}}[a-z]?|[A-ZÆØÅ])\b|\d{{6,10}}\s"
    rf"|(?:lukket|åbent?) bilag|D20\d\d-|[•*–—-]\s+\S|[\ue000-\uf8ff●▪]\s*\S)",
    re.IGNORECASE,
)
_COLUMNS = (
    (
        "openness",
        re.compile(
            r"(?:åben|åbent|lukket|offentlig|fortrolig|adgang|status|publicer|åbenhed).*", re.IGNORECASE
        ),
    ),
    ("record", re.compile(r"(?:akt|journal|j\.? ?nr|record|sags?-? ?(?:nr|nummer|id)|sag).*", re.IGNORECASE)),
    (
        "document_id",
        re.compile(r"(?:dok(?:ument)?\.?[ -]?(?:nr|nummer|id)\.?.*|id|dok\.?|doc.*)", re.IGNORECASE),
    ),
    ("number", re.compile(r"(?:bilags?[ -]?)?(?:nr|nummer|#|no|løbenr)\.?", re.IGNORECASE)),
    (
        "title",
        re.compile(
            r"(?:bilag(?:ets|s)?[ -]?)?(?:titel|navn|overskrift|emne|beskrivelse|filnavn|fil)|bilag"
            r"|dokument(?:titel|navn)?|vedhæftet fil",
            re.IGNORECASE,
        ),
    ),
)
_ONLY_ID = re.compile(r"\d{5,10}|[A-Z]{1,5}-?20\d\d-\d{3,}(?:-\d+)?|20\d\d-\d{4,}(?:-\d+)?|\d{3}-20\d\d-\d+")
_ONLY_RECORD = re.compile(r"\d{1,7}/\d{2,7}(?:-\d+)?|\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d+-\d{2,4}")
_LONGEST = 600


@dataclass(frozen=True)
class _Column:
    kind: str
    name: str


@dataclass
class _Growing:
    text: str
    number: str = ""
    document_id: str = ""
    record: str = ""
    openness: Openness | None = None


def begins_enclosure(line: str) -> bool:
    """Whether a line begins as an enclosure in a list does."""
    return bool(_STARTS.match(line))


def enclosures_of(
    blocks: Sequence[Block], case: Openness, group: Openness | None = None
) -> tuple[Enclosure, ...]:
    """The enclosures of a list, in order. One that says nothing of itself follows its group, and else its case."""
    found: list[_Growing] = []
    columns: list[_Column] = []
    for block in blocks:
        if block.cells:
            named = _columns(block.cells)
            columns = named or columns
            found += [] if named else _row(block.cells, columns, group)
            continue
        columns = []
        if match := _GROUP.fullmatch(block.text):
            group = of_word(match["word"])
            continue
        if not block.marker and (mark := mark_of(block.text)):
            # A mark alone is that of the enclosure above it, and before all of them that of them all.
            group = group if found else mark
            if found:
                found[-1].openness = found[-1].openness if found[-1].openness == "closed" else mark
            continue
        found += _of_block(block, group)
    _take_counted(found)
    kept = [each for each in found if each.text or each.document_id or each.record]
    return tuple(_finished(each, place, case) for place, each in enumerate(kept, start=1))


def _take_counted(found: Sequence[_Growing]) -> None:
    """Numbers with nothing but a space after them, where they count all the enclosures from 1."""
    if len(found) > 1 and all(each.text.startswith(f"{at} ") for at, each in enumerate(found, start=1)):
        for each in found:
            number, _space, each.text = each.text.partition(" ")
            each.number = each.number or number


def _of_block(block: Block, group: Openness | None) -> list[_Growing]:
    text = block.text.strip()
    if not text or _NONE.fullmatch(text) or (_LEADS_IN.fullmatch(text) and text.endswith((":", "bilag"))):
        return []
    if not block.marker and _HEAD_LINE.fullmatch(text):
        return []
    number = block.marker.number if block.marker else ""
    parts = [part for part in _SEVERAL.split(text) if part.strip()]
    if len(parts) < 2 or not all(_OF_BILAG.match(part) for part in parts):
        parts = [part for part in re.split(r"\s*;\s+", text) if part] if text.count(";") else [text]
    first, *others = parts
    return [_read(first, group, number), *(_read(each, group) for each in others)]


def _read(text: str, group: Openness | None, number: str = "") -> _Growing:
    """Part the marks of an enclosure from its title."""
    grown = _Growing(_MAIN_DOCUMENT.sub("", text[:_LONGEST]).strip(), number)
    if not number and (match := _NUMBER_FIRST.match(grown.text)):
        grown.number = match["number"]
        grown.text = grown.text[match.end() :]
    _take_brackets(grown)
    _take_ids(grown)
    _take_openness(grown)
    grown.openness = grown.openness or group
    grown.text = _tidied(grown.text)
    return grown


def _take_brackets(grown: _Growing) -> None:
    """Brackets in which there is nothing but marks: "(dok.nr. 330-2025-1234, åben)"."""
    for match in list(_BRACKETS.finditer(grown.text)):
        parts = [part.strip() for part in re.split(r"[,;]|\s[-–]\s", match[1]) if part.strip()]
        if len(parts) < 2 or not all(_is_mark(part) for part in parts):
            continue
        for part in parts:
            if word := re.fullmatch(rf"({WORD})(?: bilag)?", part, re.IGNORECASE):
                grown.openness = grown.openness or of_word(word[1])
            elif labelled := _LABELLED.fullmatch(part):
                grown.openness = grown.openness or of_value(labelled["label"], labelled["value"])
            elif record := _RECORD.fullmatch(part) or (
                None if _DOCUMENT.fullmatch(part) else _ONLY_RECORD.fullmatch(part)
            ):
                grown.record = grown.record or record[record.re.groups]
            elif document := _DOCUMENT.fullmatch(part) or _ONLY_ID.fullmatch(part):
                grown.document_id = grown.document_id or document[document.re.groups]
        grown.text = grown.text.replace(match[0], " ", 1)


def _is_mark(part: str) -> bool:
    rules = (_DOCUMENT, _RECORD, _LABELLED, _ONLY_ID, _ONLY_RECORD, _MARK_WORD)
    return any(rule.fullmatch(part) for rule in rules)


def _take_ids(grown: _Growing) -> None:
    if match := _DOCUMENT_FIRST.match(grown.text):
        grown.document_id = match["id"]
        grown.text = grown.text[match.end() :]
        if match := _FIRST_AFTER_ID.match(grown.text):
            grown.openness = of_word(match["word"])
            grown.text = grown.text[match.end() :]
    for rule in (_DOCUMENT, _DOCUMENT_ALONE, _DOCUMENT_BARE):
        if not grown.document_id and (match := rule.search(grown.text)):
            grown.document_id = match["id"]
            grown.text = _without(grown.text, match)
    for rule in (_RECORD, _RECORD_ALONE, _RECORD_LAST):
        if not grown.record and (match := rule.search(grown.text)):
            grown.record = match["id"]
            grown.text = _without(grown.text, match)


def _without(text: str, match: re.Match[str]) -> str:
    if re.fullmatch(rf"\s*{WORD}\W*", text[match.end() :], re.IGNORECASE):
        # A mark that stood beside an id keeps its distance to the title.
        return f"{text[: match.start()].rstrip()} | {text[match.end() :].strip()}"
    return f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip()}".strip()


def _take_openness(grown: _Growing) -> None:
    grown.text = _tidied(grown.text)
    if match := _LABELLED.search(grown.text):
        grown.openness = grown.openness or of_value(match["label"], match["value"])
        grown.text = _tidied(_without(grown.text, match))
    for rule in (_IN_BRACKETS, _FIRST, _LAST):
        # The mark stands in brackets anywhere, else only first or last: "Åben skole" is a title.
        match = rule.match(grown.text) if rule is _FIRST else rule.search(grown.text)
        if match and not (rule is _FIRST and match.end() == len(grown.text)):
            grown.openness = grown.openness or of_word(match["word"])
            grown.text = _tidied(_without(grown.text, match))
    if grown.openness is None and _SAYS_CLOSED.search(grown.text):
        # Where else in a title the word stands, it is safer believed than not.
        grown.openness = "closed"
    if match := _AFTER_NUMBER.match(grown.text):
        grown.openness = grown.openness or of_word(match["word"])
        grown.text = f"{match['before']} {grown.text[match.end() :]}"


def _tidied(text: str) -> str:
    text = re.sub(r"\(\s*[,;-]?\s*\)|\[\s*\]", "", text)
    text = re.sub(r"\(\s*[,;]\s*", "(", re.sub(r"\s*[,;–-]\s*\)", ")", text))
    return " ".join(text.split()).strip(" ,;|–-·•")


def _finished(grown: _Growing, place: int, case: Openness) -> Enclosure:
    told = _OF_BILAG.match(grown.text)
    number = grown.number if grown.number.isdigit() else told["number"] if told else ""
    return Enclosure(
        number=int(number) if number else place,
        title=grown.text,
        document_id=grown.document_id,
        record=grown.record,
        openness=grown.openness or case,
    )


def _columns(cells: tuple[str, ...]) -> list[_Column]:
    """What the columns of a table hold, where the row names them."""
    named = [
        next((kind for kind, rule in _COLUMNS if rule.fullmatch(cell.strip(" :."))), "") for cell in cells
    ]
    written = [cell for cell in cells if cell.strip()]
    is_head = sum(map(bool, named)) >= 2 and sum(map(bool, named)) >= len(written) - 1
    if not is_head or "title" not in named or any(map(str.isdigit, "".join(cells))):
        # A row of values may look like names: "Åben" is a value of its column, too.
        return []
    return [_Column(kind or "title", name) for kind, name in zip(named, cells, strict=True)]


def is_head_of_enclosures(cells: tuple[str, ...]) -> bool:
    """Whether a row of a table names the columns of a list of enclosures."""
    return bool(_columns(cells))


def _row(cells: tuple[str, ...], columns: list[_Column], group: Openness | None) -> list[_Growing]:
    grown = _Growing("")
    titles: list[str] = []
    for at, raw in enumerate(cells):
        cell = " ".join(raw.split())
        if cell:
            _take_cell(grown, titles, cell, columns[at] if at < len(columns) else _Column(_kind_of(cell), ""))
    text = _tidied(" ".join(titles))
    if _NONE.fullmatch(text) and not grown.document_id:
        return []
    read = _read(text, None)
    read.number = grown.number or read.number
    read.document_id = grown.document_id or read.document_id
    read.record = grown.record or read.record
    read.openness = grown.openness or read.openness or group
    return [read]


def _kind_of(cell: str) -> str:
    if mark_of(cell):
        return "openness"
    if _ONLY_RECORD.fullmatch(cell.strip("()")):
        return "record"
    if _ONLY_ID.fullmatch(cell.strip("()")):
        return "document_id"
    return "number" if re.fullmatch(r"\d{1,3}\.?", cell) else "title"


def _take_cell(grown: _Growing, titles: list[str], cell: str, column: _Column) -> None:
    if column.kind == "openness":
        grown.openness = of_value(column.name, cell) or mark_of(cell)
    elif column.kind == "record":
        grown.record = cell.strip("()")
    elif column.kind == "document_id":
        match = _DOCUMENT.search(cell)
        grown.document_id = match["id"] if match else cell.strip("()#")
    elif column.kind == "number" and (digits := re.search(r"\d{1,3}", cell)):
        grown.number = digits[0]
    else:
        titles.append(cell)
