"""Small files that unfold into gigabytes take only what reading may take, and are told of in one sentence."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document
from docx.shared import Cm

from pejling.core.apart import MEMORY, Unreadable
from pejling.core.tables import UnreadableSheet
from pejling.core.tables.workbooks import rows_of
from pejling.organisation.imports.preview import preview
from pejling.reading import read_apart
from tests.reading import hostile
from tests.reading.pictures import noise
from tests.reading.reading import saved
from tests.reading.small_pdf import flowing_page, pdf_of

READ_AND_MEASURE = """
import json, resource, sys
from pejling.core.apart import Unreadable, stand_alone
from pejling.reading import read_apart
stand_alone()
try:
    read_apart(sys.stdin.buffer.read(), "plan")
except Unreadable as refused:
    print(json.dumps([str(refused), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024]))
"""
"""In a process that has no other children, and is small itself: what a child begins as counts for it, too."""
SIDE = "Kommunen arbejder for, at borgerne får en god hverdag, og at målene hænger sammen. " * 4


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: hostile.word_of_paragraphs(1_000_000), "Filen fylder urimeligt meget"),
        (lambda: hostile.word_of_paragraphs(100_000), "Filen har for mange linjer."),
        (lambda: hostile.pdf_of_operators(1_500_000), "Filen kræver for meget hukommelse eller tid"),
        (lambda: hostile.pdf_of_operators(150_000), "Filen har for mange linjer."),
        (lambda: hostile.pdf_packed_twice(800_000_000), "Filen kræver for meget hukommelse eller tid"),
    ],
    ids=["million paragraphs", "many paragraphs", "million operators", "many operators", "packed twice"],
)
def test_small_file_that_unfolds_is_refused_in_words(make: Callable[[], bytes], told: str) -> None:
    read = subprocess.run(
        [sys.executable, "-c", READ_AND_MEASURE], input=make(), capture_output=True, check=True, timeout=120
    )
    message, most_memory = json.loads(read.stdout)
    assert told in message
    assert most_memory <= MEMORY


def test_workbook_of_a_million_cells_in_a_row_is_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="Regnearket har for mange celler"):
        rows_of(hostile.workbook_of_one_row(1_000_000), most_rows=5, most_columns=5)


def test_file_of_units_that_unfolds_is_refused_as_a_workbook_of_status_is() -> None:
    row, parts = hostile.workbook_of_one_row(1_000_000), {"xl/worksheets/zeros.bin": bytes(50_000_000)}
    for file, told in [
        (row, "Regnearket har for mange celler"),
        (hostile.with_parts(row, parts), "urimeligt"),
    ]:
        with pytest.raises(UnreadableSheet, match=told):
            preview(file)
        with pytest.raises(Unreadable, match=told):
            rows_of(file, most_rows=5, most_columns=5)


def test_cells_are_counted_whatever_the_sheet_is_called() -> None:
    file = hostile.workbook_of_one_row(1_000_000)
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            told = archive.read(name).replace(b"worksheets/sheet1.xml", b"other/one.xml")
        file = hostile.with_parts(file, {name: told})
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    file = hostile.with_parts(file, {"xl/other/one.xml": sheet, "xl/worksheets/sheet1.xml": b"<none/>"})
    with pytest.raises(Unreadable, match="Regnearket har for mange celler"):
        rows_of(file, most_rows=5, most_columns=5)


def test_word_file_of_300_pages_with_pictures_is_read() -> None:
    plan: Document = docx.Document()
    for chapter in range(300):
        plan.add_heading(f"Kapitel {chapter}", 1)
        for _paragraph in range(9):
            plan.add_paragraph(SIDE)
        plan.add_picture(noise(chapter), width=Cm(12))
    source, proposal = read_apart(saved(plan), "plan.docx")
    assert (len(source.lines), proposal.sections[-1].title) == (300 * 10, "Kapitel 299")


def test_pdf_of_300_pages_is_read() -> None:
    pages = [
        flowing_page([f"# Kapitel {page}", *["Vi laver en ting, der er god for borgerne i kommunen"] * 40])
        for page in range(300)
    ]
    _source, proposal = read_apart(pdf_of(pages), "plan.pdf")
    assert proposal.sections[-1].title == "Kapitel 299"
