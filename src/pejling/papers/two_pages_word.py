"""An overview on two pages as a Word file, in the municipality's own template when it has one.

Its only hard page break stands between the two pages. Lines have an exact height, and what each page holds is reckoned from
the template's own margins, header and footer; so no line that Word breaks otherwise than we thought makes a third page.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor

from pejling.core.text import clean
from pejling.papers.outline import Outline, Picture
from pejling.papers.pdf import picture_png
from pejling.papers.two_pages import (
    LEADING,
    SMALLEST,
    Item,
    Layout,
    Paper,
    Part,
    Side,
    Sign,
    TwoPages,
    fitted,
    shares_of,
)
from pejling.papers.word_look import GREY, begin, text_width
from pejling.web.models import Identity

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document
    from docx.text.paragraph import Paragraph

SIZES = (10.5, 10.0, 9.5, SMALLEST)
SIGNS = {
    "circle": "●",
    "triangle": "▲",
    "square": "■",
    "clock": "○",
    "ring": "○",
    "diamond": "◆",
    "half": "◐",
}
TONES = {"good": "17693A", "warn": "7A5300", "bad": "A81414", "info": "0A5694", "neutral": "5A626A"}
NARROWEST = Cm(16)
LEAST = Cm(21.5)
"""The height that a page's text has at least, wherever the template's header and footer leave it that."""
AFTER_BORDER = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:rPr",
)
"""What Word wants after the border of a paragraph, as far as ours have it."""
GAP, CHART, BETWEEN = 12.5, 118.0, 3.2
"""Above a part, a chart with what stands around it, and between items, in points."""
HEAD = 70.0
"""What the headline and the space around it take, in points."""


def two_pages_word(pages: TwoPages) -> bytes:
    """The two pages as .docx."""
    identity = Identity.current()
    foot = Outline(pages.title, language=pages.language, dated=pages.dated, footer=pages.footers[0])
    word = begin(foot, identity)
    paper = _prepare(word, has_template=bool(identity.template))
    for number, side in enumerate(fitted(side, paper) for side in pages.sides):
        if number:
            _break(word)
        _Page(word, identity.band, paper, _size(side, paper), number).write(side, pages)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _prepare(word: "Document", *, has_template: bool) -> Paper:
    """A4 with room enough: the template's margins, made narrower where they leave too little."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if not has_template:
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
        section.header_distance = section.footer_distance = Cm(0.9)
    for part in (section.header, section.footer):
        for run in (run for paragraph in part.paragraphs for run in paragraph.runs if not has_template):
            run.font.size = Pt(SMALLEST)
    if text_width(word) < NARROWEST:
        section.left_margin = section.right_margin = Length((Cm(21) - NARROWEST) // 2)
    for columns in section._sectPr.findall(qn("w:cols")):
        section._sectPr.remove(columns)
    top = max(abs(section.top_margin or 0), (section.header_distance or 0) + _height(section.header, section))
    bottom = max(
        abs(section.bottom_margin or 0), (section.footer_distance or 0) + _height(section.footer, section)
    )
    missing = LEAST - (Cm(29.7) - top - bottom)
    if missing > 0:
        section.top_margin = Length(max(Cm(1.5), abs(section.top_margin or 0) - missing // 2))
        section.bottom_margin = Length(max(Cm(1.5), abs(section.bottom_margin or 0) - missing // 2))
        top = max(section.top_margin, (section.header_distance or 0) + _height(section.header, section))
        bottom = max(section.bottom_margin, (section.footer_distance or 0) + _height(section.footer, section))
    room = Length(Cm(29.7) - top - bottom).pt - HEAD
    return Paper(width=text_width(word).pt, room=room, letters=1.0, gap=GAP, chart=CHART, between=BETWEEN)


def _height(part: Any, section: Any) -> int:
    """How high a header or a footer stands at most: its lines at a generous height, and its pictures as they are."""
    parts = [part]
    if section.different_first_page_header_footer:
        is_header = part._hdrftr_index == section.header._hdrftr_index and part.part.partname.startswith(
            "/word/header"
        )
        parts.append(section.first_page_header if is_header else section.first_page_footer)
    return max(_height_of_one(each._element) for each in parts)


def _height_of_one(element: Any) -> int:
    lines = len(element.xpath(".//w:p")) + len(element.xpath(".//w:br"))
    pictures = sum(int(each.get("cy") or 0) for each in element.xpath(".//wp:inline/wp:extent"))
    return int(Pt(22)) * lines + pictures


def _size(side: Side, paper: Paper) -> float:
    """The largest size at which the page still finds room, as it is reckoned at the smallest."""
    high = paper.total(side)
    return next((size for size in SIZES if high * (size / SMALLEST) ** 1.75 <= paper.room), SMALLEST)


def _break(word: "Document") -> None:
    """The hard page break, in a line of no height to speak of."""
    paragraph = word.add_paragraph()
    _set(paragraph, 1.0)
    run = paragraph.add_run()
    run.font.size = Pt(1)
    run.add_break(WD_BREAK.PAGE)


def _set(paragraph: "Paragraph", size: float, *, before: float = 0, after: float = 0) -> None:
    look = paragraph.paragraph_format
    look.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    look.line_spacing = Pt(max(round(size * LEADING, 1), 1))
    look.space_before, look.space_after = Pt(before), Pt(after)
    look.left_indent = look.right_indent = look.first_line_indent = Pt(0)
    look.page_break_before = look.keep_with_next = look.keep_together = False
    look.widow_control = False


class _Page:
    """One page as it is written, in one size."""

    def __init__(self, word: "Document", band: str, paper: Paper, size: float, number: int) -> None:
        self.word, self.paper, self.size, self.number = word, paper, size, number
        self.accent = RGBColor.from_string(band.lstrip("#").upper())

    def write(self, side: Side, pages: TwoPages) -> None:
        style = "Title" if not self.number else "Heading 1"
        head = self.word.add_paragraph(style=style)
        is_short = self.paper.lines(side.headline, self.paper.width, 18, bold=True) <= 2
        large = 18.0 if is_short else 13.0
        _set(head, large, after=4)
        self._run(head, side.headline, size=large, bold=True, colour=self.accent)
        if side.lead:
            self._line(self.word, side.lead, size=min(self.size + 1, 10.5), colour=GREY, after=2)
        for part in side.parts:
            self._part(part)
        if side.unshown:
            self._line(self.word, pages.unshown % {"titles": ", ".join(side.unshown)}, colour=GREY)

    def _part(self, part: Part) -> None:
        heading = self.word.add_paragraph(style="Heading 2")
        _set(heading, self.size * 1.15, before=8, after=3)
        self._run(heading, part.title, size=self.size * 1.15, bold=True, colour=self.accent)
        border = f'<w:top w:val="single" w:sz="12" w:space="3" w:color="{self.accent}"/>'
        properties = heading._p.get_or_add_pPr()
        properties.insert_element_before(
            parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"), *AFTER_BORDER
        )
        if part.lead:
            self._line(self.word, part.lead, after=3)
        if part.layout in (Layout.COLUMNS, Layout.DATES):
            self._columns(part)
        elif part.layout == Layout.TABLE and part.items:
            self._table(part)
        else:
            for item in part.items:
                self._item(self.word, item, part)
        if part.chart:
            self._chart(part)
        if part.rest:
            self._line(self.word, part.rest, colour=GREY)

    def _line(
        self,
        into: "BlockItemContainer | Document",
        text: str,
        *,
        size: float = 0,
        bold: bool = False,
        colour: RGBColor | None = None,
        after: float = 0,
        sign: Sign | None = None,
    ) -> "Paragraph":
        paragraph = into.add_paragraph()
        _set(paragraph, size or self.size, after=after)
        if sign:
            self._sign(paragraph, sign)
            self._run(paragraph, " ", size=size)
        self._run(paragraph, text, size=size, bold=bold, colour=colour)
        return paragraph

    def _run(
        self,
        paragraph: "Paragraph",
        text: str,
        *,
        size: float = 0,
        bold: bool = False,
        colour: RGBColor | None = None,
    ) -> None:
        run = paragraph.add_run(clean(text) if text.strip() else text)
        run.font.size, run.font.bold, run.font.italic = Pt(max(size or self.size, SMALLEST)), bold, False
        run.font.all_caps = run.font.small_caps = False
        if colour is not None:
            run.font.color.rgb = colour

    def _sign(self, paragraph: "Paragraph", sign: Sign) -> None:
        """The shape in its colour; its word stands beside it or in the table's last columns."""
        self._run(
            paragraph,
            SIGNS.get(sign.shape, "○"),
            colour=RGBColor.from_string(TONES.get(sign.tone, TONES["neutral"])),
        )

    def _item(self, into: "BlockItemContainer | Document", item: Item, part: Part) -> None:
        for place, above in enumerate(item.above):
            self._line(into, f"{'↳ ' if place else ''}{above}", colour=GREY, after=1)
        if item.title:
            self._line(into, item.title, bold=True, sign=item.now)
        if item.text:
            self._line(into, item.text, sign=None if item.title else item.now)
        if item.note:
            self._line(into, item.note, colour=GREY)
        if item.seen:
            seen = self._line(into, f"{part.seen_label}: ", colour=GREY, after=2)
            self._run(seen, item.seen)
        last = into.paragraphs[-1] if into.paragraphs else None
        if last is not None and part.layout == Layout.LIST:
            last.paragraph_format.space_after = Pt(3)

    def _grid(self, rows: int, widths: list[float], *, style: str | None = None) -> Any:
        """A table without frames, of fixed widths, whose cells begin where the text does."""
        table = self.word.add_table(rows=rows, cols=len(widths))
        table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.LEFT
        properties = table._tbl.tblPr
        for old in properties.xpath("./w:tblStyle"):
            properties.remove(old)
        margins = parse_xml(
            f'<w:tblCellMar {nsdecls("w")}><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
            '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
        )
        properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
        whole = text_width(self.word)
        for column, share in enumerate(widths):
            width = Length(int(whole * share / sum(widths)))
            table.columns[column].width = width
            for row in table.rows:
                row.cells[column].width = width
        return table

    def _columns(self, part: Part) -> None:
        if not part.items:
            return
        rows = [part.items[at : at + 3] for at in range(0, len(part.items), 3)]
        table = self._grid(len(rows), [1, 1, 1])
        for row, items in enumerate(rows):
            for column in range(3):
                cell = table.cell(row, column)
                first = cell.paragraphs[0]
                if column < len(items):
                    self._item(cell, items[column], part)
                if len(cell.paragraphs) > 1:
                    first._p.getparent().remove(first._p)
                    cell.paragraphs[-1].paragraph_format.space_after = Pt(4)
                else:
                    _set(first, self.size)
        self._after_table()

    def _table(self, part: Part) -> None:
        shares = shares_of(part)
        table = self._grid(len(part.items) + 1, shares)
        headings = [*part.headings[:2], *part.times, *part.headings[2:]]
        for column, text in enumerate(headings):
            self._cell(table.cell(0, column), text, colour=GREY, is_heading=True)
        for row in table.rows:
            for cell in row.cells[2 : 2 + len(part.times)]:
                self._without_margin(cell)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for row, item in enumerate(part.items, start=1):
            self._cell(table.cell(row, 0), item.title, bold=True)
            self._cell(table.cell(row, 1), item.note)
            for column, sign in enumerate(item.signs, start=2):
                self._cell(table.cell(row, column), "" if sign else "–", sign=sign)
            for column, text in enumerate(item.cells, start=2 + len(part.times)):
                is_now = column == 2 + len(part.times)
                self._cell(table.cell(row, column), text, sign=item.now if is_now else None)
        self._after_table()

    def _cell(
        self,
        cell: Any,
        text: str,
        *,
        bold: bool = False,
        colour: RGBColor | None = None,
        sign: Sign | None = None,
        is_heading: bool = False,
    ) -> None:
        paragraph = cell.paragraphs[0]
        _set(paragraph, self.size, before=1, after=2)
        if sign:
            self._sign(paragraph, sign)
        self._run(paragraph, f" {text}" if sign and text else text, bold=bold, colour=colour)
        line = "8" if is_heading else "4"
        tone = str(self.accent) if is_heading else "C4C4C4"
        bottom = f'<w:bottom w:val="single" w:sz="{line}" w:space="0" w:color="{tone}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(f"<w:tcBorders {nsdecls('w')}>{bottom}</w:tcBorders>"))

    def _without_margin(self, cell: Any) -> None:
        """The column of a month is no wider than its name."""
        side = '<w:right w:w="0" w:type="dxa"/>'
        margins = parse_xml(f"<w:tcMar {nsdecls('w')}>{side}</w:tcMar>")
        cell._tc.get_or_add_tcPr().append(margins)

    def _after_table(self) -> None:
        """Word wants a paragraph after a table; this one takes no room."""
        paragraph = self.word.add_paragraph()
        _set(paragraph, 1.0)
        paragraph.add_run().font.size = Pt(1)

    def _chart(self, part: Part) -> None:
        assert part.chart
        drawing = Picture(str(part.chart.svg(600)), part.chart.title, part.chart.description)
        paragraph = self.word.add_paragraph()
        _set(paragraph, self.size, after=2)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        shape = paragraph.add_run().add_picture(BytesIO(picture_png(drawing)), height=Pt(CHART - 8))
        if shape.width > text_width(self.word):
            shape.height = Length(int(shape.height * text_width(self.word) / shape.width))
            shape.width = text_width(self.word)
        table = part.chart.table()
        said = "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in table.rows)
        shape._inline.docPr.set("descr", clean(f"{drawing.description} {said}"))
        shape._inline.docPr.set("title", clean(drawing.title))
