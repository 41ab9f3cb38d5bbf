"""Pages counted as a reader has them: a PDF's own, and a Word file's as LibreOffice lays them out."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn

SOFFICE = shutil.which("soffice")
needs_soffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def words_of_pages(pdf: bytes) -> list[int]:
    """How many words stand on each page of a PDF."""
    return [len(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def smallest_letters(pdf: bytes) -> float:
    """The size of the smallest text of a PDF, in points."""
    import pypdfium2.raw as raw

    sizes = []
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        count = text.count_chars()
        sizes += [raw.FPDFText_GetFontSize(text.raw, place) for place in range(count)]
    return round(min(size for size in sizes if size > 1), 2)


def pages_in_word(files: dict[str, bytes], folder: Path) -> dict[str, int]:
    """How many pages each Word file has, by LibreOffice; all of them in one start of it."""
    assert SOFFICE
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, *(str(folder / f"{name}.docx") for name in files)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: len(pypdfium2.PdfDocument((folder / f"{name}.pdf").read_bytes())) for name in files}


def words_of_word(content: bytes) -> int:
    """How many words stand in the text of a Word file, without its header and footer."""
    body: Any = docx.Document(BytesIO(content)).element.body
    return sum(len("".join(each.itertext(qn("w:t"))).split()) for each in body.iter(qn("w:p")))


def hard_breaks(content: bytes) -> int:
    """How many hard page breaks there are, of any kind."""
    body: Any = docx.Document(BytesIO(content)).element.body
    breaks = [each for each in body.iter(qn("w:br")) if each.get(qn("w:type")) == "page"]
    before = [
        each for each in body.iter(qn("w:pageBreakBefore")) if each.get(qn("w:val")) not in ("0", "false")
    ]
    return len(breaks) + len(before)
