"""Find the title that a document gives itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pejling.reading.characters import single_spaced
from pejling.reading.furniture import once_each
from pejling.reading.mending import Mended
from pejling.reading.outline import Part, Role
from pejling.reading.rules_of_reading import NAMES_A_DOCUMENT
from pejling.reading.source import Source
from pejling.reading.wording import announced_by_heading, is_neutral

_LONGEST_TITLE = 120
_SHORT_TITLE = 12
_FEW_WORDS = 5
_SEPARATORS = re.compile(r"[_]+|(?<=\w)-(?=[^\W\d])|\s+")
_ENDING = re.compile(r"\.\w{1,5}$")


@dataclass(frozen=True)
class Named:
    """A document's title, and the parts that are left when the title is taken out."""

    title: str
    parts: tuple[Part, ...]
    heading: Part | None = None
    """The heading that the title was, since it may announce what the whole document holds."""


def named(source: Source, mended: Mended, parts: Sequence[Part]) -> Named:
    """The title by the format's own word, else the first line, else the page header, else the file's name."""
    if source.title and (found := _styled_title(single_spaced(source.title), parts)):
        return found
    first = parts[0] if parts else None
    running = next((text for text in once_each(mended.furniture) if " " in text), "")
    if first and NAMES_A_DOCUMENT.search(running) and _is_first_chapter(first, parts):
        return Named(running, tuple(parts))
    if first and _is_title(first, parts):
        return _with_subtitle(first, parts)
    return Named(running or from_filename(source.filename), tuple(parts))


def _is_first_chapter(first: Part, parts: Sequence[Part]) -> bool:
    """Whether the first heading stands beside others of its level, and names no document."""
    beside = sum(part.role is Role.HEADING and part.level == first.level for part in parts)
    return first.role is Role.HEADING and beside > 1 and not NAMES_A_DOCUMENT.search(first.text)


def _styled_title(title: str, parts: Sequence[Part]) -> Named | None:
    for index, part in enumerate(parts[:20]):
        if part.text == title:
            return Named(title, (*parts[:index], *parts[index + 1 :]))
    return None


def _is_title(first: Part, parts: Sequence[Part]) -> bool:
    if len(first.text) > _LONGEST_TITLE or first.role in {Role.ITEM, Role.ROW} or first.number or first.label:
        return False
    if first.text.endswith((".", ":", ",", ";")) or first.text[:1].islower():
        return False
    if first.role is Role.PARAGRAPH:
        return len(parts) > 1
    alone = sum(part.role is Role.HEADING and part.level == first.level for part in parts) == 1
    # A longer line names the document even when it begins as a chapter would: "Opfølgning på seminaret i marts".
    names_itself = len(first.text.split()) > 2 or not (
        is_neutral(first.text) or announced_by_heading(first.text)
    )
    return alone or names_itself


def _with_subtitle(first: Part, parts: Sequence[Part]) -> Named:
    heading = first if first.role is Role.HEADING else None
    second = parts[1] if len(parts) > 1 else None
    if second and _goes_on(first, second):
        return Named(f"{first.text} – {second.text}", tuple(parts[2:]), heading)
    return Named(first.text, tuple(parts[1:]), heading)


def _goes_on(first: Part, second: Part) -> bool:
    """Whether the second line belongs to the title: the first is only a name, or has no word for a document."""
    if second.number or len(second.text) > _LONGEST_TITLE:
        return False
    if announced_by_heading(second.text) or is_neutral(second.text):
        return False
    is_short = len(first.text) <= _SHORT_TITLE and second.role is Role.HEADING
    names = not NAMES_A_DOCUMENT.search(first.text) and len(second.text.split()) <= _FEW_WORDS
    return is_short or bool(names and NAMES_A_DOCUMENT.search(second.text) and second.role is not Role.ITEM)


def from_filename(filename: str) -> str:
    """A readable title from the name of a file."""
    stem = _ENDING.sub("", filename.replace("\\", "/").rpartition("/")[2])
    title = single_spaced(_SEPARATORS.sub(" ", stem))
    return title[:1].upper() + title[1:]
