"""Large files are read whole, and text made to be slow is read like any other; how fast, `make bench` tells."""

from collections.abc import Callable

import docx
import pytest

from pejling.reading import Proposal, propose, read_source
from tests.reading.reading import saved, walked
from tests.reading.small_pdf import flowing_page, pdf_of

PROSE = (
    "Kommunen arbejder for, at borgerne får en god hverdag, og at målene hænger sammen med byrådets vision. "
    * 3
)


def read(data: bytes) -> Proposal:
    return propose(read_source(data, "stor"))


def test_word_file_of_300_pages_is_read_whole() -> None:
    plan = docx.Document()
    for chapter in range(300):
        plan.add_heading(f"Kapitel {chapter}", 1)
        for _paragraph in range(8):
            plan.add_paragraph(PROSE)
    assert [section.title for section in read(saved(plan)).sections][-1] == "Kapitel 299"


def test_pdf_of_300_pages_is_read_whole() -> None:
    lines = ["# Indsatser", *["• Vi laver en ting, der er god for borgerne i kom-", "  munen"] * 22]
    pages = [flowing_page(lines, footer=f"Side {number}") for number in range(1, 301)]
    assert len(list(walked(read(pdf_of(pages)).elements))) == 22 * 300


def test_list_of_ten_thousand_lines_gives_ten_thousand_points() -> None:
    text = "Plan for Fjordlund\n\nMål\n" + "".join(
        f"- Punkt {number} om havnen\n" for number in range(10_000)
    )
    assert len(list(walked(propose(read_source(text.encode(), "x")).elements))) == 10_000


@pytest.mark.parametrize(
    "text",
    [
        lambda: "Mål " + "." * 1_000_000,
        lambda: "a" * 3_000_000,
        lambda: "a-\n" * 50_000,
        lambda: ("Mål " + " " * 5_000 + "x\n") * 200,
        lambda: ("”" * 200 + "\n") * 3_000,
        lambda: "".join(" " * (number % 200) + "- Noget\n" for number in range(30_000)),
        lambda: "# Plan\n\n" + ("*a [b](" * 1_000 + "\n") * 200,
        lambda: "strategiske " * 200_000 + ":\n- noget\n",
    ],
    ids=["dots", "word", "hyphens", "spaces", "quotes", "depths", "markdown", "lead-in"],
)
def test_text_made_to_be_slow_is_read_to_its_end(text: Callable[[], str]) -> None:
    proposal = read(text().encode())
    assert proposal.title or proposal.sections or proposal.elements
