"""Small files that unfold into gigabytes, made anew for each test."""

import io
import zipfile
import zlib

import docx
import openpyxl

from tests.reading.reading import saved
from tests.reading.small_pdf import Text, pdf_of

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_parts(package: bytes, parts: dict[str, bytes]) -> bytes:
    """A package in which some parts are others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return out.getvalue()


def word_of_paragraphs(count: int) -> bytes:
    """A Word file of so many empty paragraphs, each different, or the archive would give itself away by its packing."""
    body = b"".join(
        b"<w:p><w:pPr><w:ind w:left='%d'/></w:pPr></w:p>" % (number * 7919 % 99991) for number in range(count)
    )
    document = b"<w:document xmlns:w='%s'><w:body>%s</w:body></w:document>" % (W.encode(), body)
    return with_parts(saved(docx.Document()), {"word/document.xml": document})


def workbook_of_one_row(cells: int) -> bytes:
    """A workbook with so many cells in its only row."""
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    row = b"".join(b"<c t='n'><v>%d</v></c>" % (number * 7919 % 99991) for number in range(cells))
    sheet = b"<worksheet xmlns='%s'><sheetData><row r='1'>%s</row></sheetData></worksheet>"
    return with_parts(out.getvalue(), {"xl/worksheets/sheet1.xml": sheet % (S.encode(), row)})


def pdf_of_operators(count: int) -> bytes:
    """A PDF whose page writes a letter so many times."""
    return _with_content(b"BT /F1 9 Tf 70 700 Td " + b"(a) Tj " * count + b"ET", filters=b"/FlateDecode")


def pdf_packed_twice(size: int) -> bytes:
    """A PDF whose page is so many spaces, packed and packed again."""
    packer, spaces = zlib.compressobj(9), b" " * 1_000_000
    once = b"".join(packer.compress(spaces) for _million in range(size // len(spaces))) + packer.flush()
    return _with_content(b"", filters=b"[/FlateDecode /FlateDecode]", packed=zlib.compress(once, 9))


def _with_content(content: bytes, filters: bytes, packed: bytes = b"") -> bytes:
    whole = pdf_of([[Text("x", 90)]])
    start, end = whole.index(b"<< /Length"), whole.rindex(b"endstream")
    packed = packed or zlib.compress(content, 9)
    stream = b"<< /Length %d /Filter %s >>\nstream\n%s\n" % (len(packed), filters, packed)
    return whole[:start] + stream + whole[end:]
