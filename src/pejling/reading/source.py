"""What was read from a file, line by line, before anybody says what it means."""

from dataclasses import dataclass

MAX_BYTES = 50 * 1024 * 1024
MAX_LINES = 60_000
MAX_CHARACTERS = 8_000_000
MAX_PAGES = 2_000


@dataclass(frozen=True)
class Line:
    """One line of a text file, one paragraph or table row of a Word file, or one line of a page."""

    number: int
    text: str
    page: int = 1
    gap: int = 0
    """Empty lines above it; None of them are lines themselves."""
    indent: int = 0
    heading: int = 0
    """1-6 where the format says that this is a heading, else 0."""
    list_level: int | None = None
    ordered: bool = False
    cells: tuple[str, ...] = ()
    is_bold: bool = False
    is_title: bool = False
    joins: bool | None = None
    """Whether it continues the line above; None when the format does not know."""
    extent: int = 0
    """How many characters the column could have held; 0 when the format does not know."""
    in_contents: bool = False
    """Stands in a table of contents, where the format says so."""
    at_edge: bool = False
    """Stands in the top or bottom margin of a page."""


@dataclass(frozen=True)
class Source:
    """A file as it was read: which format it turned out to be, and its lines in order."""

    format: str
    filename: str
    lines: tuple[Line, ...]
    title: str = ""
    margins: tuple[str, ...] = ()
    """What the format itself keeps as running heads and feet."""
    notices: tuple[str, ...] = ()
    """What of the file was not read, and how it was read, each in a sentence."""

    @property
    def has_pages(self) -> bool:
        """Whether the page of each line is known, so that what repeats in the margins can be told."""
        return bool(self.lines) and self.lines[-1].page > 1
