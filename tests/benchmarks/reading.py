"""Work that is not a page of its own: all rings, the list of all initiatives, a long Word file read, a long PDF written."""

import io
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import docx
import pypdfium2
from django.db import connection
from django.urls import reverse

from pejling.chain.figures.ring import rings
from pejling.core.history import create_all
from pejling.direction.exports import document_outline
from pejling.direction.models import Contribution, Element, Section
from pejling.initiatives.figures.listing import COLUMNS, EXPECTED_ON, listed, ordered
from pejling.initiatives.models import Initiative
from pejling.initiatives.models.initiatives import InitiativeQuerySet
from pejling.papers import Outline
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
OURS = """
import pickle, sys, time, django
from pathlib import Path
from django.conf import settings
database, given, paper = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = database
django.setup()
from pejling.papers import outline_pdf
outline = pickle.loads(Path(given).read_bytes())
start = time.process_time()
Path(paper).write_bytes(outline_pdf(outline))
print(time.process_time() - start)
"""
"""Ours for the same, from the outline to the file."""
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
    """Seconds for our whole PDF of a document of sixty pages, seconds for typst alone with the same files, and its pages.

    Typst remembers what it has set before in a process, so each is asked in a new one, turn and turn about. Ours begins with
    the outline and ends with the file, typst's loading among it; typst's own is its compiling alone.
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
    outline = document_outline(document, world.secretary, adoption=None)
    took = [(_set_by_us(outline), *_set_by_typst(typst_files(outline))) for _time in range(RUNS)]
    return median(ours for ours, _typst, _pages in took), median(each[1] for each in took), took[0][2]


def _set_by_us(outline: Outline) -> float:
    """Seconds that `outline_pdf` takes in a process that has set nothing yet; it reads the municipality's name by itself."""
    with TemporaryDirectory() as folder:
        given = Path(folder, "outline")
        given.write_bytes(pickle.dumps(outline))
        name = str(connection.settings_dict["NAME"])
        return float(_told_by([sys.executable, "-c", OURS, name, str(given), str(Path(folder, "paper.pdf"))]))


def _set_by_typst(files: dict[str, bytes]) -> tuple[float, int]:
    """Seconds that typst takes for the files as a PDF, and how many pages that has."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        told = _told_by([sys.executable, "-c", TYPST, folder, str(FONTS)])
        return float(told), len(pypdfium2.PdfDocument(Path(folder, "paper.pdf").read_bytes()))


def _told_by(command: list[str]) -> str:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
