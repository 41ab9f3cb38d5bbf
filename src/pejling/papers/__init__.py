"""An outline (title, facts, sections of rich text, lists, tables, pictures) as a Word file and as a tagged PDF.

    outline = Outline(title="Børnepolitik", blocks=(Heading(2, "Mål"), *from_markup(section.body)))
    outline_pdf(outline)
    outline_word(outline)

What a room wants on paper it says as an outline; how paper looks is decided here, in the municipality's name and colours.
"""

from pejling.papers.outline import (
    Cell,
    Heading,
    ListBlock,
    Outline,
    OutlineBlock,
    PageBreak,
    Paragraph,
    Picture,
    Point,
    Points,
    Quote,
    Run,
    Table,
    chart_picture,
    plain,
    table_of,
    with_notes,
)
from pejling.papers.pdf import outline_pdf
from pejling.papers.richtext import from_markup
from pejling.papers.word import outline_word

__all__ = [
    "Cell",
    "Heading",
    "ListBlock",
    "Outline",
    "OutlineBlock",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Point",
    "Points",
    "Quote",
    "Run",
    "Table",
    "chart_picture",
    "from_markup",
    "outline_pdf",
    "outline_word",
    "plain",
    "table_of",
    "with_notes",
]  # fmt: skip
