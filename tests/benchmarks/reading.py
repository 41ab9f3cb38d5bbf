"""Work that is not a page of its own: all rings, the list of all initiatives, a long Word file read, a long PDF written."""

import io
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
from django.urls import reverse

from pejling.chain.figures.ring import rings
from pejling.core.history import create_all
from pejling.direction.exports import document_outline
from pejling.direction.models import Contribution, Element, Section
from pejling.initiatives.figures.listing import COLUMNS, EXPECTED_ON, listed, ordered
from pejling.initiatives.models import Initiative
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.papers.pdf import FONTS, typst_files
from pejling.reading import propose, read_source
from tests.benchmarks import words
from tests.benchmarks.asking import Door, sign_in
from tests.benchmarks.timing import seconds
from tests.benchmarks.world import World

if TYPE_CHECKING:
    from django.db.models import QuerySet

RUNS = 5
PAGES_WRITTEN, SECTIONS_A_PAGE = 60, 3
TYPST = """
import sys, time, typst
folder, fonts = sys.argv[1:]
start = time.process_time()
typst.compile(folder + "/paper.typ", output=folder + "/paper.pdf", format="pdf", font_paths=[fonts],
    ignore_system_fonts=True, pdf_standards=["ua-1"])
print(time.process_time() - start)
"""
"""Typst's own time for a paper, in a process that has set nothing yet."""
CHAPTERS, PARAGRAPHS, POINTS = 300, 6, 4
ROWS = (
    "pk",
    "document_id",
    "document__ends_on",
    "document__responsible_id",
    "document__kind__life",
    "responsible_id",
)
WORK = ("element_id", "phase", "unit_id", "latest_report__at")


def all_rings(world: World) -> tuple[float, float, int]:
    """Seconds for the rings of all aims, seconds for reading the rows that they rest on, and the number of aims."""
    aims = list(Element.objects.aims().active().values_list("pk", flat=True))
    took = [(seconds(lambda: rings(aims)), seconds(_read_rows)) for _time in range(RUNS)]
    return median(ring for ring, _rows in took), median(rows for _ring, rows in took), len(aims)


def all_initiatives(world: World) -> tuple[float, float, int]:
    """Seconds for the page that lists them all, seconds for joining the rows that it rests on as text, and their number."""
    door, cookie = Door(), sign_in(world.secretary)
    every = ordered(listed(world.secretary), "enhed")
    assert isinstance(every, InitiativeQuerySet)
    rows = every.annotate(expected=EXPECTED_ON).values_list(*COLUMNS)
    address = f"{reverse('initiatives')}?vis=alle"
    took = [
        (seconds(partial(door.get, address, cookie)), seconds(partial(_join, rows))) for _time in range(RUNS)
    ]
    return median(page for page, _text in took), median(text for _page, text in took), len(_join(rows))


def _join(rows: "QuerySet[Any, Any]") -> list[str]:
    return ["\t".join(map(str, row)) for row in rows.all()]


def _read_rows() -> None:
    list(Element.objects.active().order_by().values_list(*ROWS, "parent_id", "kind__nature"))
    list(Contribution.objects.active().order_by().values_list("pk", "lower_id", "upper_id"))
    list(Initiative.objects.expecting_reports().order_by().values_list(*WORK))


def long_word_file(world: World) -> float:
    """Seconds for reading a Word file of 300 pages and proposing what it says."""
    plan = docx.Document()
    for chapter in range(CHAPTERS):
        plan.add_heading(f"Indsatsområde {chapter}", 1)
        for _paragraph in range(PARAGRAPHS):
            plan.add_paragraph(" ".join(words.sentence(world.draw) for _sentence in range(4)))
        for _point in range(POINTS):
            plan.add_paragraph(words.wish(world.draw), style="List Bullet")
    file = io.BytesIO()
    plan.save(file)
    return seconds(lambda: propose(read_source(file.getvalue(), "plan.docx")))


def long_pdf(world: World) -> tuple[float, float, int]:
    """Seconds for the whole export of a document of sixty pages, seconds for typst alone with its files, and its pages.

    Typst remembers what it has set before in a process. So it is asked in a new one each time, and not once more for ours:
    what the export does besides is added.
    """
    document = world.long_document
    last = document.sections.latest("position").position
    more = [
        Section(
            document=document,
            title=words.wish(world.draw),
            body=words.prose(world.draw, 5),
            position=last + number,
        )
        for number in range(1, 1 + PAGES_WRITTEN * SECTIONS_A_PAGE)
    ]
    create_all(Section, more, by=world.secretary)
    found: dict[str, bytes] = {}

    def prepare() -> None:
        found.update(typst_files(document_outline(document, world.secretary, adoption=None)))

    took = [(seconds(prepare), *_set_by_typst(found)) for _time in range(RUNS)]
    ours = median(before + typst for before, typst, _pages in took)
    return ours, median(typst for _before, typst, _pages in took), took[0][2]


def _set_by_typst(files: dict[str, bytes]) -> tuple[float, int]:
    """Seconds that typst takes for the files as a PDF, and how many pages that has."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        command = [sys.executable, "-c", TYPST, folder, str(FONTS)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return float(told), len(pypdfium2.PdfDocument(Path(folder, "paper.pdf").read_bytes()))
