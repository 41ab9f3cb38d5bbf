"""A section's text line by line, each with the point that bears its words, if there is one."""

from dataclasses import dataclass

from pejling.core import rich_lines
from pejling.direction.models import Element, Section
from pejling.reading.review import TEXT


@dataclass(frozen=True)
class LineOfText:
    """A line, its place in the text from 0, and the point that it stands as."""

    number: int
    words: str
    element: Element | None

    @property
    def chosen(self) -> str:
        """The kind that it stands as, by its key, or that it is text."""
        return str(self.element.kind_id) if self.element else TEXT


def text_of(section: Section) -> list[LineOfText]:
    """All the lines of the section's text."""
    rows = section.elements.filter(ended_on=None, parent=None).select_related(
        "kind", "document__kind", "section"
    )
    standing = {row.bare_words: row for row in rows.order_by("-position", "-pk")}
    return [
        LineOfText(number, words, standing.pop("".join(words.split()), None))
        for number, words in enumerate(rich_lines.lines(section.body))
    ]
