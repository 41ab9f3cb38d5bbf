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
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from pejling.core.text import clean
from pejling.papers.outline import Outline
from pejling.web.models import Identity

GREY = RGBColor(0x45, 0x45, 0x45)
FONT = "Calibri"
SIZES = {"Title": 24, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11, "Heading 4": 11}
BULLETS = ("•", "–", "▪")
FIGURES = ("decimal", "lowerLetter", "lowerRoman")


def begin(outline: Outline, identity: Identity) -> Document:
    """An empty Word file in the right look."""
    word = docx.Document()
    _style(word, identity)
    _page(word, outline, identity)
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


def _style(word: Document, identity: Identity) -> None:
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    for name, size in SIZES.items():
        style = word.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), True, False
        style.font.color.rgb = RGBColor.from_string(identity.band.lstrip("#").upper())
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
        style.paragraph_format.keep_with_next = True
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            del fonts.attrib[attribute]
        style.font.name = FONT
    border = word.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    if "Hyperlink" not in [style.name for style in word.styles]:
        link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline = True
        link.font.color.rgb = RGBColor.from_string(identity.accent.lstrip("#").upper())
    _speak(word)


def _speak(word: Document) -> None:
    """Danish, divided at the ends of lines."""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "da-DK")
    word.settings.element.append(OxmlElement("w:autoHyphenation"))


def _page(word: Document, outline: Outline, identity: Identity) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.4)
    section.top_margin = section.bottom_margin = Cm(2.4)
    head = section.header.paragraphs[0]
    if identity.logo:
        with identity.logo.open("rb") as logo:
            head.add_run().add_picture(BytesIO(logo.read()), height=Cm(1.1))
    else:
        _small(head, identity.name)
    foot = section.footer.paragraphs[0]
    word.styles["Footer"].paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Cm(16.2), WD_TAB_ALIGNMENT.RIGHT)
    _small(foot, f"{outline.footer}\t" if outline.footer else "\t")
    before, _number, after = _("Side %(number)s af %(last)s").partition("%(number)s")
    _small(foot, before)
    _field(foot, "PAGE")
    _small(foot, after.partition("%(last)s")[0])
    _field(foot, "NUMPAGES")


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
