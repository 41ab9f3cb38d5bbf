"""The municipality's own documents, where they are at hand."""

import re

import pytest

from pejling.reading import Proposal, propose, read_source
from pejling.reading.proposal import ProposedElement
from tests.reading.reading import (
    of_kind,
    section_texts,
    walked,
    words_of_proposal,
    words_of_source,
)
from tests.shared import SHARED, at_hand

NAMES = (
    "000_1646da0bccc60373",
    "001_5f2f43faf646b154",
    "002_101da9da20d34776",
    "003_cae4459f677317d0",
    "004_87f4519bc845cd95",
)


def seed(name: str) -> bytes:
    return (at_hand(SHARED / "seeds") / f"{name}.txt").read_bytes()


def proposed(number: int) -> Proposal:
    return propose(read_source(seed(NAMES[number]), f"{NAMES[number]}.txt"))


def roots(proposal: Proposal, kind: str) -> list[ProposedElement]:
    return [element for element in proposal.elements if element.kind == kind]


def test_board_plan_gives_its_challenges_and_opportunities() -> None:
    plan = proposed(4)
    assert (len(roots(plan, "challenge")), len(roots(plan, "opportunity"))) == (7, 6)
    assert of_kind(plan, "challenge")[-1].endswith("by- og landdistriktsudvikling")


def test_board_plan_gives_two_foundations_with_their_values() -> None:
    found = roots(proposed(4), "foundation")
    assert [each.title.split()[-1] for each in found] == ["butikken", "samarbejde"]
    assert [[child.kind for child in each.children] for each in found] == [["value"] * 7] * 2


def test_board_plan_gives_two_focus_areas_with_their_initiatives() -> None:
    found = roots(proposed(4), "focus_area")
    assert [each.title.split()[0] for each in found] == ["Effektivitet", "Én"]
    assert [[child.kind for child in each.children] for each in found] == [["initiative"] * 7] * 2


def test_board_plan_gives_nothing_else_and_nothing_unsure() -> None:
    every = list(walked(proposed(4).elements))
    assert (len(every), [each.title for each in every if each.is_unsure]) == (45, [])


def test_board_plan_has_no_broken_words_and_no_page_header() -> None:
    plan = proposed(4)
    texts = [f"{each.title} {each.text}" for each in walked(plan.elements)]
    assert [text for text in texts if re.search(r"\w- (?!og |eller |samt )\w", text)] == []
    assert [text for text in texts if "Direktionens strategiplan" in text] == []
    assert plan.title == "Direktionens strategiplan – Jammerbugt Kommune"


def test_board_plan_keeps_the_hyphens_that_were_meant() -> None:
    text = " ".join(f"{each.title} {each.text}" for each in walked(proposed(4).elements))
    assert ("MED-samspillet" in text, "kendetegnet" in text, "handlingskataloget" in text) == (
        True,
        True,
        True,
    )


def test_board_plan_parts_initiatives_at_their_dash() -> None:
    named = {each.title: each.text for each in walked(proposed(4).elements) if each.kind == "initiative"}
    assert named["Benchmark i forbindelse med B 2017"].startswith(
        "identifikation af effektiviseringspotentiale – vi vil"
    )


def test_slides_keep_their_questions_and_their_agenda_in_sections() -> None:
    slides = proposed(0)
    lists = {each.title: each.text.count("<li>") for each in slides.sections}
    assert slides.elements == ()
    assert (lists["Fast dagsorden"], lists["En samtale med strategisk fokus"]) == (3, 4)
    assert slides.title == "Strategiske pejlinger 2025"


def test_slides_give_whole_items() -> None:
    assert section_texts(proposed(0))["En samtale med strategisk fokus"].endswith(
        "i et tværgående samarbejde?"
    )


def test_case_is_text_under_its_own_headings() -> None:
    case = proposed(1)
    titles = [section.title for section in case.sections]
    assert case.elements == ()
    assert {"Baggrund", "Sagsfremstilling", "Indstilling"} <= set(titles)
    assert case.title.startswith("Opfølgning på direktionsseminardag i marts")


def test_anchoring_chain_gives_its_four_anchors_as_headings() -> None:
    slides = proposed(2)
    assert [section.title[:2] for section in slides.sections if section.title[0].isdigit()] == [
        "1.",
        "2.",
        "3.",
        "4.",
    ]
    assert slides.elements == ()
    assert "vision-politik-strategi-budget" in section_texts(slides)["4. Den styringsmæssige forankring"]


def test_timeline_invents_nothing() -> None:
    timeline = proposed(3)
    assert timeline.elements == ()
    assert "12. september" in [section.title for section in timeline.sections]


@pytest.mark.parametrize("name", NAMES)
def test_seed_loses_no_word(name: str) -> None:
    source = read_source(seed(name), name)
    assert words_of_source(source) - words_of_proposal(propose(source)) == {}
