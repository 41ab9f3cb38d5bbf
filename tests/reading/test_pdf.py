"""What a page is set with around and between its text: leads, figures, margins, contents."""

import pytest

from pejling.reading import Proposal, propose, read_source
from tests.reading.reading import of_kind, section_texts
from tests.reading.small_pdf import Text, flowing_page, pdf_of

PROSE = [
    "Vandet i havnen skal være rent, så alle kan bade i det fra tidlig morgen til sen",
    "aften, og vi måler derfor hver uge fra maj til september og skriver tallene op.",
]


def read(*pages: list[Text]) -> Proposal:
    return propose(read_source(pdf_of(list(pages)), "plan.pdf"))


def titles(plan: Proposal) -> list[str]:
    return [section.title for section in plan.sections]


def set_at(top: float, *lines: Text) -> list[Text]:
    """Lines under each other from a height on."""
    found = []
    for line in lines:
        found.append(Text(line.text, top, line.left, line.size, line.bold))
        top += line.size * 1.4
    return found


def test_lead_paragraph_is_the_text_of_its_chapter() -> None:
    lead = [
        "Havnen er byens største badested, og vi vil passe på den, så vores børn",
        "også kan bade her. Derfor måler vi vandet hver uge.",
    ]
    pages = [
        [
            Text("Plan for havnebadet", 90, size=28, bold=True),
            Text(title, 140, size=20, bold=True),
            *set_at(170, *(Text(line, 0, size=14) for line in lead)),
            *set_at(230, *(Text(line, 0) for line in PROSE)),
        ][0 if number == 0 else 1 :]
        for number, title in enumerate(["Vandet er rent", "Alle kan bade"])
    ]
    plan = read(*pages)
    assert (plan.title, titles(plan)) == ("Plan for havnebadet", ["Vandet er rent", "Alle kan bade"])
    assert section_texts(plan)["Alle kan bade"].startswith(" ".join(lead))


@pytest.mark.parametrize("figure", ["82 %", "1,2 mio. kr.", "4 ud af 5", "12.400", "+7 pct."])
def test_large_figure_in_the_margin_is_no_heading_and_moves_none(figure: str) -> None:
    page = [
        Text("Plan for havnebadet", 90, size=26, bold=True),
        Text("Vandet er rent", 140, size=18, bold=True),
        *set_at(170, *(Text(line, 0) for line in PROSE)),
        Text(figure, 240, size=48, bold=True),
        Text("Prøverne", 280, size=14, bold=True),
        *set_at(300, *(Text(line, 0) for line in PROSE)),
    ]
    plan = read(page)
    assert (plan.title, titles(plan)) == ("Plan for havnebadet", ["Vandet er rent", "Prøverne"])
    assert figure in section_texts(plan)["Vandet er rent"]


def test_text_along_the_edge_is_no_heading_and_is_told() -> None:
    pages = [
        [
            Text("Havn og hav i bevægelse", 500, left=30, size=22, bold=True, upwards=True),
            *flowing_page([f"# {title}", *PROSE]),
        ]
        for title in ("Plan for havnebadet", "Vandet er rent", "Alle kan bade")
    ]
    plan = read(*pages)
    assert (plan.title, titles(plan)) == (
        "Plan for havnebadet",
        ["Indledning", "Vandet er rent", "Alle kan bade"],
    )
    assert plan.warnings[0] == "Tekst på tværs af siden er taget ud: Havn og hav i bevægelse"


def test_page_that_is_turned_as_a_whole_is_read() -> None:
    turned = [Text(line, 700, left=100 + 20 * number, upwards=True) for number, line in enumerate(PROSE)]
    assert "Vandet i havnen" in " ".join(section_texts(read(turned)).values()) + read(turned).title


def test_label_over_the_title_of_a_chapter_is_its_label() -> None:
    pages = [
        [
            Text(f"FOKUSOMRÅDE {number}", 90, size=11),
            Text(title, 115, size=22, bold=True),
            *set_at(150, *(Text(line, 0) for line in PROSE)),
        ]
        for number, title in enumerate(["Vandet er rent", "Alle kan bade"], start=1)
    ]
    plan = read([Text("Plan for havnebadet", 90, size=30, bold=True)], *pages)
    assert [(each.label, each.title) for each in plan.elements] == [
        ("FOKUSOMRÅDE 1", "Vandet er rent"), ("FOKUSOMRÅDE 2", "Alle kan bade"),
    ]  # fmt: skip


def test_contents_over_two_lines_become_no_points() -> None:
    contents = [
        "# Indhold", "Forord", "Derfor har vi en plan ..................... 3", "FOKUSOMRÅDE 1",
        "Vandet er rent ..................... 4", "FOKUSOMRÅDE 2",
        "Alle kan komme ned i vandet, også når", "det blæser ..................... 5",
    ]  # fmt: skip
    chapters = [
        flowing_page(["# Derfor har vi en plan", *PROSE]),
        flowing_page(["# Vandet er rent", *PROSE]),
        flowing_page(["# Alle kan komme ned i vandet, også når", "# det blæser", *PROSE]),
    ]
    plan = read(flowing_page(["# Plan for havnebadet"]), flowing_page(contents), *chapters)
    assert plan.elements == ()
    assert [title for title in titles(plan) if "..." in title or "FOKUS" in title or title == "Indhold"] == []
    assert "Indholdsfortegnelsen er taget ud." in plan.warnings


def test_running_heads_that_differ_in_a_number_are_told_of_once() -> None:
    pages = [
        flowing_page(
            [f"# Kapitel om {what}", *PROSE],
            header=f"{page if page % 2 else ''} PLAN FOR HAVNEBADET 2027-2030".strip(),
        )
        for page, what in enumerate(["vand", "sand", "trapper", "både", "fugle", "tang"], start=2)
    ]
    plan = read(*pages)
    assert [text for text in plan.warnings if "går igen" in text] == [
        "Tekst, der går igen på siderne, er taget ud: PLAN FOR HAVNEBADET 2027-2030"
    ]
    assert (plan.title, titles(plan)[0]) == ("PLAN FOR HAVNEBADET 2027-2030", "Kapitel om vand")


CHAPTERS = "Mål\n\n- Rent vand\n\n{0}Indsatser\n\n- Nye trapper\n"
MARKED = "# Plan for badet\n\n## Indhold\n\n{0}\n\n## " + CHAPTERS.format("## ")
PLAIN = "Plan for badet\n\nIndhold\n{0}\n\n" + CHAPTERS.format("")
TEXTS_WITH_CONTENTS = {
    "links": MARKED.format("- [Mål](#maal)\n- [Indsatser](#indsatser)"),
    "numbers": MARKED.format("1. Mål\n2. Indsatser"),
    "plain text": PLAIN.format("Mål 2\nIndsatser 3"),
    "pages first": PLAIN.format("2 Mål\n3 Indsatser"),
}


@pytest.mark.parametrize("name", TEXTS_WITH_CONTENTS)
def test_contents_of_other_formats_become_no_points(name: str) -> None:
    plan = propose(read_source(TEXTS_WITH_CONTENTS[name].encode(), "plan.md"))
    assert (of_kind(plan, "goal"), of_kind(plan, "initiative")) == (["Rent vand"], ["Nye trapper"])
    assert titles(plan) == ["Mål", "Indsatser"]


def test_section_called_contents_that_lists_something_else_stays() -> None:
    text = "# Kursus\n\n## Indhold\n\n- Vi lærer at svømme\n- Vi lærer at redde\n\n## Tid\n\nOm mandagen.\n"
    plan = propose(read_source(text.encode(), "kursus.md"))
    assert section_texts(plan)["Indhold"] == "Vi lærer at svømme Vi lærer at redde"


COLUMNS = (70.0, 220.0, 400.0, 490.0)


def cells_at(top: float, *cells: str, bold: bool = False, size: float = 11) -> list[Text]:
    """A row as it is set: cell by cell, each with its own lines."""
    return [
        Text(line, top + 13 * number, left, size, bold)
        for left, cell in zip(COLUMNS, cells, strict=False)
        for number, line in enumerate(cell.split("\n"))
    ]


@pytest.mark.parametrize("size", [11, 14])
def test_table_without_lines_gives_its_points_and_its_head_no_heading(size: float) -> None:
    page = [
        Text("Plan for havnebadet", 90, size=24, bold=True),
        Text("Det gør vi i 2027", 130, size=16, bold=True),
        *set_at(150, *(Text(line, 0) for line in PROSE)),
        *cells_at(200, "Mål", "Indsats", "Ansvarlig", "Frist", bold=True, size=size),
        *cells_at(
            225, "Vandet er\nrent", "Vi måler hver uge fra\nmaj til september", "Havnefogeden", "1. maj"
        ),
        *cells_at(265, "Alle kan bade", "En rampe ved kajen", "Teknik og\nMiljø", "1. juni"),
        *set_at(330, *(Text(line, 0) for line in PROSE)),
    ]
    plan = read(page)
    assert [(each.title, each.children[0].title, each.children[0].text) for each in plan.elements] == [
        (
            "Vandet er rent",
            "Vi måler hver uge fra maj til september",
            "Ansvarlig: Havnefogeden\nFrist: 1. maj",
        ),
        ("Alle kan bade", "En rampe ved kajen", "Ansvarlig: Teknik og\nMiljø\nFrist: 1. juni"),
    ]
    assert titles(plan) == ["Det gør vi i 2027"]


def test_head_of_a_table_of_figures_is_no_heading() -> None:
    page = [
        Text("Plan for havnebadet", 90, size=24, bold=True),
        Text("Økonomi", 130, size=16, bold=True),
        *cells_at(160, "Post", "Budget", "Regnskab", bold=True, size=13),
        *cells_at(180, "Trappe", "200.000", "180.000"),
        *cells_at(195, "Rampe", "400.000", "410.000"),
        *set_at(240, *(Text(line, 0) for line in PROSE)),
    ]
    plan = read(page)
    assert (titles(plan), plan.elements) == (["Økonomi"], ())
    assert "<th>Budget</th>" in plan.sections[0].text
