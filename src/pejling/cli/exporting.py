"""`pejling export`: a document as a file for paper, whole or on two pages."""

from argparse import Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from pejling.cli import in_use
from pejling.cli.actors import actor
from pejling.cli.database import require_up_to_date
from pejling.cli.terminal import Refusal, reason_of, say
from pejling.direction.exports import document_outline
from pejling.direction.models import Adoption, Document, Visibility
from pejling.insight.exports import pdf_of_two_pages, word_of_two_pages
from pejling.papers import Outline, outline_pdf, outline_word

if TYPE_CHECKING:
    from pejling.core.permissions import Viewer

WHOLE: dict[str, Callable[[Outline], bytes]] = {".pdf": outline_pdf, ".docx": outline_word}
ON_TWO_PAGES: "dict[str, Callable[[Document, Viewer], bytes]]" = {
    ".pdf": pdf_of_two_pages,
    ".docx": word_of_two_pages,
}


def export_document(arguments: Namespace) -> int:
    """Write the document to the file as the one who reads may read it."""
    ending = arguments.to.suffix.lower()
    if ending not in WHOLE:
        raise Refusal("Skriv en fil, der ender på .pdf eller .docx: --to FIL.pdf.")
    if not arguments.to.absolute().parent.is_dir():
        raise Refusal(f"Mappen {arguments.to.absolute().parent} findes ikke.")
    with in_use.shared():
        require_up_to_date()
        document = Document.objects.for_list().filter(pk=arguments.document).first()
        if document is None:
            raise Refusal(f"Der er intet dokument med nummer {arguments.document}.")
        reader = _reader(arguments.by, document)
        if not Document.objects.visible_to(reader).filter(pk=document.pk).exists():
            raise Refusal(f"{reader} må ikke læse dokumentet.")
        if arguments.shape == "two-pages":
            content = ON_TWO_PAGES[ending](document, reader)
        else:
            adoption = Adoption.objects.active().filter(document=document).select_related("forum").first()
            content = WHOLE[ending](document_outline(document, reader, adoption=adoption))
    try:
        arguments.to.write_bytes(content)
    except OSError as error:
        raise Refusal(f"{arguments.to} kan ikke skrives: {reason_of(error)}.") from error
    say(f"Skrevet: {arguments.to}")
    return 0


def _reader(email: str | None, document: Document) -> "Viewer":
    """What everybody may read is written as everybody reads it, unless somebody is named."""
    if email is None and document.visibility == Visibility.PUBLIC:
        return AnonymousUser()
    return actor(email, document.unit)
