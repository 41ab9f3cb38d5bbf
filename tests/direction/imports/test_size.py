"""Large files are read quickly, and text made to be slow takes no longer than other text."""

import time
from collections.abc import Callable

import docx
import pytest

from pejling.direction.imports import propose, read_source
from tests.direction.imports.reading import saved, walked
from tests.direction.imports.small_pdf import flowing_page, pdf_of

SECONDS = 5.0
PROSE = (
    "Kommunen arbejder for, at borgerne får en god hverdag, og at målene hænger sammen med byrådets vision. "
    * 3
)


def seconds(data: bytes) -> float:
    start = time.process_time()
    propose(read_source(data, "stor"))
    return time.process_time() - start


def test_word_file_of_300_pages_is_read_within_five_seconds() -> None:
    plan = docx.Document()
    for chapter in range(300):
        plan.add_heading(f"Kapitel {chapter}", 1)
        for _paragraph in range(8):
            plan.add_paragraph(PROSE)
    assert seconds(saved(plan)) < SECONDS


def test_pdf_of_300_pages_is_read_within_five_seconds() -> None:
    lines = ["# Indsatser", *["• Vi laver en ting, der er god for borgerne i kom-", "  munen"] * 22]
    pages = [flowing_page(lines, footer=f"Side {number}") for number in range(1, 301)]
    assert seconds(pdf_of(pages)) < SECONDS


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
def test_text_made_to_be_slow_is_not(text: Callable[[], str]) -> None:
    assert seconds(text().encode()) < SECONDS
