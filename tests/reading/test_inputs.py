"""The small inputs that were once read wrong, where they are at hand."""

import pytest

from pejling.reading import Proposal, propose, read_source
from tests.reading.reading import of_kind, plain, walked
from tests.shared import SHARED, at_hand


def read(name: str) -> Proposal:
    return propose(read_source((at_hand(SHARED / "data/imports") / name).read_bytes(), name))


def titles(plan: Proposal) -> list[str]:
    return [section.title for section in plan.sections]


def test_main_part_of_another_name() -> None:
    plan = read("d02_document2.docx")
    assert (plan.title, titles(plan), len(of_kind(plan, "goal"))) == ("Plan for havnebadet", ["Mål"], 2)


def test_endnote() -> None:
    plan = read("d03_endnote.docx")
    texts = [
        *(plain(section.text) for section in plan.sections),
        *(each.text for each in walked(plan.elements)),
    ]
    assert "Målt på stranden i uge 30" in " ".join(texts)


def test_contents_of_word() -> None:
    plan = read("d06_toc.docx")
    assert titles(plan) == ["Mål for badet", "Indsatser i 2027"]
    assert [section.text for section in plan.sections] == ["", ""]


def test_label_and_title_on_two_headings() -> None:
    plan = read("d07_label_heading.docx")
    assert [(each.kind, each.label, each.title, each.text) for each in plan.elements] == [
        ("focus_area", "Fokusområde 1", "Vandet er rent", "Vi holder øje med vandet hver uge."),
        ("focus_area", "Fokusområde 2", "Alle kan komme ned i vandet", "Vi bygger en rampe."),
    ]


def test_contents_over_two_lines() -> None:
    plan = read("p01_contents_label_lines.pdf")
    assert titles(plan) == ["Derfor har vi en plan"]
    assert [(each.label, each.title) for each in plan.elements] == [
        ("FOKUSOMRÅDE 1", "Vandet er rent"),
        ("FOKUSOMRÅDE 2", "Alle kan komme ned i vandet, også når det blæser"),
    ]


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("p02_lead_paragraph.pdf", ["Vandet er rent", "Alle kan komme ned i vandet"]),
        ("p06_rotated_margin_label.pdf", ["Indledning", "Vandet er rent", "Alle kan komme ned i vandet"]),
    ],
)
def test_lead_and_turned_text_are_no_headings(name: str, sections: list[str]) -> None:
    plan = read(name)
    assert (plan.title, titles(plan)) == ("Plan for havnebadet", sections)


def test_running_head_with_numbers() -> None:
    told = [text for text in read("p07_running_head_with_numbers.pdf").warnings if "går igen" in text]
    assert told == ["Tekst, der går igen på siderne, er taget ud: PLAN FOR HAVNEBADET 2027-2030"]
