"""How our Word files look: the styles, the language, the foot of the page, and the lists."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from pejling.core.text import clean
from pejling.papers.outline import Outline
from pejling.web.models import Identity

GREY = RGBColor(0x45, 0x45, 0x45)
FONT = "Calibri"
SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Heading 4": 11}
BULLETS = ("•", "–", "▪")
FIGURES = ("decimal", "lowerLetter", "lowerRoman")

GRID = (
    f'<w:style {nsdecls("w")} w:type="table" w:customStyle="0" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
    "<w:tblPr><w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


def begin(outline: Outline, identity: Identity) -> Document:
    """An empty Word file in the municipality's own look, by its template, or in ours."""
    word = _from_template(outline, identity) if identity.template else _ours(outline, identity)
    properties = word.core_properties
    properties.title, properties.author, properties.language = (
        clean(outline.title),
        identity.name,
        outline.language,
    )
    properties.comments = ""
    if outline.dated:
        properties.created = properties.modified = datetime.combine(outline.dated, time(12))
    return word


def _ours(outline: Outline, identity: Identity) -> Document:
    word = docx.Document()
    _style(word, identity)
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    _head(word, identity)
    _foot(word, outline)
    return word


def _from_template(outline: Outline, identity: Identity) -> Document:
    """The template with its own styles, header and footer; what it has none of is ours."""
    with identity.template.open("rb") as file:
        word = docx.Document(BytesIO(file.read()))
    known = {style.name for style in word.styles}
    for name, size in SIZES.items():
        if name not in known:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            _make_heading(style, size, identity)
    if "Table Grid" not in known:
        word.styles.element.append(parse_xml(GRID))
    _add_link_style(word, identity)
    if not _says_something(word.sections[0].footer, word.sections[0].first_page_footer):
        _foot(word, outline)
    return word


def _says_something(*parts: Any) -> bool:
    return any(
        not part.is_linked_to_previous and part._element.xpath(".//w:t | .//w:drawing | .//w:pict")
        for part in parts
    )


def _style(word: Document, identity: Identity) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in SIZES.items():
        style = word.styles[name]
        _make_heading(style, size, identity)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        style.font.name = FONT
    border = word.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    _add_link_style(word, identity)
    _speak(word)


def _make_heading(style: Any, size: int, identity: Identity) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
    style.font.color.rgb = RGBColor.from_string(identity.band.lstrip("#").upper())
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
    style.paragraph_format.keep_with_next = True


def _add_link_style(word: Document, identity: Identity) -> None:
    if "Hyperlink" not in [style.name for style in word.styles]:
        link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline = True
        link.font.color.rgb = RGBColor.from_string(identity.accent.lstrip("#").upper())


def _speak(word: Document) -> None:
    """Danish, divided at the ends of lines."""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    word.settings.element.append(OxmlElement("w:autoHyphenation"))


def _head(word: Document, identity: Identity) -> None:
    head = word.sections[0].header.paragraphs[0]
    if identity.logo:
        with identity.logo.open("rb") as logo:
            head.add_run().add_picture(BytesIO(logo.read()), height=Cm(1.1))
    else:
        _small(head, identity.name)


def _foot(word: Document, outline: Outline) -> None:
    section = word.sections[0]
    footer = section.footer
    footer.is_linked_to_previous = False
    foot = footer.paragraphs[0]
    if "Footer" in [style.name for style in word.styles]:
        word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(text_width(word), WD_TAB_ALIGNMENT.RIGHT)
    _small(foot, f"{outline.footer}\t" if outline.footer else "\t")
    before, _number, after = _("Side %(number)s af %(last)s").partition("%(number)s")
    _small(foot, before)
    _field(foot, "PAGE")
    _small(foot, after.partition("%(last)s")[0])
    _field(foot, "NUMPAGES")


def text_width(word: Document) -> Length:
    """How wide the text is, between the margins."""
    section = word.sections[0]
    page = section.page_width or Cm(21)
    return Length(page - (section.left_margin or 0) - (section.right_margin or 0))


def _small(paragraph: Paragraph, text: str) -> Any:
    run = paragraph.add_run(clean(text) if text.strip() else text)
    run.font.size, run.font.color.rgb = Pt(8.5), GREY
    return run


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = _small(paragraph, "1")
    field.append(run._r)
    paragraph._p.append(field)


def number_list(part: Any, *, ordered: bool, start: int) -> int:
    """A new list of the file, so that its numbers begin where it says; the number by which its items name it."""
    numbering = part.numbering_part.element
    abstract = 1 + max(
        (int(each.get(qn("w:abstractNumId"))) for each in numbering.findall(qn("w:abstractNum"))), default=0
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start if level == 0 else 1}"/>'
        f'<w:numFmt w:val="{FIGURES[level % 3] if ordered else "bullet"}"/>'
        f'<w:lvlText w:val="{f"%{level + 1}." if ordered else BULLETS[level % 3]}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{360 * (level + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for level in range(9)
    )
    definition = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
    )
    # Word wants all definitions before the lists that use them.
    first = numbering.find(qn("w:num"))
    numbering.append(definition) if first is None else first.addprevious(definition)
    return int(numbering.add_num(abstract).numId)
