"""What becomes of made-up plans, policies and slides, whatever their format and their troubles."""

import docx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pejling.core.apart import Unreadable
from pejling.reading import UNSURE_BELOW, Proposal, propose, read_source
from tests.reading.reading import (
    FIXTURES,
    of_kind,
    proposed,
    proposed_text,
    saved,
    section_texts,
    tree,
    walked,
    words_of_proposal,
    words_of_source,
)
from tests.reading.small_pdf import flowing_page, pdf_of

OURS = sorted(path.name for path in FIXTURES.iterdir())


def titles(proposal: Proposal) -> list[str]:
    return [section.title for section in proposal.sections]


def test_plan_from_slides_gives_whole_points_in_their_tree() -> None:
    assert tree(proposed("havneplan_fra_slides.txt").elements) == [
        ("challenge", "Fiskerne bliver færre, og de store både lægger til andre steder", []),
        ("challenge", "Der mangler plads til både by- og havneliv", []),
        ("challenge", "Kajen er slidt", []),
        ("opportunity", "Et stærkt foreningsliv med 400 frivillige", []),
        ("opportunity", "Lystsejlere, der gerne bliver i byen – og handler lokalt", []),
        ("foundation", "Vi passer på havnen", [
            ("value", "Vi kender tilstanden af hver en bolværksmeter", []),
            ("value", "Vi retter fejl samme dag", []),
        ]),
        ("foundation", "Vi gør det sammen", [
            ("value", "Vi spørger brugerne først", []),
            ("value", "Vi siger ja, når vi kan", []),
        ]),
        ("focus_area", "En havn, hvor alle kan komme ned til vandet, også dem med kørestol eller barnevogn", [
            ("initiative", "Ramper ved badebroen", []),
            ("initiative", "Skilte, som børn kan læse", []),
            ("initiative", "Åben havnedag", []),
        ]),
        ("focus_area", "Sikkerhed på kajen for medarbejdere og gæster", [
            ("initiative", "Redningsstiger for hver 25 meter", []),
        ]),
    ]  # fmt: skip


def test_plan_from_slides_is_named_by_its_page_header() -> None:
    plan = proposed("havneplan_fra_slides.txt")
    assert plan.title == "Havneplan for direktionen – Fjordlund Kommune"
    assert plan.warnings == (f"Tekst, der går igen på siderne, er taget ud: {plan.title}",)


def test_plan_from_slides_keeps_the_rest_as_text() -> None:
    texts = section_texts(proposed("havneplan_fra_slides.txt"))
    assert texts["3. Indsatsområder og initiativer i 2027"].endswith(
        "Godkendt i direktionen 4. november 2026"
    )
    assert "Hvad vi står over for Det fælles grundlag Indsatsområder" in texts["Indledning"]


def test_policy_gathers_goals_initiatives_and_criteria_below_its_focus_areas() -> None:
    policy = proposed("sundhedspolitik.txt")
    assert policy.title == "Sundhedspolitik 2026-2029"
    assert [(kind, [child[0] for child in children]) for kind, _title, children in tree(policy.elements)] == [
        ("vision_statement", []),
        ("focus_area", ["goal", "goal", "initiative", "initiative", "success_criterion"]),
        ("focus_area", ["goal", "initiative", "initiative"]),
    ]


def test_promises_in_running_text_are_proposed_as_unsure_goals() -> None:
    policy = proposed("boernepolitik.txt")
    assert [(each.title.split()[0], each.is_unsure) for each in policy.elements] == [
        ("Give", False), ("Opdage", False), ("Styrke", False), ("Vi", True), ("Vi", True), ("Byrådet", True),
    ]  # fmt: skip


def test_numbered_goals_keep_their_number_and_hold_what_follows() -> None:
    assert tree(proposed("klimaplan.txt").elements)[:2] == [
        ("goal", "Målsætning 1: Kommunens bygninger bruger 30 % mindre energi i 2030", [
            ("initiative", "Energirenovering af skoler", []),
            ("initiative", "Solceller på haller og plejehjem", []),
            ("success_criterion", "Det samlede forbrug er under 21 GWh i 2030", []),
        ]),
        ("goal", "Målsætning 2: Al kørsel i kommunen er fossilfri", [
            ("initiative", "Udskiftning af 80 biler til elbiler", []),
        ]),
    ]  # fmt: skip


def test_who_and_when_follow_the_point_that_they_are_about() -> None:
    texts = {each.title: each.text for each in walked(proposed("klimaplan.txt").elements)}
    assert texts["Udskiftning af 80 biler til elbiler"] == (
        "Ansvarlig: Centerchefen for Teknik og Miljø\nTidsfrist: 2028"
    )


def test_numbered_chapter_announces_its_list() -> None:
    assert of_kind(proposed("klimaplan.txt"), "initiative")[-2:] == [
        "Nye ladestandere ved rådhuset",
        "Indkøb af elbusser",
    ]


def test_landmarks_hold_goals_and_initiatives() -> None:
    strategy = proposed("erhvervsstrategi.txt")
    assert tree(strategy.elements)[0] == (
        "landmark", "Pejlemærke 1 – Flere arbejdspladser", [
            ("goal", "Målet er, at der skabes 500 nye job.", []),
            ("initiative", "Iværksætterhus på havnen", []),
            ("initiative", "Jobmesse", []),
        ],
    )  # fmt: skip
    assert of_kind(strategy, "focus_area") == ["Grøn omstilling", "Turisme", "Fødevarer", "Spor 1: Data"]


def test_heading_of_two_kinds_leaves_its_points_unsure() -> None:
    found = [each for each in proposed("erhvervsstrategi.txt").elements if each.kind == "opportunity"]
    assert [each.confidence < UNSURE_BELOW for each in found] == [True, True]


def test_budget_agreement_gives_numbered_priorities_and_keeps_its_table() -> None:
    agreement = proposed("budgetaftale.txt")
    assert of_kind(agreement, "priority") == [
        "Flere hænder i dagtilbud",
        "Et løft til ældreområdet",
        "Grøn omstilling",
    ]
    assert agreement.sections[1].text.count("<li>at ") == 3
    assert agreement.sections[2].text.startswith("<table><tr><th>Anlæg</th><th>2027</th>")


def test_goal_without_words_on_its_line_takes_those_of_the_next() -> None:
    assert tree(proposed("direktionskontrakt.txt").elements) == [
        ("goal", "Mål 1: Sygefraværet falder til under 5 %.", [
            ("success_criterion", "Fraværet er 4,9 % ved årets udgang", []),
            ("initiative", "Fast opfølgning hver måned", []),
        ]),
        ("goal", "Mål 2: Borgerne får svar inden ti dage.", [
            ("success_criterion", "90 % af henvendelserne er besvaret inden ti dage", []),
            ("success_criterion", "Ingen henvendelser er ældre end 30 dage", []),
            ("initiative", "Ny postliste", []),
        ]),
    ]  # fmt: skip


def test_leaders_values_are_led_in_and_expectations_are_not_guessed() -> None:
    assert [(each.kind, each.title) for each in proposed("ledelsesgrundlag.txt").elements] == [
        ("requirement", "§ 1 Kommunen skal tilbyde rådgivning"),
        ("requirement", "§ 2 Kommunen skal føre tilsyn"),
        ("value", "Tillid"),
        ("value", "Dialog"),
        ("success_criterion", "Medarbejderne trives"),
        ("success_criterion", "Borgerne oplever sammenhæng"),
    ]


def test_table_copied_with_tabs_gives_its_goals() -> None:
    plan = proposed_text("Handleplan\n\nMål\tHandling\tAnsvarlig\nRene veje\tNy fejemaskine\tDriften\n")
    assert tree(plan.elements) == [("goal", "Rene veje", [("initiative", "Ny fejemaskine", [])])]


def test_plan_of_a_unit_keeps_its_questions_as_headings() -> None:
    plan = proposed("dagtilbudsplan.txt")
    assert plan.title == "Center for Dagtilbud – Strategiplan 2026"
    assert titles(plan)[1:3] == ["Hvad skal vi lykkes med?", "Hvordan vil vi arbejde med det?"]
    assert tree(plan.elements) == [
        ("initiative", "Faste børnegrupper", []),
        ("initiative", "Sprogvurdering for alle treårige", [("success_criterion", "95 % er vurderet", [])]),
        ("initiative", "Mindre papirarbejde", []),
    ]


def test_questions_to_citizens_are_no_points() -> None:
    assert [each for each in walked(proposed("aeldrepolitik.txt").elements) if each.title.endswith("?")] == []


def test_question_among_goals_stays_in_the_text() -> None:
    plan = proposed_text("Plan for havnen\n\nMål\n- Flere både\n- Rent vand\n- Hvad siger fiskerne?\n")
    assert (of_kind(plan, "goal"), section_texts(plan)) == (
        ["Flere både", "Rent vand"],
        {"Mål": "Hvad siger fiskerne?"},
    )


def test_markdown_gives_headings_lists_and_a_table_of_goals() -> None:
    policy = proposed("personalepolitik.md")
    assert policy.title == "Ledelses- og personalepolitik"
    assert of_kind(policy, "value")[1:] == ["Nysgerrighed", "Mod"]
    assert of_kind(policy, "landmark") == ["Vi leder tæt på", "Vi udvikler os sammen"]
    assert of_kind(policy, "challenge") == [
        "Det er svært at rekruttere",
        "Sygefraværet er steget tre år i træk",
    ]
    assert tree(policy.elements)[-2:] == [
        ("goal", "Lavere sygefravær", [
            ("initiative", "Tidlige samtaler efter tre dage", []),
            ("initiative", "Fælles uddannelse i trivsel", []),
        ]),
        ("goal", "Flere ansøgere", [("initiative", "Kampagne om jobbet i ældreplejen", [])]),
    ]  # fmt: skip


def word_plan() -> bytes:
    plan = docx.Document()
    plan.add_paragraph("Kulturpolitik", "Title")
    plan.add_heading("Vision", 1)
    plan.add_paragraph("Kultur er for alle i Fjordlund.")
    plan.add_heading("Indsatsområder", 1)
    plan.add_heading("Biblioteker", 2)
    plan.add_paragraph("Bibliotekerne er byens fælles stue.")
    plan.add_paragraph().add_run("Mål").bold = True
    plan.add_paragraph("Flere lånere", "List Bullet")
    plan.add_paragraph("Især unge", "List Bullet 2")
    plan.add_paragraph("Længere åbningstid", "List Bullet")
    plan.add_paragraph("Det gør vi:")
    plan.add_paragraph("•\tNatåbent i eksamenstiden")
    plan.add_paragraph("•\tBogbus til landsbyerne")
    plan.add_heading("Musik", 2)
    plan.add_paragraph("Vi synger mere.")
    plan.add_heading("3.2 Handlinger", 1)
    rows = [
        ["Mål", "Handling", "Ansvarlig", "Tid"],
        ["Flere kor", "Start et kor på hver skole\nKøb noder", "Musikskolen", "2026"],
        ["", "Korstævne", "", "2027"],
    ]
    add_table(plan, rows)
    plan.add_heading("Steder", 1)
    add_table(plan, [["By", "Sted"], ["Fjordby", "Havnen"]])
    return saved(plan)


def add_table(plan: docx.document.Document, rows: list[list[str]]) -> None:
    table = plan.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text


def test_word_file_gives_its_headings_lists_and_tables() -> None:
    policy = propose(read_source(word_plan(), "politik.docx"))
    assert policy.title == "Kulturpolitik"
    assert titles(policy) == ["Vision", "Indsatsområder", "3.2 Handlinger", "Steder"]
    assert tree(policy.elements) == [
        ("vision_statement", "Kultur er for alle i Fjordlund.", []),
        ("focus_area", "Biblioteker", [
            ("goal", "Flere lånere", []),
            ("goal", "Længere åbningstid", []),
            ("initiative", "Natåbent i eksamenstiden", []),
            ("initiative", "Bogbus til landsbyerne", []),
        ]),
        ("focus_area", "Musik", []),
        ("goal", "Flere kor", [
            ("initiative", "Start et kor på hver skole", []),
            ("initiative", "Køb noder", []),
            ("initiative", "Korstævne", []),
        ]),
    ]  # fmt: skip


def test_word_file_keeps_other_tables_as_tables() -> None:
    steder = propose(read_source(word_plan(), "politik.docx")).sections[-1]
    assert (
        steder.text
        == "<table><tr><th>By</th><th>Sted</th></tr><tr><td>Fjordby</td><td>Havnen</td></tr></table>"
    )


def test_nested_item_explains_its_point() -> None:
    goals = [each for each in walked(propose(read_source(word_plan(), "x")).elements) if each.kind == "goal"]
    assert (goals[0].title, goals[0].text) == ("Flere lånere", "– Især unge")


def pdf_plan() -> bytes:
    header, footer = "Vandplan – Fjordlund Kommune", "Side {} af 3"
    pages = [
        ["# Vandplan for Fjordlund", "## Udfordringer", "• Grundvandet stiger", "• Kloakker er for små til stor-", "  regn",
         "## Indsatser", "• Nye bassiner i by- og landdi-", "  strikterne, som også kan bruges"],
        ["  af skolerne", "• Borgermøder", "", "Arbejdet sker sammen med forsyningen, og", "kommunen leder det."],
        ["## Økonomi", "Der er afsat 4 millioner kroner."],
    ]  # fmt: skip
    return pdf_of(
        [
            flowing_page(page, header=header, footer=footer.format(number))
            for number, page in enumerate(pages, 1)
        ]
    )


def test_pdf_gives_whole_points_across_pages() -> None:
    plan = propose(read_source(pdf_plan(), "plan.pdf"))
    assert plan.title == "Vandplan for Fjordlund"
    assert titles(plan) == ["Udfordringer", "Indsatser", "Økonomi"]
    assert [(each.kind, each.title) for each in plan.elements] == [
        ("challenge", "Grundvandet stiger"),
        ("challenge", "Kloakker er for små til storregn"),
        ("initiative", "Nye bassiner i by- og landdistrikterne, som også kan bruges af skolerne"),
        ("initiative", "Borgermøder"),
    ]


def test_pdf_loses_its_headers_and_its_page_numbers() -> None:
    plan = propose(read_source(pdf_plan(), "plan.pdf"))
    kept = " ".join([*section_texts(plan).values(), *(each.title for each in plan.elements)])
    assert ("Fjordlund Kommune" in kept, "Side" in kept, "af 3" in kept) == (False, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "Dagsorden\n\n1. Velkomst\n2. Indsatser i 2026\n3. Eventuelt\n",
        "Notat om budget\n\nVi mødes om følgende emner:\n- Mål og midler\n- Indsatser\n",
        "Referat\n\nDrøftelsen handlede om mål, indsatser og værdier, og der var enighed om at gå videre.\n",
        "Baggrund\n\nUdvalget har spørgsmål til planen:\n- Hvad er målet?\n- Hvilke indsatser er i gang?\n",
        "Formål\n\n- At samle op\n- At se frem\n",
        "Behandling af sager\n\n- Sag om skolen\n- Sag om havnen\n",
        "Revision 2026\n\n- Regnskabet er gennemgået\n- Der er ingen bemærkninger\n",
    ],
)
def test_nothing_is_invented(text: str) -> None:
    assert proposed_text(text).elements == ()


@pytest.mark.parametrize("name", OURS)
def test_no_word_of_a_fixture_is_lost(name: str) -> None:
    source = read_source((FIXTURES / name).read_bytes(), name)
    lost = words_of_source(source) - words_of_proposal(propose(source))
    assert lost == {}


_WORD = st.sampled_from(
    [
        "mål",
        "vi",
        "vil",
        "borgerne",
        "by-",
        "og",
        "landsbyer",
        "Skolen",
        "MED-udvalget",
        "2030",
        "indsats",
        "havn",
        "at",
        "i",
        "æblet",
        "”ro”",
        "p&l",
        "<b>",
        "trivsel",
    ]
)
_PROSE = st.lists(_WORD, min_size=1, max_size=14).map(" ".join)
_HEADS = [
    *("Vision", "Indsatsområder", "2. Mål", "3.1 Indsatser", "Værdier", "Det fælles grundlag", "Fokus: ”Ro”"),
    *(
        "Målsætning 1",
        "Succeskriterier",
        "Udfordringer og muligheder",
        "Bilag",
        "Vi vil:",
        "Ro betyder:",
        "Side 3",
    ),
    *(
        "Ansvarlig: Chefen",
        "Tema 2: Ro",
        "12. marts",
        "Vi har tre mål:",
        "# Mål",
        "## Havnen",
        "Indsats: byg",
    ),
    "Det gør vi",
]
_LINE = st.one_of(
    _PROSE,
    st.sampled_from(_HEADS),
    st.just(""),
    st.tuples(st.sampled_from(["- ", "• ", "  – ", "1. ", "2. ", "a) ", "\uf0b7", "| "]), _PROSE).map(
        "".join
    ),
    _PROSE.map(lambda text: f"{text}-"),
    _PROSE.map(lambda text: f"{text}."),
    st.tuples(_PROSE, _PROSE).map(lambda cells: f"| {cells[0]} | {cells[1]} |"),
    st.just("| Mål | Handling |"),
)


@example("mål\nMålsætning 1\n- vi\n| Mål | Handling |")
@given(st.lists(_LINE, min_size=1, max_size=40).map("\n".join).filter(str.strip))
def test_no_word_of_any_text_is_lost(text: str) -> None:
    source = read_source(text.encode(), "plan.txt")
    kept = words_of_proposal(propose(source))
    assert [word for word in words_of_source(source) if word not in kept] == []


@given(st.text(max_size=400))
def test_any_text_at_all_is_read_or_refused_in_words(text: str) -> None:
    try:
        plan = propose(read_source(text.encode("utf-8", "surrogatepass"), "plan.txt"))
    except Unreadable as refused:
        said = str(refused)
    else:
        said = "".join([plan.title, *(section.title for section in plan.sections), "."])
    assert said.endswith(".")


def test_json_holds_the_keys_that_others_read() -> None:
    printed = proposed("klimaplan.txt").to_json()
    goal = printed["elements"][0]
    assert sorted(printed) == ["elements", "sections", "title", "warnings"]
    assert {"kind", "title", "text", "section", "order", "source_line", "confidence", "children"} <= set(goal)
    assert (goal["source_line"], goal["section"], goal["order"], goal["children"][0]["order"]) == (7, 2, 1, 1)


def test_sections_and_points_point_at_each_other() -> None:
    plan = proposed("havneplan_fra_slides.txt")
    assert [section.order for section in plan.sections] == list(range(1, len(plan.sections) + 1))
    assert {each.section for each in walked(plan.elements)} <= {section.order for section in plan.sections}


def test_text_is_written_as_text_and_never_as_tags() -> None:
    assert proposed_text("Plan\n\n<script>alert(1)</script> & mere\n").sections[0].text == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; mere</p>"
    )
