"""Cases as different municipalities write them, made up for the tests: in words, as Word and as PDF."""

from dataclasses import dataclass, field

import docx

from pejling.reading import read_source
from pejling.reading.cases import ReadCase, read_case
from tests.reading.reading import saved
from tests.reading.small_pdf import Text, pdf_of


def read(data: bytes, name: str = "sag.txt") -> ReadCase:
    """The case in a file."""
    return read_case(read_source(data, name))


def read_text(text: str) -> ReadCase:
    """The case in a text."""
    return read(text.encode())


def kinds(case: ReadCase) -> list[tuple[str, str]]:
    """The headings of a case and what kind each is of."""
    return [(each.heading, each.kind) for each in case.sections]


def text_of(case: ReadCase, heading: str) -> str:
    """The text under a heading."""
    (found,) = [each.text for each in case.sections if each.heading == heading]
    return found


def enclosures(case: ReadCase) -> list[tuple[int, str, str, str, str]]:
    """The enclosures, each as one row."""
    return [
        (each.number, each.title, each.document_id, each.record, each.openness) for each in case.enclosures
    ]


def decisions(case: ReadCase) -> list[tuple[str, str, str]]:
    """The decisions, each as one row."""
    return [(each.forum, each.date, each.text) for each in case.decisions]


@dataclass
class Word:
    """A Word file as most offices write it: plain paragraphs, bold ones, tables."""

    document: docx.document.Document = field(default_factory=docx.Document)

    def bold(self, text: str) -> "Word":
        self.document.add_paragraph().add_run(text).bold = True
        return self

    def text(self, *texts: str) -> "Word":
        for text in texts:
            self.document.add_paragraph(text)
        return self

    def styled(self, text: str, style: str) -> "Word":
        self.document.add_paragraph(text, style=style)
        return self

    def table(self, *rows: tuple[str, ...]) -> "Word":
        table = self.document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        return self

    def head(self, text: str) -> "Word":
        self.document.sections[0].header.paragraphs[0].text = text
        return self

    def read(self) -> ReadCase:
        return read(saved(self.document), "sag.docx")


def pdf(*pages: list[str], head: str = "", foot: str = "") -> bytes:
    """Pages of lines; one between stars is bold, an empty one is a gap; head and foot stand on each page."""
    made = []
    for number, lines in enumerate(pages, start=1):
        texts, top = [], 90.0
        for line in lines:
            if line:
                is_bold = line.startswith("*")
                texts.append(Text(line.strip("*"), top, bold=is_bold))
            top += 14 if line else 10
        margins = [(head, 35.0), (foot.format(number), 815.0)]
        made.append([*(Text(text, at, size=9) for text, at in margins if text), *texts])
    return pdf_of(made)
