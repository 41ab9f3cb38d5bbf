"""Find out by its content what a file is, and read its lines."""

from django.utils.translation import gettext_lazy as _

from pejling.core.apart import Unreadable
from pejling.core.packages import kind_of, opened
from pejling.reading import markdown, pdf, plain_text, word
from pejling.reading.source import MAX_BYTES, Source

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_NOT_PROSE = (b"{\\rtf", b"<!doctype", b"<html", b"<?xml")


def read_source(data: bytes, filename: str) -> Source:
    """Read a Word, PDF, text or Markdown file; the name is only remembered, never believed."""
    if not data.strip():
        raise _empty()
    if len(data) > MAX_BYTES:
        raise Unreadable(_("Filen er over 50 MB. Fjern billeder, eller del den op, og prøv igen."))
    source = _read(data, filename)
    if not source.lines:
        raise _empty()
    return source


def _empty() -> Unreadable:
    return Unreadable(_("Filen er tom. Vælg den fil, som teksten står i."))


def _read(data: bytes, filename: str) -> Source:
    if b"%PDF-" in data[:1024]:
        lines, notices = pdf.read_pdf(data)
        return Source("pdf", filename, lines, notices=notices)
    if data.startswith(b"PK"):
        return _read_package(data, filename)
    if data.startswith(_OLD_OFFICE):
        raise _old_office(data)
    if data[:64].lstrip().lower().startswith(_NOT_PROSE):
        raise plain_text.unknown_type()
    text = plain_text.decoded(data)
    if markdown.is_markdown(text):
        return Source("md", filename, markdown.read_lines(text))
    return Source("txt", filename, plain_text.read_lines(text))


def _read_package(data: bytes, filename: str) -> Source:
    damaged = _("Filen er beskadiget og kan ikke åbnes. Gem den igen i sit eget program, og prøv igen.")
    with opened(data, damaged) as archive:
        if kind_of(archive) != "docx":
            raise plain_text.unknown_type()
    lines, margins, notices = word.read_word(data)
    title = next((line.text for line in lines if line.is_title), "")
    return Source("docx", filename, lines, title, margins, notices)


def _old_office(data: bytes) -> Unreadable:
    if _ENCRYPTED_PACKAGE in data:
        return Unreadable(
            _("Filen er låst med en adgangskode. Åbn den, gem den uden adgangskode, og prøv igen.")
        )
    return Unreadable(_("Det er en ældre Office-fil. Åbn den i Word, gem den som .docx, og prøv igen."))
