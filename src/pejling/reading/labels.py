"""A label on one line and its title on the next - "Fokusområde 1", "Vandet er rent" - are one point."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pejling.reading.outline import Part, Role
from pejling.reading.rules_of_reading import BARE_THEME
from pejling.reading.wording import announced_by_heading, is_attribute, is_neutral, label_of


def with_titles(parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts, each label that stands alone over a heading made the label of that heading."""
    return tuple(_joined(parts))


def _joined(parts: Sequence[Part]) -> Iterator[Part]:
    at = 0
    while at < len(parts):
        part, below = parts[at], parts[at + 1] if at + 1 < len(parts) else None
        if below and below.role is Role.HEADING and _is_label_alone(part) and _is_title(below):
            level = min(part.level, below.level) if part.role is Role.HEADING else below.level
            yield replace(below, level=level, label=part.numbered_text.rstrip(" .:–-"), line=part.line)
            at += 2
        else:
            yield part
            at += 1


def _is_label_alone(part: Part) -> bool:
    if part.role not in {Role.HEADING, Role.PARAGRAPH} or part.label:
        return False
    label = label_of(part.text)
    return bool(label and label.number and not label.rest.strip(" .:–-")) or bool(
        BARE_THEME.fullmatch(part.text)
    )


def _is_title(part: Part) -> bool:
    """Whether a heading is a name of its own: neither another label nor the name of what stands under it."""
    text = part.text
    says_more = label_of(text) or announced_by_heading(text) or is_neutral(text) or is_attribute(text)
    return not says_more and not BARE_THEME.fullmatch(text) and not text.endswith(":")
