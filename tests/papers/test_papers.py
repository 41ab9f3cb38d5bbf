"""What is written on paper: the same words in Word and in PDF, whatever characters are in them."""

from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from pejling.core.richtext import TAGS, sanitise, to_plain
from pejling.papers import (
    Heading,
    Outline,
    PageBreak,
    Picture,
    Point,
    Points,
    from_markup,
    outline_pdf,
    outline_word,
    plain,
    table_of,
)
from pejling.papers.outline import ListBlock, OutlineBlock, Quote, in_steps

pytestmark = pytest.mark.django_db

TRICKY = '<b> & {{ x }} #let y = [1] $z$ _u_ *v* @w \\ // "æøå"'
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="40" height="20"/></svg>'
RICH = (
    "<h3>Baggrund</h3><p>Vi <strong>vil</strong> <em>gerne</em>.<br>Nu.</p><ul><li>Et<ul><li>Inderst</li></ul></li></ul>"
    '<ol start="3"><li>Tre</li><li>Fire</li></ol><blockquote><p>Et citat</p></blockquote>'
    '<p><a href="https://kommune.example/vision">Visionen</a></p>'
)


def outline(*blocks: OutlineBlock, title: str = "Politik for børn", **fields: str) -> Outline:
    return Outline(title=title, blocks=blocks, dated=date(2026, 11, 20), **fields)  # type: ignore[arg-type]


def words_of_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "\n")


def words_of_word(content: bytes) -> str:
    word = docx.Document(BytesIO(content))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in word.paragraphs] + cells)


def test_pdf_is_tagged_danish_and_bears_its_title() -> None:
    pdf = pypdfium2.PdfDocument(outline_pdf(outline(plain("Alle børn læser."))))

    assert pypdfium2.raw.FPDFCatalog_IsTagged(pdf.raw)
    assert pdf.get_metadata_dict()["Title"] == "Politik for børn"


def test_characters_that_mean_something_elsewhere_stand_as_they_were_typed() -> None:
    said = outline(
        Heading(2, TRICKY),
        plain(TRICKY),
        Points((Point(0, TRICKY, TRICKY, (plain(TRICKY),), (TRICKY,)),)),
        table_of([TRICKY], [[TRICKY]], caption=TRICKY),
        title=TRICKY, kicker=TRICKY, lead=TRICKY, footer=TRICKY,
    )  # fmt: skip

    def without_spaces(text: str) -> str:
        return "".join(text.split()).replace("\ufffe", "").replace("-", "")

    assert without_spaces(words_of_pdf(outline_pdf(said))).count(without_spaces(TRICKY)) == 13
    assert words_of_word(outline_word(said)).count(TRICKY) == 12


def test_rich_text_keeps_its_headings_lists_and_links_in_word() -> None:
    word = docx.Document(BytesIO(outline_word(outline(Heading(2, "Mål"), *from_markup(RICH)))))

    headings = [
        (each.style.name, each.text)
        for each in word.paragraphs
        if each.style and "Heading" in each.style.name
    ]
    links = [each.address for paragraph in word.paragraphs for each in paragraph.hyperlinks]
    assert headings == [("Heading 1", "Mål"), ("Heading 2", "Baggrund")]
    assert links == ["https://kommune.example/vision"]


def test_numbers_of_a_list_begin_where_it_says_and_anew_in_the_next() -> None:
    lists = from_markup('<ol start="3"><li>Tre</li></ol><p>Så</p><ol><li>Et</li></ol>')

    words = words_of_pdf(outline_pdf(outline(*lists)))
    word = docx.Document(BytesIO(outline_word(outline(*lists))))

    assert ("3. Tre" in words, "1. Et" in words) == (True, True)
    assert len(set(word._body._element.xpath(".//w:numId/@w:val"))) == 2


def test_no_level_of_heading_is_left_out() -> None:
    steps = in_steps([Heading(4, "Dybt"), Heading(4, "Dybere"), Heading(2, "Op")])

    assert [each.level for each in steps if isinstance(each, Heading)] == [2, 3, 2]


def test_table_whose_cells_reach_over_each_other_is_written() -> None:
    markup = (
        '<table><thead><tr><th colspan="99">A</th></tr></thead><tbody><tr><td rowspan="9">1</td><td>2</td></tr>'
        '<tr><td colspan="3">3</td></tr></tbody></table>'
    )

    said = outline(*from_markup(markup))

    assert [words_of_pdf(outline_pdf(said)).count(each) for each in ("A", "3")] == [1, 1]
    assert "3" in words_of_word(outline_word(said))


def test_picture_says_what_it_shows_to_whoever_does_not_see_it() -> None:
    said = outline(Picture(DRAWING, "Udviklingen", "Flere læser end sidste år"))

    word = docx.Document(BytesIO(outline_word(said)))

    assert word.inline_shapes[0]._inline.docPr.get("descr") == "Flere læser end sidste år"


def test_what_stands_after_a_page_break_stands_on_the_next_page() -> None:
    pdf = pypdfium2.PdfDocument(outline_pdf(outline(plain("Forrest"), PageBreak(), plain("Bagest"))))

    assert ["Bagest" in page.get_textpage().get_text_range() for page in pdf] == [False, True]


def test_what_stands_beside_a_point_is_never_on_another_page_than_its_words() -> None:
    notes = ("Ansvarlig: Gerda Holm", "Bidrager til: Alle børn læser (Politik for børn)")
    points = [Point(0, "Mål", f"Mål nummer {number}", notes=notes) for number in range(60)]
    said = outline(*(plain("Først") for _line in range(3)), Points(tuple(points)))

    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(outline_pdf(said))]
    word = docx.Document(BytesIO(outline_word(said)))

    assert len(pages) > 3
    assert [page.count("Mål nummer") for page in pages] == [page.count("Bidrager til") for page in pages]
    kept = [each.paragraph_format.keep_with_next for each in word.paragraphs[-4:]]
    assert kept == [True, True, True, None]


@settings(max_examples=25, deadline=None)
@given(
    some.recursive(
        some.text(alphabet="aæ &<{#[$\n", max_size=6),
        lambda inner: some.builds(
            lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
            some.sampled_from(sorted(TAGS)),
            some.lists(inner, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_any_rich_text_can_be_put_on_paper(markup: str) -> None:
    kept = sanitise(markup)
    said = outline(*from_markup(kept))

    pdf, word = words_of_pdf(outline_pdf(said)), words_of_word(outline_word(said))

    assert pdf.count("æ") == word.count("æ") == to_plain(kept).count("æ")


def test_drawing_inside_a_quote_and_a_list_stands_in_both_files() -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    drawing = Picture(square, "Fire kvartaler", "Flere er kommet på sporet.")
    paper = Outline("Figurer", blocks=(Quote((drawing,)), ListBlock(((drawing,),)), drawing))
    assert outline_pdf(paper).startswith(b"%PDF")
    assert len(docx.Document(BytesIO(outline_word(paper))).inline_shapes) == 3
