"""Headings of a Word file in which nobody used the styles for them: they are set larger than the text."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pejling.reading.headings import reads_as_heading
from pejling.reading.markers import marker_of
from pejling.reading.source import Line

_LARGER = 1.08
_FEWEST = 2


@dataclass(frozen=True)
class Seen:
    """A line, and how large it is set, in half points; 0 when that is not known."""

    line: Line
    size: float


def with_headings(seen: Sequence[Seen], usual: float) -> list[Line]:
    """The lines; where no style says what is a heading, their sizes say it: the largest is the first level."""
    lines = [each.line for each in seen]
    if any(line.heading for line in lines):
        return lines
    letters: Counter[float] = Counter()
    for each in seen:
        letters[each.size or usual] += len(each.line.text)
    running = letters.most_common(1)[0][0] if letters else usual
    found = [each for each in seen if each.size >= running * _LARGER and _may_head(each.line)]
    sizes = sorted({each.size for each in found}, reverse=True)
    # The title alone says nothing of how chapters are set.
    if sum(each.line is not lines[0] for each in found) < _FEWEST:
        return lines
    levels = {each.line.number: min(sizes.index(each.size) + 1, 6) for each in found}
    return [_set_apart(line, levels.get(line.number, 0)) for line in lines]


def _may_head(line: Line) -> bool:
    if line.cells or line.list_level is not None or line.in_contents or line.is_title:
        return False
    marker, text = marker_of(line.text)
    return (marker is None or marker.may_head) and reads_as_heading(text) and not text.endswith(":")


def _set_apart(line: Line, level: int) -> Line:
    """A line in capital letters is set apart as one in bold is."""
    in_capitals = line.text.isupper() and _may_head(line)
    return replace(line, heading=level, is_bold=not level and (line.is_bold or in_capitals))
