"""An outline as a Word file."""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.shared import Cm, Pt

from pejling.core.text import clean
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
    in_steps,
    plain,
)
from pejling.papers.pdf import picture_png
from pejling.papers.word_look import GREY, begin, number_list, text_width
from pejling.web.models import Identity

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INDENT = Cm(0.63)
DEEPEST = 8
"""Word knows nine levels of a list."""


def outline_word(outline: Outline) -> bytes:
    """The paper as .docx, in the municipality's own template when it has one, else in our plain look."""
    word = begin(outline, Identity.current())
    if outline.kicker:
        _paragraph(word, plain(outline.kicker, quiet=True))
    word.add_paragraph(clean(outline.title), style="Title")
    if outline.lead:
        _paragraph(word, plain(outline.lead)).paragraph_format.space_after = Pt(8)
    for label, value in outline.facts:
        _paragraph(
            word, Paragraph((Run(f"{label}: ", strong=True), Run(value)))
        ).paragraph_format.space_after = Pt(0)
    _write(word, in_steps(outline.blocks))
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _write(into: "Document | BlockItemContainer", blocks: Iterable[OutlineBlock], *, depth: int = 0) -> None:
    """The blocks one after the other, as far in as `depth` says."""
    for block in blocks:
        match block:
            case Heading():
                # The paper's title is no heading to Word, so that the sections' headings are of the first level.
                into.add_paragraph(clean(block.text), style=f"Heading {max(1, block.level - 1)}")
            case Paragraph():
                _paragraph(into, block, depth=depth)
            case ListBlock():
                _list(into, block, depth=depth)
            case Quote():
                _write(into, block.blocks, depth=depth + 1)
            case Points():
                for point in block.points:
                    _point(into, point)
            case _:
                _sheet(into, block)


def _sheet(into: "Document | BlockItemContainer", block: Table | Picture | PageBreak) -> None:
    """What takes the whole width, however deep it stands."""
    match block:
        case Table():
            _table(into, block)
        case Picture():
            _picture(into, block)
        case PageBreak():
            into.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _paragraph(into: "Document | BlockItemContainer", block: Paragraph, *, depth: int = 0) -> "WordParagraph":
    paragraph = into.add_paragraph()
    if depth:
        paragraph.paragraph_format.left_indent = INDENT * depth
    if block.is_kept_with_next:
        paragraph.paragraph_format.keep_with_next = True
    for run in block.runs:
        _run(paragraph, run, quiet=block.quiet)
    return paragraph


def _run(paragraph: "WordParagraph", run: Run, *, quiet: bool = False) -> None:
    if run.href:
        _link(paragraph, run)
        return
    written = paragraph.add_run(clean(run.text))
    written.bold, written.italic, written.underline = (
        run.strong or None,
        run.emphasis or None,
        run.underline or None,
    )
    written.font.subscript, written.font.superscript = run.sub or None, run.sup or None
    if quiet:
        written.font.size, written.font.color.rgb = Pt(8.5), GREY


def _link(paragraph: "WordParagraph", run: Run) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    written = paragraph.add_run(clean(run.text), style="Hyperlink")
    link.append(written._r)
    paragraph._p.append(link)


def _list(into: "Document | BlockItemContainer", block: ListBlock, *, depth: int) -> None:
    """Word numbers the items itself; what follows the first paragraph of an item stands under it."""
    number = number_list(into.part, ordered=block.ordered, start=block.start)
    for item in block.items:
        first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (plain(""), item)
        assert isinstance(first, Paragraph)
        paragraph = _paragraph(into, first)
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = min(depth, DEEPEST)
        properties.get_or_add_numId().val = number
        paragraph.paragraph_format.space_after = Pt(2)
        _write(into, rest, depth=depth + 1)


def _table(into: "Document | BlockItemContainer", block: Table) -> None:
    if block.caption:
        caption = _paragraph(into, Paragraph((Run(block.caption, strong=True),)))
        caption.paragraph_format.keep_with_next = True
    table = into.add_table(rows=block.rows, cols=block.columns)  # type: ignore[call-arg]  # a document wants no width
    table.style = "Table Grid"
    for cell in block.cells:
        _cell(table, cell, is_heading=cell.row < block.headers)
    for row in table.rows[: block.headers]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    into.add_paragraph().paragraph_format.space_after = Pt(4)


def _cell(table: Any, cell: Cell, *, is_heading: bool) -> None:
    place = table.cell(cell.row, cell.column)
    if cell.colspan > 1 or cell.rowspan > 1:
        place = place.merge(table.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1))
    empty = place.paragraphs[0]
    _write(place, cell.blocks)
    if len(place.paragraphs) > 1 and cell.blocks and not isinstance(cell.blocks[-1], Table):
        empty._p.getparent().remove(empty._p)
    for paragraph in place.paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs if is_heading else ():
            run.bold = True


def _point(into: "Document | BlockItemContainer", point: Point) -> None:
    kind = _paragraph(into, plain(point.kind, quiet=True), depth=point.depth)
    title = _paragraph(into, Paragraph((Run(point.title, strong=True),)), depth=point.depth)
    notes = [_paragraph(into, plain(note, quiet=True), depth=point.depth) for note in point.notes]
    kind.paragraph_format.space_before, kind.paragraph_format.space_after = Pt(8), Pt(0)
    head = [kind, title, *notes]
    for paragraph in head[1:]:
        paragraph.paragraph_format.space_after = Pt(2)
    for paragraph in head if point.blocks else head[:-1]:
        paragraph.paragraph_format.keep_with_next = True
    _write(into, point.blocks, depth=point.depth)


def _picture(into: "Document | BlockItemContainer", block: Picture) -> None:
    title = _paragraph(into, Paragraph((Run(block.title, strong=True),)))
    title.paragraph_format.keep_with_next = True
    run = into.add_paragraph().add_run()
    part = into.part
    assert isinstance(part, DocumentPart)
    width = min(Cm(16), text_width(part.document))
    shape = run.add_picture(BytesIO(picture_png(block)), width=width)
    shape._inline.docPr.set("descr", clean(block.description))
    shape._inline.docPr.set("title", clean(block.title))
