"""The recommendation: the words that lead in, and the points that are to be decided, each as it was written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pejling.reading.cases.case import Recommendation
from pejling.reading.cases.forums import is_forum
from pejling.reading.markers import marker_of
from pejling.reading.mending import Block

_VERB = (
    r"(?:indstiller|indstilles|anbefaler|anbefales|foreslår|foreslås|indstilling om|indstilling til|beslutte[rs]?"
    r"|godkende[rs]?|anmodes om|bedes)"
)
_LED_IN = re.compile(
    rf"(?P<lead>.{{0,400}}?\b{_VERB}\b[^.;]{{0,300}}?[,:]?)\s+(?P<rest>at\s.+)", re.IGNORECASE | re.DOTALL
)
_RECOMMENDS = re.compile(
    r"(?:det|[A-ZÆØÅ][\w-]*(?:,? (?:og |for )?[\w-]+){0,7}?) (?:indstiller|indstilles|anbefaler"
    r"|anbefales)\b(?:\s+(?:til|over for|overfor)\b|\s*,|\s+at\b|\s*:)",
    re.IGNORECASE,
)
_LEADS_ONLY = re.compile(rf"(?!.*\bat\b).{{0,80}}\b{_VERB}\b.{{0,80}}[^.]", re.IGNORECASE)
"""Words that lead in, and no more: "Forvaltningen indstiller følgende"."""
_AT = re.compile(r"(?:og |samt )?at\b", re.IGNORECASE)
_AND_AT = re.compile(r"(?:,|;)?\s+(?:og|samt)\s+(?=at\s)|;\s+(?=at\s)|,\s+(?=at\s)", re.IGNORECASE)
_HOLDS_ANOTHER = re.compile(
    r"(?:(?:at )?det \w+s|at (?:anbefale|indstille|meddele|tilkendegive)\b.*"
    r"|.*\b(?:godkender|anbefaler|beslutter|indstiller|tiltræder|vedtager|bekræfter|forudsætter"
    r"|sikrer|bemyndiger \w+ til|meddeler|oplyser"
    r"|konstaterer|tilkendegiver|betyder|vurderer|herunder|idet|således|efterretning))",
    re.IGNORECASE | re.DOTALL,
)
_COUNTED = re.compile(r"(?:(?<=\s)|^)(\d{1,2})[.)]\s+(?=\S)")
_OPEN_END = (":", ",", " at", "at:")


@dataclass(frozen=True)
class ReadRecommendation:
    """The recommendation, and what stood under its heading and is none of it."""

    recommendation: Recommendation
    rest: tuple[str, ...] = ()


def recommends(text: str) -> bool:
    """Whether a paragraph begins as a recommendation does: "Direktionen indstiller, at ..."."""
    return bool(_RECOMMENDS.match(text[:300]))


def holds_another(text: str) -> bool:
    """Whether a clause waits for the "at" that follows it: "at det godkendes, at ..."."""
    return bool(_HOLDS_ANOTHER.fullmatch(text.strip()[-200:].rstrip(" ,")))


def recommendation_of(blocks: Sequence[Block]) -> ReadRecommendation:
    """Read what stands under the heading."""
    blocks = [_as_item(block) if block.cells else block for block in blocks]
    lines = [_Line(block.text, block.marker is not None, _sign(block), _depth(block)) for block in blocks]
    for block_line in lines:
        block_line.is_point = block_line.has_sign or bool(_AT.match(block_line.text))
    _lead_of_an_open_at(lines)
    first = next((place for place, line in enumerate(lines) if line.is_point), None)
    if first is None:
        return _in_prose([line.text for line in lines])
    lead = [line.text for line in lines[:first]]
    points, rest = _points(lines[first:])
    if (
        lead
        and not lines[first].has_sign
        and (match := _LED_IN.fullmatch(lead[-1]))
        and not match["rest"].endswith((":", " at"))
    ):
        # The first point stands on the line of the lead, and the others under it.
        lead[-1] = match["lead"].strip()
        points = [part for point in (match["rest"], *points) for part in _split(point)]
    if len(points) == 1 and not lead:
        return ReadRecommendation(Recommendation("", _split(points[0])), rest)
    return ReadRecommendation(Recommendation(" ".join(lead), tuple(points)), rest)


def _as_item(row: Block) -> Block:
    """A row of a table, or a line with tabs, as the item that it was: "at" or a number, and the text beside it."""
    marker, text = marker_of(" ".join(" ".join(row.cells).split()))
    return replace(row, text=text, marker=marker, cells=())


@dataclass
class _Line:
    text: str
    has_sign: bool
    sign: str
    depth: int
    is_point: bool = False


def _sign(block: Block) -> str:
    return "" if block.marker is None else "1" if block.marker.is_ordered else "-"


def _depth(block: Block) -> int:
    return (block.marker.depth or 0) if block.marker else 0


def _lead_of_an_open_at(lines: list[_Line]) -> None:
    """ "at Byrådet:" over a list leads in to it."""
    for line, below in pairwise(lines):
        if line.is_point:
            line.is_point = line.has_sign or not (line.text.endswith((":", " at")) and below.has_sign)
            return


def _points(lines: Sequence[_Line]) -> tuple[list[str], tuple[str, ...]]:
    points: list[str] = []
    rest: list[str] = []
    main = lines[0]
    for line in lines:
        if line.is_point and (not rest or line.sign == main.sign):
            if points and _is_below(line, main):
                points[-1] = f"{points[-1]}\n- {line.text}"
            else:
                points.append(line.text)
        elif not rest and points and _goes_on(points[-1], line.text):
            points[-1] = f"{points[-1]} {line.text}"
        else:
            rest.append(line.text)
    return points, tuple(rest)


def _goes_on(point: str, text: str) -> bool:
    """Whether words go on with the point above: in small letters, or with a figure where the point has not ended."""
    return text[:1].islower() or (text[:1].isdigit() and not point.endswith((".", ",", ";", ":")))


def _is_below(line: _Line, main: _Line) -> bool:
    """Whether a line is part of the point above it: deeper in its list, or a bullet among numbers."""
    if not line.has_sign:
        return False
    if line.depth > main.depth:
        return True
    return line.sign == "-" and (main.sign == "1" or not main.has_sign)


def _in_prose(texts: list[str]) -> ReadRecommendation:
    if not texts:
        return ReadRecommendation(Recommendation())
    first, *others = texts
    if others and _leads_in(first):
        return ReadRecommendation(
            Recommendation(first, tuple(others) if len(others) > 1 else _split(others[0]))
        )
    match = _LED_IN.fullmatch(first)
    if match and match["lead"].count("(") == match["lead"].count(")"):
        return ReadRecommendation(Recommendation(match["lead"].strip(), _split(match["rest"])), tuple(others))
    if len(counted := _by_numbers(first)) > 1:
        return ReadRecommendation(Recommendation(counted[0], tuple(counted[1:])), tuple(others))
    return ReadRecommendation(Recommendation("", (first,)), tuple(others))


def _leads_in(text: str) -> bool:
    """Whether a paragraph waits for others: by its end, for want of an "at", or as it stops at the body that is asked."""
    asked = text.rpartition(" at ")[2].strip()
    return text.rstrip().endswith(_OPEN_END) or bool(_LEADS_ONLY.fullmatch(text)) or is_forum(asked)


def _split(text: str) -> tuple[str, ...]:
    """The points of one sentence, parted at the "at" of each; one that another clause waits for does not part."""
    counted = _by_numbers(text)
    if len(counted) > 2:
        head = counted[0].strip()
        return tuple(counted[1:]) if head.casefold() in {"", "at", "at:"} else (text,)
    parts: list[str] = []
    begun = 0
    for match in _AND_AT.finditer(text):
        clause = text[begun : match.start()]
        if holds_another(clause) and not re.search(r"\b(?:og|samt)\b|;", match[0]):
            continue
        parts.append(clause)
        begun = match.end()
    parts.append(text[begun:])
    return tuple(part.strip() for part in parts if part.strip())


def _by_numbers(text: str) -> list[str]:
    """What stands before "1." in a line, and what stands after each number that counts on."""
    found: list[str] = []
    begun, count = 0, 1
    for match in _COUNTED.finditer(text):
        if int(match[1]) == count:
            found.append(text[begun : match.start()].strip())
            begun, count = match.end(), count + 1
    return [*found, text[begun:].strip()]
