"""A paper as the answer to a request: a file to keep, named after its title."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from pejling.papers.outline import Outline
from pejling.papers.pdf import outline_pdf
from pejling.papers.word import CONTENT_TYPE, outline_word

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def answer_pdf(outline: Outline) -> HttpResponse:
    """The paper as PDF."""
    return _file(outline_pdf(outline), "application/pdf", f"{file_name(outline.title)}.pdf")


def answer_word(outline: Outline) -> HttpResponse:
    """The paper as .docx."""
    return _file(outline_word(outline), CONTENT_TYPE, f"{file_name(outline.title)}.docx")


def file_name(title: str) -> str:
    """The title without what some system does not allow in the name of a file."""
    return _NOT_IN_A_NAME.sub(" ", title).strip(" .")[:80] or "Pejling"


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
