"""What Word writes and nobody sees, and what one sees and Word writes elsewhere."""

import docx
import pytest

from pejling.reading import Proposal, propose, read_source
from tests.reading.reading import of_kind, plain, saved, section_texts, walked
from tests.reading.small_word import paragraph, renamed, run, strict, word_of

HEAD = paragraph("Plan for havnebadet", "Title") + paragraph("Mål", "Heading1")
GOAL = paragraph("Flere børn lærer at svømme", "ListBullet")


def read(data: bytes) -> Proposal:
    return propose(read_source(data, "plan.docx"))


def whole_text(proposal: Proposal) -> str:
    points = [f"{each.label} {each.title} {each.text}" for each in walked(proposal.elements)]
    return " ".join([*(f"{each.title} {plain(each.text)}" for each in proposal.sections), *points])


def test_parts_are_found_by_their_relations_whatever_their_names() -> None:
    plan = read(
        renamed(paragraph("Havnebadet", "O1") + paragraph("Vandet er rent.") + paragraph("Stranden", "O1"))
    )
    assert (plan.title, plan.sections[1].title) == ("Havnebadet", "Stranden")
    assert "Kilde: havnefogeden" in whole_text(plan)


def test_strict_form_is_read_as_the_usual_one() -> None:
    assert of_kind(read(strict(HEAD + GOAL)), "goal") == ["Flere børn lærer at svømme"]


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_note_stands_in_the_proposal(kind: str) -> None:
    note = f'<w:{kind} w:type="separator" w:id="0"><w:p>{run("Streg")}</w:p></w:{kind}>'
    note += f'<w:{kind} w:id="1"><w:p>{run("Målt i uge 30")}</w:p></w:{kind}>'
    told = whole_text(read(word_of(HEAD + GOAL + paragraph("Badet bruges af mange"), **{f"{kind}s": note})))
    assert ("Målt i uge 30" in told, "Streg" in told) == (True, False)


def box(text: str) -> str:
    inside = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    wrapped = '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    both = f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>"
    return f"<w:p><w:r>{wrapped}{both}</mc:AlternateContent></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def told_row(*texts: str, properties: str = "") -> str:
    return row(*(cell(paragraph(text)) for text in texts), properties=properties)


def test_text_box_in_a_cell_is_read_once() -> None:
    content = table(
        told_row("Hvad", "Hvor"), row(cell(paragraph("Bad") + box("Ved kajen")), cell(paragraph("Havnen")))
    )
    assert whole_text(read(word_of(HEAD + content))).count("Ved kajen") == 1


def test_cell_that_stretches_over_two_columns_moves_no_other() -> None:
    head = told_row("Mål", "Handling", "Ansvarlig")
    wide = row(cell(paragraph("Rent vand"), '<w:gridSpan w:val="2"/>'), cell(paragraph("Havnefogeden")))
    (goal,) = read(word_of(HEAD + table(head, wide))).elements
    assert (goal.title, goal.text, goal.children) == ("Rent vand", "Ansvarlig: Havnefogeden", ())


@pytest.mark.parametrize(
    ("hidden", "styles"),
    [
        (run("hemmeligt", "<w:vanish/>"), None),
        (
            run("hemmeligt", '<w:rStyle w:val="S"/>'),
            '<w:style w:type="character" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>',
        ),
    ],
    ids=["by itself", "by its style"],
)
def test_hidden_text_is_not_read_and_that_is_said(hidden: str, styles: str | None) -> None:
    parts = {"styles": styles} if styles else {}
    plan = read(word_of(f"<w:p>{run('Badet er åbent ')}{hidden}</w:p>{paragraph('Mere om badet.')}", **parts))
    assert ("åbent" in plan.title, "hemmeligt" in plan.title + whole_text(plan)) == (True, False)
    assert "Skjult tekst er ikke taget med." in plan.warnings or styles


def test_paragraph_style_hides_what_does_not_show_itself() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style>'
    shown = run("synligt", '<w:vanish w:val="0"/>')
    seen = f'<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>{run("skjult")}{shown}</w:p>'
    told = read(word_of(paragraph("Badet er åbent.") + seen, styles=styles))
    assert ("synligt" in whole_text(told), "skjult" in whole_text(told)) == (True, False)


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_paragraph_whose_mark_is_struck_out_goes_on_in_the_next(mark: str) -> None:
    first = f"<w:p><w:pPr><w:rPr><w:{mark}/></w:rPr></w:pPr>{run('Vandet er ')}</w:p>"
    plan = read(word_of(HEAD + first + paragraph("rent hele året")))
    assert "Vandet er rent hele året" in whole_text(plan)


def test_row_that_is_struck_out_is_not_read_and_that_is_said() -> None:
    rows = [
        told_row("Mål", "Ansvarlig"),
        told_row("Rent vand", "Ida"),
        told_row("Salt vand", "Bo", properties="<w:del/>"),
    ]
    plan = read(word_of(HEAD + table(*rows)))
    assert of_kind(plan, "goal") == ["Rent vand"]
    assert plan.warnings == (
        "Filen har ændringer, som ingen har godkendt eller afvist. Den er læst, som om de er godkendt.",
    )


@pytest.mark.parametrize(
    "contents",
    [
        paragraph("Indhold")
        + paragraph("Mål\t2", "TOC1")
        + paragraph("Flere børn lærer at svømme\t2", "TOC2"),
        paragraph("Indhold", "TOCHeading")
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3"</w:instrText></w:r>'
        + f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Mål 2")}</w:p>'
        + f'{paragraph("Indsatser 3")}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + f"{paragraph('Indhold')}{paragraph('Mål 2')}{paragraph('Andet 3')}</w:sdtContent></w:sdt>",
    ],
    ids=["styles", "field", "content control"],
)
def test_contents_become_neither_points_nor_sections(contents: str) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in {
            "TOC1": "toc 1",
            "TOC2": "toc 2",
            "TOCHeading": "TOC Heading",
            "Heading1": "heading 1",
        }.items()
    )
    body = (
        paragraph("Plan for havnebadet")
        + contents
        + paragraph("Mål", "Heading1")
        + paragraph("Vandet er rent.")
    )
    plan = read(word_of(body, styles=styles))
    assert ([section.title for section in plan.sections], plan.elements) == (["Mål"], ())
    assert "Indholdsfortegnelsen er taget ud." in plan.warnings


def test_control_that_still_asks_for_its_text_is_empty() -> None:
    asked = run("Klik her for at skrive")
    asks = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{asked}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Havnefogeden')}</w:sdtContent></w:sdt>"
    told = whole_text(read(word_of(f"{HEAD}<w:p>{run('Ansvar: ')}{asks}{filled}</w:p>")))
    assert ("Klik her" in told, "Ansvar: Havnefogeden" in told) == (False, True)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{0}"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(text: str, style: str = "", level: int = 0) -> str:
    return paragraph(text, style, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def test_number_that_word_sets_before_a_heading_is_kept() -> None:
    body = (
        numbered("Vision", "Heading1") + numbered("Baggrund", "Heading1") + numbered("Havnen", "Heading2", 1)
    )
    plan = read(word_of(paragraph("Plan", "Title") + body, numbering=NUMBERING.format("%1.")))
    assert [section.title for section in plan.sections] == ["1. Vision", "2. Baggrund", "2.1 Havnen"]


def test_word_that_word_sets_before_a_heading_is_its_label() -> None:
    body = numbered("Vandet er rent", "Heading1") + numbered("Alle kan bade", "Heading1")
    plan = read(
        word_of(paragraph("Plan for badet", "Title") + body, numbering=NUMBERING.format("Fokusområde %1:"))
    )
    assert of_kind(plan, "focus_area") == ["Fokusområde 1: Vandet er rent", "Fokusområde 2: Alle kan bade"]


def test_what_is_not_read_is_told() -> None:
    comment = f'<w:comment w:id="{{}}"><w:p>{run("Er det nok?")}</w:p></w:comment>'
    plan = read(word_of(HEAD + GOAL, comments=comment.format(1) + comment.format(2)))
    assert plan.warnings == ("2 kommentarer i margenen er ikke taget med.",)


def test_running_head_is_told_and_is_no_text() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Fjordlund Kommune"
    document.add_heading("Plan for havnebadet", 0)
    document.add_paragraph("Vandet er rent.")
    plan = read(saved(document))
    assert section_texts(plan) == {"Indledning": "Vandet er rent."}
    assert plan.warnings[0] == "Tekst, der går igen på siderne, er taget ud: Fjordlund Kommune"


@pytest.mark.parametrize("levels", [(1, 2), (1, 1), (2, 2)])
def test_label_and_title_on_two_headings_are_one_point(levels: tuple[int, int]) -> None:
    document = docx.Document()
    document.add_heading("Plan for havnebadet", 0)
    for number, title in enumerate(["Vandet er rent", "Alle kan komme i vandet"], start=1):
        document.add_heading(f"Fokusområde {number}", levels[0])
        document.add_heading(title, levels[1])
        document.add_paragraph(f"Vi arbejder for det. {title}.")
    plan = read(saved(document))
    assert [(each.kind, each.label, each.title, each.text) for each in plan.elements] == [
        ("focus_area", "Fokusområde 1", "Vandet er rent", "Vi arbejder for det. Vandet er rent."),
        (
            "focus_area",
            "Fokusområde 2",
            "Alle kan komme i vandet",
            "Vi arbejder for det. Alle kan komme i vandet.",
        ),
    ]


def test_lead_paragraph_in_the_style_of_a_heading_is_text() -> None:
    document = docx.Document()
    document.add_heading("Plan for havnebadet", 0)
    document.add_heading("Vandet er rent", 1)
    lead = "Havnen er byens største badested, og den skal vi passe på. Derfor måler vi vandet hver uge, også om vinteren."
    document.add_heading(lead, 2)
    document.add_paragraph("Mere om vandet.")
    assert section_texts(read(saved(document))) == {"Vandet er rent": f"{lead} Mere om vandet."}
