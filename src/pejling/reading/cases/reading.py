"""Put the parts of a case together: facts, sections, recommendation, enclosures, decisions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from pejling.reading.cases import names
from pejling.reading.cases.case import (
    CaseSection,
    EarlierDecision,
    Enclosure,
    Fact,
    Openness,
    ReadCase,
    Recommendation,
)
from pejling.reading.cases.decisions import decisions_of
from pejling.reading.cases.enclosures import enclosures_of
from pejling.reading.cases.facts import (
    OPENNESS,
    Facts,
    facts_in,
    facts_of_rows,
    is_label,
    is_strong,
    label_kind,
    number_alone,
    number_within,
)
from pejling.reading.cases.forums import decision_head
from pejling.reading.cases.lines import Start, marked
from pejling.reading.cases.openness import mark_of
from pejling.reading.cases.recommendation import ReadRecommendation, recommendation_of, recommends
from pejling.reading.cases.title import may_be_title, title_of
from pejling.reading.furniture import once_each, set_aside
from pejling.reading.markers import marker_of
from pejling.reading.mending import Block, mend
from pejling.reading.source import Source

_NAMED_ENCLOSURE = re.compile(r"\bbilag (\d{1,2})\b", re.IGNORECASE)
_SET_ASIDE = "set aside"
"""A format without pages."""
_ON_EDGE_AT_MOST = 4


@dataclass
class _Part:
    """A part of the case: its kind, its heading and what stands under it."""

    kind: str
    heading: str
    blocks: list[Block] = field(default_factory=list)


def read_case(source: Source) -> ReadCase:
    """The case that a file holds. What cannot be found is told in the warnings; nothing is invented."""
    aside = set_aside(source)
    form = marked(aside.lines)
    # What the pages added is set aside already; looked for once more it would take as long again.
    mended = mend(Source(_SET_ASIDE, source.filename, form.lines))
    head, parts = _parts(mended.blocks, form.starts)
    facts = Facts()
    left = _without_facts(head, facts)
    for part in parts:
        part.blocks = _without_strong_facts(part, facts)
    edges = frozenset(line.number for line in form.lines if line.at_edge)
    title = title_of(left, edges if len(edges) <= _ON_EDGE_AT_MOST else frozenset())
    if title.mark:
        facts.marks.append(title.mark)
    kept = {line.number for line in aside.lines}
    dropped = [line.text for line in source.lines if line.number not in kept]
    _from_margins((*source.margins, *dropped), facts)
    # A title that is the running head as well was set aside with it.
    called = facts.title or title.text or source.title or next(filter(may_be_title, dropped), "")
    case = _Case(facts, _first_words(left, title.used))
    case.read(parts)
    return ReadCase(
        title=called,
        number=facts.number,
        openness=case.openness,
        responsible=facts.responsible,
        case_officer=facts.case_officer,
        sections=tuple(case.sections),
        recommendation=case.recommendation,
        enclosures=tuple(case.enclosures),
        decisions=tuple(case.decisions),
        facts=tuple(facts.others),
        warnings=(*_told(source, (*aside.furniture, *mended.furniture)), *case.warnings(called)),
    )


def _told(source: Source, furniture: Sequence[str]) -> Iterator[str]:
    yield from source.notices
    if texts := once_each(furniture):
        yield _("Tekst, der går igen på siderne, er taget ud: %(text)s") % {"text": "; ".join(texts)}


def _parts(blocks: Sequence[Block], starts: dict[int, Start]) -> tuple[list[Block], list[_Part]]:
    head: list[Block] = []
    parts: list[_Part] = []
    for block in blocks:
        start = starts.get(block.line)
        if start:
            parts.append(_begun(block, start))
        elif parts:
            parts[-1].blocks.append(block)
        else:
            head.append(block)
    return _with_name_of_form(head, parts)


def _begun(block: Block, start: Start) -> _Part:
    if start.kind == names.DECISIONS and decision_head(block.text):
        return _Part(start.kind, block.text)
    name, rest = names.run_in(block.text)
    if name and not block.heading:
        return _Part(start.kind, start.heading, [replace(block, text=rest, marker=None)])
    heading = block.text.rstrip(" :") if start.kind == names.OTHER else start.heading
    return _Part(start.kind, names.without_number(heading))


def _with_name_of_form(head: list[Block], parts: list[_Part]) -> tuple[list[Block], list[_Part]]:
    """A name of a part at the very top, over the facts of the case, is the name of the form: "SAGSFREMSTILLING"."""
    if any(block.text for block in head) or not parts:
        return head, parts
    first = parts[0]
    holds_facts = any(block.cells or _is_fact(block.text) for block in first.blocks[:6])
    comes_again = any(part.heading.casefold() == first.heading.casefold() for part in parts[1:])
    recommends_later = first.kind == names.RECOMMENDATION and any(
        part.kind == first.kind for part in parts[1:]
    )
    is_kind_of_item = first.kind == names.DECISIONS and not decision_head(first.heading)
    if len(parts) > 1 and (holds_facts or comes_again or recommends_later or is_kind_of_item):
        return first.blocks, parts[1:]
    return head, parts


def _is_fact(text: str) -> bool:
    return bool(mark_of(text) or label_kind(text) or facts_in(text, in_head=True))


def _without_facts(head: Sequence[Block], facts: Facts) -> list[Block]:
    """What is left of the head when its facts are taken out of it."""
    left: list[Block] = []
    at = 0
    while at < len(head):
        block = head[at]
        rows = _rows_from(head, at)
        if rows:
            pairs, used = facts_of_rows([each.cells for each in rows])
            for label, value in pairs:
                facts.take(label, value)
            _marks_of_rows(rows, used, facts)
            left += [each for place, each in enumerate(rows) if place not in used]
            at += len(rows)
        elif _take_line(block, facts):
            at += 1
        elif label_kind(block.text) and at + 1 < len(head) and not head[at + 1].cells:
            value = head[at + 1].text
            if is_label(value) or (mark_of(value) and label_kind(block.text) != OPENNESS):
                left += [] if block.text.rstrip().endswith(":") else [block]
                at += 1
            else:
                facts.take(block.text, value)
                at += 2
        else:
            left.append(block)
            at += 1
    return left


def _rows_from(blocks: Sequence[Block], start: int) -> list[Block]:
    end = start
    while end < len(blocks) and blocks[end].cells:
        end += 1
    return list(blocks[start:end])


def _marks_of_rows(rows: Sequence[Block], used: set[int], facts: Facts) -> None:
    for place, row in enumerate(rows):
        for cell in row.cells:
            if mark := mark_of(cell):
                facts.marks.append(mark)
            if not facts.number and (number := number_alone(cell)):
                facts.number = number
        if all(not cell.strip() or mark_of(cell) or number_alone(cell) for cell in row.cells):
            used.add(place)


def _take_line(block: Block, facts: Facts) -> bool:
    """Whether a line of the head was a fact, and is taken."""
    text = block.text.strip()
    if mark := mark_of(text):
        facts.marks.append(mark)
        return True
    if number := number_alone(text):
        facts.number = facts.number or number
        return True
    pairs = [(label, value) for label, value in facts_in(text, in_head=True) if value]
    if not pairs:
        return False
    taken = [facts.take(label, value) for label, value in pairs]
    return any(taken)


def _without_strong_facts(part: _Part, facts: Facts) -> list[Block]:
    """The blocks of a part without the lines and rows that say who and which number, which may stand at a case's end."""
    left: list[Block] = []
    for block in part.blocks:
        if block.cells:
            cells = [cell for cell in block.cells if cell.strip()]
            is_fact = (
                len(cells) == 2
                and is_strong(cells[0])
                and part.kind not in {names.ENCLOSURES, names.DECISIONS}
            )
            pairs = [(cells[0], cells[1])] if is_fact else []
        else:
            pairs = facts_in(block.text, in_head=False) if not block.marker else []
            if not pairs and part.kind != names.ENCLOSURES and (mark := _closed_mark(block)):
                facts.marks.append(mark)
                continue
        if not pairs:
            left.append(block)
        for label, value in pairs:
            facts.take(label, value)
    return left


def _closed_mark(block: Block) -> Openness | None:
    """A line on its own that is such a mark; in a part only one that says what it is of: "Lukket punkt"."""
    return mark_of(block.text) if not block.marker and len(block.text.split()) > 1 else None


def _from_margins(margins: Sequence[str], facts: Facts) -> None:
    for text in margins:
        facts.number = facts.number or number_within(text)
        if mark := mark_of(text):
            facts.marks.append(mark)


def _first_words(left: Sequence[Block], used: frozenset[int]) -> list[Block]:
    return [block for place, block in enumerate(left) if place not in used]


class _Case:
    """The parts as they are read one after another."""

    def __init__(self, facts: Facts, opening: list[Block]) -> None:
        self.facts = facts
        self.openness: Openness = "open" if set(facts.marks) == {"open"} else "closed"
        self.marks = set(facts.marks)
        self.sections: list[CaseSection] = []
        self.recommendation = Recommendation()
        self.enclosures: list[Enclosure] = []
        self.decisions: list[EarlierDecision] = []
        self.has_recommendation = False
        self.recommendations = 0
        self._add_section("", names.OTHER, opening)

    def read(self, parts: list[_Part]) -> None:
        chosen = _main_recommendation(parts)
        for part in parts:
            if part.kind == names.RECOMMENDATION:
                self._recommend(part, is_main=part is chosen)
            elif part.kind == names.ENCLOSURES:
                self._enclose(part)
            elif part.kind == names.DECISIONS:
                self._decide(part)
            else:
                self._add_section(part.heading, part.kind, part.blocks)
        if not self.has_recommendation:
            self._find_recommendation()

    def _recommend(self, part: _Part, is_main: bool) -> None:
        self.recommendations += bool(part.blocks)
        if not is_main:
            self._add_section(part.heading, names.OTHER, part.blocks)
            return
        self._take(recommendation_of(part.blocks), part.heading)

    def _take(self, read: ReadRecommendation, heading: str) -> None:
        self.has_recommendation = True
        self.recommendation = read.recommendation
        if read.rest:
            self.sections.append(CaseSection(heading, names.OTHER, "\n".join(read.rest)))

    def _enclose(self, part: _Part) -> None:
        heading = part.heading.casefold()
        group: Openness | None = (
            "closed"
            if re.match(r"(?:lukkede|fortrolige)", heading)
            else "open"
            if re.match(r"(?:åbne|offentlige)", heading)
            else None
        )
        self.enclosures += enclosures_of(part.blocks, self.openness, group)

    def _decide(self, part: _Part) -> None:
        read = decisions_of(part.heading, part.blocks, _shown(part.blocks))
        self.decisions += read.decisions
        self.facts.others += [Fact(_("Behandles"), each) for each in read.awaited]
        if read.rest:
            self.sections.append(CaseSection(part.heading, names.OTHER, "\n".join(read.rest)))

    def _add_section(self, heading: str, kind: str, blocks: Sequence[Block]) -> None:
        text = "\n".join(_shown(blocks))
        if text or heading:
            self.sections.append(CaseSection(heading, kind, text))

    def _find_recommendation(self) -> None:
        """Without a heading of its own a recommendation is told by its words, and stands last in its section."""
        for place, section in enumerate(self.sections):
            lines = section.text.split("\n")
            first = next((at for at, line in enumerate(lines) if recommends(line)), None)
            if first is None:
                continue
            blocks = [_as_block(line) for line in lines[first:]]
            self.sections[place] = replace(section, text="\n".join(lines[:first]))
            self._take(recommendation_of(blocks), section.heading)
            self.sections = [each for each in self.sections if each.text or each.heading]
            return

    def warnings(self, title: str) -> Iterator[str]:
        """What is to be looked at by whoever takes the case in."""
        if not title:
            yield _("Der er ikke fundet nogen titel.")
        if not self.marks:
            yield _("Filen siger ikke, om sagen er åben eller lukket. Den regnes for lukket.")
        elif len(self.marks) > 1:
            yield _("Filen siger både, at sagen er åben, og at den er lukket. Den regnes for lukket.")
        if not self.sections:
            yield _("Der er ikke fundet nogen afsnit. Måske er det ikke en sag.")
        if not self.recommendation.points:
            yield _("Der er ikke fundet nogen indstilling.")
        if self.recommendations > 1:
            yield _(
                "Der er flere indstillinger i filen. Den ene er læst som indstilling, og de andre står som afsnit."
            )
        yield from self._about_enclosures()

    def _about_enclosures(self) -> Iterator[str]:
        texts = [each.text for each in self.sections] + list(self.recommendation.points)
        named = {int(match[1]) for text in texts for match in _NAMED_ENCLOSURE.finditer(text)}
        listed = {each.number for each in self.enclosures}
        if missing := sorted(named - listed):
            numbers = ", ".join(map(str, missing))
            yield _("Teksten nævner bilag %(numbers)s, som ikke står på listen over bilag.") % {
                "numbers": numbers
            }


def _main_recommendation(parts: Sequence[_Part]) -> _Part | None:
    """Of several the first that is called so, and has anything in it."""
    found = [part for part in parts if part.kind == names.RECOMMENDATION and part.blocks]
    called_so = [
        part for part in found if "indstil" in part.heading.casefold() or "beslut" in part.heading.casefold()
    ]
    return next(iter([*called_so, *found]), None)


def _as_block(line: str) -> Block:
    marker, text = marker_of(line)
    return Block(text=text, line=0, marker=marker)


def _shown(blocks: Sequence[Block]) -> list[str]:
    """Each block as plain text, with the sign or number that stands before an item."""
    counts: dict[int, int] = {}
    shown = []
    for block in blocks:
        if block.cells:
            shown.append(" | ".join(" ".join(cell.split()) for cell in block.cells))
        elif block.marker and not block.heading:
            shown.append(_item(block, counts))
        else:
            shown.append(block.text)
        if not block.marker:
            counts.clear()
    return shown


def _item(block: Block, counts: dict[int, int]) -> str:
    marker = block.marker
    assert marker is not None
    if not marker.is_ordered:
        return f"- {block.text}"
    depth = marker.depth or 0
    counts[depth] = counts.get(depth, 0) + 1
    for deeper in [each for each in counts if each > depth]:
        del counts[deeper]
    number = marker.number or str(counts[depth])
    return f"{number}{')' if marker.sign in {')', 'a'} else '' if '.' in number else '.'} {block.text}"
