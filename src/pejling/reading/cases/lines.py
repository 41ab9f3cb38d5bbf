"""Say of each line which part of a case it begins, before lines are put together to paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejling.reading.cases import names
from pejling.reading.cases.enclosures import begins_enclosure, is_head_of_enclosures
from pejling.reading.cases.facts import facts_in, label_kind, number_alone
from pejling.reading.cases.forums import decision_head, is_heard, led_without_date, said_without_date
from pejling.reading.cases.openness import mark_of
from pejling.reading.cases.recommendation import holds_another, recommends
from pejling.reading.markers import marker_of
from pejling.reading.source import Line

_LEVEL = 2
_LONGEST_OTHER, _MOST_WORDS_OTHER = 80, 9
_ENDED = re.compile(r"[.!?:;,]['\"”’»)]*$")
_FIRST_NUMBER = re.compile(r"(\d{1,2})[.)]\s+[A-ZÆØÅ]")
_MOST_WORDS_NUMBERED, _MOST_WORDS_WITH_COLON = 5, 2
_COUNT = re.compile(r"\s*(?:\d{1,3}(?: (?:stk\.?|bilag))?|ja|nej|se .{0,60})\s*", re.IGNORECASE)
"""What stands beside a name in a table of facts and is no text of it: "Bilag | 3 stk."."""
_IN = 3
_IN_ON_A_PAGE = 20
"""How far in a cell of a table stands from its first column, in points."""
_HEAD = "head"


@dataclass(frozen=True)
class Start:
    """What begins at a line: a kind of part, its heading, and whether a decision's own line is the heading."""

    kind: str
    heading: str


@dataclass(frozen=True)
class Marked:
    """The lines, each with a number of its own, and what begins at some of them."""

    lines: tuple[Line, ...]
    starts: dict[int, Start]


@dataclass(frozen=True)
class _Style:
    level: int
    is_bold: bool
    in_capitals: bool
    is_numbered: bool

    @property
    def sets_apart(self) -> bool:
        return bool(self.level or self.is_bold or self.in_capitals)


def marked(source: Sequence[Line]) -> Marked:
    """Find the parts of a case among its lines."""
    lines = [replace(line, number=place) for place, line in enumerate(_expanded(source), start=1)]
    kinds = _Kinds(lines)
    starts: dict[int, Start] = {}
    found: list[Line] = []
    section = _HEAD
    row: Line | None = None
    for at, line in enumerate(lines):
        above = found[-1] if found else None
        start = kinds.start_at(at, section)
        if start:
            section = start.kind
            starts[line.number] = start
            found.append(_as_start(line, start, above, starts))
        else:
            found.append(_joining(line, above, row, section, starts))
            row = found[-1] if found[-1].joins is not True else row
    return Marked(tuple(found), starts)


def _as_start(line: Line, start: Start, above: Line | None, starts: dict[int, Start]) -> Line:
    if (
        start.kind == names.DECISIONS
        and not line.cells
        and (decision_head(line.text) or said_without_date(line.text))
    ):
        return replace(line, heading=0, joins=False, is_bold=False, list_level=None)
    if names.run_in(line.text)[0] and not line.heading and not line.is_bold:
        return replace(line, joins=False)
    goes_on = (
        above is not None
        and starts.get(above.number, start).kind == names.OTHER == start.kind
        and line.heading > 0
        and above.heading == line.heading
        and line.gap == 0
    )
    return replace(
        line, heading=line.heading or _LEVEL, joins=None if goes_on else False, list_level=None, cells=()
    )


def _joining(
    line: Line, above: Line | None, row: Line | None, section: str, starts: dict[int, Start]
) -> Line:
    """A line of a part; what the form of the part tells of whether it goes on with the line above."""
    if line.joins is not None or line.cells:
        return line
    if above is not None and above.number in starts and not _holds_text(above.text):
        return replace(line, joins=False)
    joins = _in_head(line, above) if section == _HEAD else None
    if joins is None and facts_in(line.text, in_head=False):
        joins = False
    if joins is None and section == names.ENCLOSURES:
        joins = _in_list(line, above, row)
    if (
        joins is None
        and section == names.RECOMMENDATION
        and line.text.startswith("at ")
        and _begins_point(above)
    ):
        joins = False
    return line if joins is None else replace(line, joins=joins)


def _in_head(line: Line, above: Line | None) -> bool | None:
    """A value may go on under itself or after a comma; a fact, a mark and the value of a label stand alone."""
    if above is not None and above.text.endswith(",") and line.text[:1].islower():
        return True
    if _goes_on_beside_its_label(line, above):
        return True
    return False if _stands_in_head(line, above) else None


def _in_list(line: Line, above: Line | None, row: Line | None) -> bool | None:
    """A cell goes on with its row, and a mark with the line that broke it off; each enclosure begins anew."""
    is_mark = bool(mark_of(line.text))
    if (row is not None and _is_cell_of(row, line)) or (
        is_mark and above is not None and _waits(above.text, line)
    ):
        return True
    return False if is_mark or begins_enclosure(line.text) else None


def _holds_text(start: str) -> bool:
    """Whether the line that begins a part already holds some of its text, which may go on in the next."""
    head = decision_head(start)
    return bool(head.text) if head else bool(names.run_in(start)[0] or said_without_date(start))


def _waits(above: str, line: Line) -> bool:
    """Whether a mark alone on a line belongs to the enclosure above it, whose line was full."""
    return not line.gap and (line.text[:1].islower() or above.endswith(("-", "–", ",", "(", ";", "|")))


def _is_cell_of(row: Line, line: Line) -> bool:
    """Whether a line on a page is a cell further in on the row, or the rest of what a cell holds."""
    return (
        bool(line.extent)
        and not line.gap
        and line.page == row.page
        and line.indent > row.indent + _IN_ON_A_PAGE
    )


def _stands_in_head(line: Line, above: Line | None) -> bool:
    if _is_fact(line.text):
        return True
    # The value of a label stands under it; what a mark or a whole fact says is said.
    return above is not None and bool(
        label_kind(above.text) or mark_of(above.text) or number_alone(above.text)
    )


def _goes_on_beside_its_label(line: Line, above: Line | None) -> bool:
    """A value that goes on under itself, in from its label."""
    if above is None or line.gap or line.indent <= above.indent + _IN or _is_fact(line.text):
        return False
    return ":" in above.text and _is_fact(above.text)


def _is_fact(text: str) -> bool:
    return bool(mark_of(text) or label_kind(text) or number_alone(text) or facts_in(text, in_head=True))


def _begins_point(above: Line | None) -> bool:
    if above is None:
        return True
    text = above.text.rstrip()
    is_open = text.endswith((",", ";", ":", ".", " og", " samt")) or not text
    return is_open and not (text.endswith(",") and text.startswith("at ") and holds_another(text))


def _expanded(source: Sequence[Line]) -> list[Line]:
    """A table that is the form itself - names of parts beside their texts - is those parts one after another."""
    found: list[Line] = []
    for line in source:
        cells = [cell for cell in line.cells if cell.strip()]
        if line.cells and is_head_of_enclosures(line.cells):
            if names.kind_of(line.cells[0], is_set_apart=True) == names.ENCLOSURES:
                found.append(replace(line, text=line.cells[0].strip(), cells=(), joins=False))
            found.append(line)
        elif (
            len(line.cells) >= 2
            and len(cells) == 2
            and _names_part(cells[0])
            and not _COUNT.fullmatch(cells[1])
        ):
            found.append(replace(line, text=cells[0].strip(), cells=(), is_bold=True, joins=False))
            found += [
                replace(line, text=text.strip(), cells=(), joins=False)
                for text in cells[1].split("\n")
                if text.strip()
            ]
        elif len(line.cells) >= 2 and len(cells) == 1 and _names_part(cells[0]):
            found.append(replace(line, text=cells[0].strip(), cells=(), is_bold=True, joins=False))
        else:
            found.append(line)
    return found


def _names_part(cell: str) -> bool:
    kind = names.kind_of(cell, is_set_apart=True)
    return bool(kind) and kind != names.OTHER and not label_kind(cell) and "\n" not in cell


class _Kinds:
    """Which lines head a part, told by their names and by how those that are known are set."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.last_number: int | None = None
        self.styles = [_style(line) for line in lines]
        known = [self.styles[at] for at in range(len(lines)) if self._named(at)]
        self.known = {style for style in known if style.sets_apart}
        self.deepest = max((style.level for style in known), default=0)
        self.counts = sum(style.is_numbered for style in known) >= 2
        self.last_number = 0
        self.by_colon = sum(self._ends_in_colon(at) for at in range(len(lines)) if self._named(at)) >= 3

    def start_at(self, at: int, section: str) -> Start | None:
        """What begins at a line, in the part that it stands in."""
        start = self._start_at(at, section)
        if start and (number := _number(self.lines[at].text)):
            self.last_number = number
        return start

    def _start_at(self, at: int, section: str) -> Start | None:
        line = self.lines[at]
        if line.cells or not line.text:
            return None
        if self._is_decision(at, section):
            return Start(names.DECISIONS, line.text)
        kind = self._named(at)
        if kind:
            return Start(kind, _heading(line.text))
        name, _rest = names.run_in(line.text) if not self.styles[at].level else ("", "")
        if name and not (at and self.lines[at - 1].text.endswith((",", "-"))):
            return Start(names.kind_of(name, is_set_apart=True) or names.OTHER, name)
        if section != _HEAD and self._is_other(at, section):
            return Start(names.OTHER, _heading(line.text))
        return None

    def _is_decision(self, at: int, section: str) -> bool:
        text = _bare(self.lines[at].text)
        if section == names.ENCLOSURES and begins_enclosure(text):
            return False
        if head := decision_head(text):
            if section == "hearing" and is_heard(head.forum):
                # What a council of the elderly answers stands with the hearing.
                return False
            return section != _HEAD or bool(head.text) or ":" in text
        if led_without_date(text):
            return self._may_begin(at)
        return section == names.DECISIONS and bool(said_without_date(text))

    def _named(self, at: int) -> str:
        line, style = self.lines[at], self.styles[at]
        if line.cells or (line.list_level is not None and not style.sets_apart):
            return ""
        marker, _text = marker_of(line.text)
        if marker and not marker.may_head and not style.sets_apart:
            return ""
        is_alone = style.sets_apart or (line.text.endswith(":") and not marker)
        text = names.without_number(line.text) if marker is None or marker.may_head else line.text
        kind = names.kind_of(text, is_set_apart=style.sets_apart or (is_alone and len(text) <= 60))
        if kind and not style.sets_apart:
            return kind if self._may_begin(at) and self._is_no_item(at) else ""
        return kind

    def _may_begin(self, at: int) -> bool:
        """Whether a plain line can be a heading: no sentence goes on over it, and none goes on after it."""
        above = self.lines[at - 1] if at else None
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        if above is not None and above.text.endswith((",", "-")) and not above.cells:
            return False
        return (
            below is None
            or bool(below.cells)
            or not below.text[:1].islower()
            or below.text.startswith("at ")
            or below.text[:2] in {"o ", "ü "}
        )

    def _is_no_item(self, at: int) -> bool:
        """A name with a typed number is a heading where no other number counts on right under it."""
        if not names.is_numbered(self.lines[at].text):
            return True
        beside = [self.lines[each].text for each in (at - 1, at + 1) if 0 <= each < len(self.lines)]
        if not any(names.is_numbered(text) for text in beside):
            return True
        counts_on = self.last_number is None or _number(self.lines[at].text) == self.last_number + 1
        return self.lines[at].gap > 0 and counts_on

    def _counts_on(self, at: int) -> bool:
        """Whether a short line has the number after that of the last part, where parts are numbered."""
        text = self.lines[at].text
        if (
            not self.counts
            or _number(text) != (self.last_number or 0) + 1
            or self.lines[at].list_level is not None
        ):
            return False
        is_short = len(text.split()) <= _MOST_WORDS_NUMBERED and not _ENDED.search(text)
        return is_short and self._is_no_item(at) and self._may_begin(at)

    def _has_colon_alone(self, at: int) -> bool:
        """A word or two with a colon over a text, where the parts that are known are written so."""
        text = self.lines[at].text
        if not self.by_colon or not self._ends_in_colon(at) or len(text.split()) > _MOST_WORDS_WITH_COLON:
            return False
        below = self.lines[at + 1] if at + 1 < len(self.lines) else None
        is_over_text = (
            below is not None and not below.gap and not below.cells and not marker_of(below.text)[0]
        )
        return is_over_text and self.lines[at].gap > 0 and not marker_of(text)[0] and self._may_begin(at)

    def _ends_in_colon(self, at: int) -> bool:
        return self.lines[at].text.endswith(":")

    def _is_other(self, at: int, section: str) -> bool:
        """Whether a line of another name is set as those that are known, and so is a part as they are."""
        line, style = self.lines[at], self.styles[at]
        text = names.without_number(line.text)
        if not text[:1].isupper() or len(text) > _LONGEST_OTHER or len(text.split()) > _MOST_WORDS_OTHER:
            return False
        if (section == names.ENCLOSURES and not style.level) or recommends(text) or text.endswith(" at"):
            return False
        if style.level:
            return style.level <= self.deepest and not mark_of(text)
        if self._counts_on(at) or self._has_colon_alone(at):
            return True
        if not style.sets_apart or _ENDED.search(text.rstrip(":")) or facts_in(text, in_head=False):
            return False
        if line.list_level is not None or (marker_of(line.text)[0] and not style.is_numbered):
            return False
        return style in self.known and self._may_begin(at)


def _style(line: Line) -> _Style:
    text = names.without_number(line.text)
    letters = [letter for letter in text if letter.isalpha()]
    return _Style(
        level=line.heading,
        is_bold=line.is_bold and not line.heading,
        in_capitals=len(letters) > 3 and text.isupper(),
        is_numbered=names.is_numbered(line.text),
    )


def _number(text: str) -> int:
    match = _FIRST_NUMBER.match(text)
    return int(match[1]) if match else 0


def _heading(text: str) -> str:
    return names.without_number(text.strip()).strip(" *_").rstrip(" :")


def _bare(text: str) -> str:
    return text.strip(" *_•").lstrip("- ")
