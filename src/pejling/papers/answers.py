"""A paper as the answer to a request: a file to keep, named after its title."""

import re

from django.http import HttpResponse

from pejling.papers.outline import Outline
from pejling.papers.pdf import outline_pdf
from pejling.papers.word import CONTENT_TYPE, outline_word
from pejling.web.downloads import file_answer

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def answer_pdf(outline: Outline) -> HttpResponse:
    """The paper as PDF."""
    return file_answer(outline_pdf(outline), f"{file_name(outline.title)}.pdf", "application/pdf")


def answer_word(outline: Outline) -> HttpResponse:
    """The paper as .docx."""
    return file_answer(outline_word(outline), f"{file_name(outline.title)}.docx", CONTENT_TYPE)


def file_name(title: str) -> str:
    """The title without what some system does not allow in the name of a file."""
    return _NOT_IN_A_NAME.sub(" ", title).strip(" .")[:80] or "Pejling"
